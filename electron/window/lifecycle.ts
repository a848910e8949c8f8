/** How the window ends: closing it closes the case first, and a page that crashes comes back without it. */
import type { App, BrowserWindow } from 'electron';

/** A page that crashes this often within the time is not loaded again. */
const CRASHES = 3;
const CRASHES_WITHIN_MS = 60_000;

export interface LifecycleOptions {
  /** Shuts the open case, if any; resolves when its log is closed and its keys are gone. Never rejects. */
  closeCase(reason: string): Promise<void>;
  /** Keeps what is to be there at the next start. */
  keepPlace(): Promise<unknown>;
  load(): Promise<void>;
  report(cause: unknown): void;
}

/** Quitting and closing the window are one: before the window goes, jobs are stopped and the case is shut. */
export function closeBeforeQuit(app: App, window: BrowserWindow, options: LifecycleOptions): void {
  let state: 'open' | 'ending' | 'ended' = 'open';
  const end = async (): Promise<void> => {
    state = 'ending';
    await Promise.allSettled([options.keepPlace(), options.closeCase('the window was closed')]);
    state = 'ended';
    app.quit();
  };
  window.on('close', (event) => {
    if (state === 'ended') return;
    event.preventDefault();
    if (state === 'open') void end();
  });
  // The desktop's session ends: there may be no time for more than the case.
  window.on('session-end', () => void options.closeCase('the desktop’s session ended'));
  app.on('window-all-closed', () => app.quit());
}

/** A page that is gone has no case open any more: it is closed, and the start screen comes back. */
export function recoverPage(app: App, window: BrowserWindow, options: LifecycleOptions): void {
  const { webContents } = window;
  let crashes: number[] = [];
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    // Its name, because a fault's message is not written to stderr.
    options.report(Object.assign(new Error(), { name: `the page’s process is gone (${reason})` }));
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < CRASHES_WITHIN_MS), now];
    void options.closeCase(`the window’s page stopped (${reason})`).then(async () => {
      if (crashes.length > CRASHES) return app.quit();
      await options.load().catch(options.report);
    });
  });
  let loads = 0;
  // Once the new page is there; `did-start-navigation` also comes for navigations that are then denied.
  webContents.on('did-navigate', () => {
    // The first load has no case yet; a later one leaves the case's port behind.
    if (loads++ > 0) void options.closeCase('the window’s page was loaded again');
  });
}
