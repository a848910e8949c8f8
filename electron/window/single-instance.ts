import type { App } from 'electron';

/** @returns false when the program runs already: that one comes to the front, and this one is to quit. */
export function claimSingleInstance(app: App, focus: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', focus);
  return true;
}
