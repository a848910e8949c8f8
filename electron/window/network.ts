/** The program is offline by design, not by chance: every way to the network that Electron has a switch for is shut. */
import type { App, Session } from 'electron';

/** Where requests may go. `devtools:` only matters while developing; `blob:` and `data:` are the page's own bytes. */
const LOCAL = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** Switches of Chromium (chromium/src, *_switches.cc) against requests that no page makes. */
export const OFFLINE_SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  // No name has an address, and no request gets past a proxy that is not there.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['proxy-server', 'http://0.0.0.0:9'],
  ['proxy-bypass-list', '<-loopback>'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-client-side-phishing-detection'],
  ['disable-default-apps'],
  ['disable-sync'],
  ['disable-breakpad'],
  ['disable-crash-reporter'],
  ['disable-quic'],
  ['no-pings'],
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  [
    'disable-features',
    'AutofillServerCommunication,CertificateTransparencyComponentUpdater,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate',
  ],
];

/** To be called before the app is ready. */
export function shutNetwork(app: App): void {
  for (const [name, value] of OFFLINE_SWITCHES) {
    if (value === undefined) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  }
}

/** Cancels what would leave the program. */
export function cancelRequests(session: Session): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const { protocol } = URL.parse(url) ?? { protocol: '' };
    answer({ cancel: !LOCAL.has(protocol) });
  });
  // Its dictionaries would be downloaded.
  session.setSpellCheckerEnabled(false);
}
