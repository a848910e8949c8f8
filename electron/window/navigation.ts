/** The page stays where it is: no other page, no second window, no download, no address for another program. */
import type { Session, WebContents } from 'electron';
import { INDEX } from './address.ts';

export function denyNavigation(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-frame-navigate', (event) => {
    // The page may load itself again, as after a crash.
    if (!event.isMainFrame || event.url !== INDEX) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

export function denyDownloads(session: Session): void {
  session.on('will-download', (event) => event.preventDefault());
}
