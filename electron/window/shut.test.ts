import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import type { App, Session, WebContents } from 'electron';
import { denyDownloads, denyNavigation } from './navigation.ts';
import { cancelRequests, shutNetwork } from './network.ts';
import { denyPermissions } from './permissions.ts';

/** An event as Electron emits it, that tells whether it was prevented. */
function preventable(fields: object = {}) {
  const event = {
    ...fields,
    prevented: false,
    preventDefault: () => void Object.assign(event, { prevented: true }),
  };
  return event;
}

test('requests to anywhere but the program itself are cancelled', () => {
  let filter: ((details: { url: string }, answer: (to: { cancel: boolean }) => void) => void) | undefined;
  let spellchecks: boolean | undefined;
  cancelRequests({
    webRequest: { onBeforeRequest: (given: typeof filter) => (filter = given) },
    setSpellCheckerEnabled: (enabled: boolean) => (spellchecks = enabled),
  } as unknown as Session);
  const cancelled = (url: string): boolean => {
    let cancel: boolean | undefined;
    filter!({ url }, (answer) => {
      cancel = answer.cancel;
    });
    return cancel!;
  };
  for (const url of [
    'app://threadline/index.html',
    'blob:app://threadline/1',
    'data:image/png;base64,AA==',
  ]) {
    assert.ok(!cancelled(url), url);
  }
  for (const url of [
    'https://example.org/',
    'http://127.0.0.1/',
    'ws://example.org',
    'wss://example.org',
    'file:///etc/passwd',
    'ftp://example.org',
    'chrome-extension://x/',
    'filesystem:app://threadline/x',
    'not a url',
  ]) {
    assert.ok(cancelled(url), url);
  }
  assert.equal(spellchecks, false);
});

test('no name has an address, and nothing goes out that no page asked for', () => {
  const switches = new Map<string, string | undefined>();
  shutNetwork({
    commandLine: { appendSwitch: (name: string, value?: string) => void switches.set(name, value) },
  } as unknown as App);
  assert.equal(switches.get('host-resolver-rules'), 'MAP * ~NOTFOUND');
  assert.equal(switches.get('proxy-bypass-list'), '<-loopback>');
  for (const name of ['disable-background-networking', 'disable-component-update', 'disable-breakpad']) {
    assert.ok(switches.has(name), name);
  }
});

test('every permission is denied, but that of the page’s own store to stay', () => {
  let request: Parameters<Session['setPermissionRequestHandler']>[0] = null;
  let check: Parameters<Session['setPermissionCheckHandler']>[0] = null;
  let device: Parameters<Session['setDevicePermissionHandler']>[0] = null;
  let display: Parameters<Session['setDisplayMediaRequestHandler']>[0] = null;
  denyPermissions({
    setPermissionRequestHandler: (given: typeof request) => (request = given),
    setPermissionCheckHandler: (given: typeof check) => (check = given),
    setDevicePermissionHandler: (given: typeof device) => (device = given),
    setDisplayMediaRequestHandler: (given: typeof display) => (display = given),
  } as unknown as Session);
  const granted = (permission: string, origin: string): boolean => {
    let answer: boolean | undefined;
    const details = { requestingUrl: `${origin}/index.html` };
    request!(null as never, permission as never, (given) => (answer = given), details as never);
    assert.equal(check!(null, permission as never, origin, {} as never), answer);
    return answer!;
  };
  for (const permission of ['media', 'geolocation', 'clipboard-read', 'openExternal', 'fileSystem', 'usb']) {
    assert.ok(!granted(permission, 'app://threadline'), permission);
  }
  assert.ok(granted('persistent-storage', 'app://threadline'));
  assert.ok(!granted('persistent-storage', 'https://example.org'));
  assert.ok(!granted('persistent-storage', 'app://threadline.example'));
  assert.ok(!device!({} as never));
  display!({} as never, (streams) => assert.deepEqual(streams, {}));
});

test('the page goes nowhere, opens nothing and downloads nothing', () => {
  const emitter = new EventEmitter();
  let open: ((details: object) => { action: string }) | undefined;
  const contents = Object.assign(emitter, {
    setWindowOpenHandler: (given: typeof open) => (open = given),
  });
  denyNavigation(contents as unknown as WebContents);
  assert.equal(open!({ url: 'https://example.org' }).action, 'deny');
  const prevented = (name: string, fields: object = {}): boolean => {
    const event = preventable(fields);
    emitter.emit(name, event);
    return event.prevented;
  };
  for (const url of [
    'https://example.org/',
    'app://threadline/other.html',
    'file:///x',
    'data:text/html,x',
  ]) {
    assert.ok(prevented('will-frame-navigate', { url, isMainFrame: true }), url);
  }
  assert.ok(prevented('will-frame-navigate', { url: 'app://threadline/index.html', isMainFrame: false }));
  assert.ok(!prevented('will-frame-navigate', { url: 'app://threadline/index.html', isMainFrame: true }));
  assert.ok(prevented('will-redirect'));
  assert.ok(prevented('will-attach-webview'));
  const session = new EventEmitter();
  denyDownloads(session as unknown as Session);
  const download = preventable();
  session.emit('will-download', download);
  assert.ok(download.prevented);
});
