/** Electron's `app`, as far as the product uses it, with its order of quitting. */
import { EventEmitter } from 'node:events';

export interface AppPaths {
  readonly userData: string;
  readonly documents: string;
  readonly temp: string;
}

export interface Preventable {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventable<Fields extends object>(fields: Fields): Fields & Preventable {
  let prevented = false;
  return Object.assign(
    Object.defineProperty({ preventDefault: () => (prevented = true) }, 'defaultPrevented', {
      get: () => prevented,
    }) as unknown as Preventable,
    fields,
  );
}

export interface ClosableWindow {
  /** Asks the window to close; true once it is gone. */
  tryClose(): Promise<boolean>;
}

export class PreviewApp extends EventEmitter {
  readonly isPackaged = false;
  readonly name = 'Threadline';
  readonly commandLine = { appendSwitch: (): void => undefined };
  readonly windows = new Set<ClosableWindow>();
  /** Resolves when the app has quit. */
  readonly gone: Promise<void>;
  private readonly paths: AppPaths;
  private readonly version: string;
  private readonly leave: () => void;
  private quitting: Promise<void> | null = null;

  constructor(paths: AppPaths, version: string) {
    super();
    this.paths = paths;
    this.version = version;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gone = promise;
    this.leave = resolve;
  }

  async whenReady(): Promise<void> {}

  isReady(): boolean {
    return true;
  }

  requestSingleInstanceLock(): boolean {
    return true;
  }

  enableSandbox(): void {}

  setAppUserModelId(): void {}

  getVersion(): string {
    return this.version;
  }

  getPath(name: keyof AppPaths): string {
    return this.paths[name];
  }

  /** `before-quit`, then each window's `close`, then `will-quit`; each can be prevented, which ends the quitting. */
  quit(): void {
    this.quitting ??= this.quitInOrder().finally(() => {
      this.quitting = null;
    });
  }

  private async quitInOrder(): Promise<void> {
    await Promise.resolve();
    const before = preventable({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    for (const window of [...this.windows]) if (!(await window.tryClose())) return;
    const will = preventable({});
    this.emit('will-quit', will);
    if (!will.defaultPrevented) this.exit();
  }

  /** Ends at once. */
  exit(): void {
    this.emit('quit', {}, 0);
    this.leave();
  }

  /** To be called by a window that has closed. */
  windowClosed(window: ClosableWindow): void {
    this.windows.delete(window);
    if (this.windows.size > 0 || this.quitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }
}
