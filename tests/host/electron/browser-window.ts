/** Electron's `BrowserWindow` and `webContents` over one page of the browser. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { BODIES, PAGE_ORIGIN, toApp, toPage } from '../address.ts';
import type { FromWorld } from '../frames.ts';
import { PageLink } from '../page-link.ts';
import { type PreviewApp, preventable } from './app.ts';
import type { IpcMain } from './ipc-main.ts';
import type { MessagePortMain } from './message-port.ts';
import type { NativeTheme } from './native-theme.ts';
import type { PreviewSession } from './session.ts';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowOptions extends Partial<Bounds> {
  readonly webPreferences: { readonly preload: string; readonly session?: PreviewSession };
  readonly [option: string]: unknown;
}

/** What a window needs of the host. */
export interface WindowHost {
  readonly app: PreviewApp;
  readonly context: BrowserContext;
  readonly ipcMain: IpcMain;
  readonly nativeTheme: NativeTheme;
  readonly session: PreviewSession;
  /** The browser's first page, for the first window. */
  takePage(): Promise<Page>;
  opened(window: PreviewWindow): void;
}

class PreviewContents extends EventEmitter {
  readonly id = 1;
  readonly session: PreviewSession;
  page: Page | null = null;
  link: PageLink | null = null;
  windowOpen: (details: { url: string }) => { action: 'allow' | 'deny' } = () => ({ action: 'allow' });
  /** The address that the product itself loads next; other navigations are the page's own. */
  loading: string | null = null;
  private readonly host: WindowHost;
  private readonly ports = new Map<number, MessagePortMain>();
  private portCount = 0;

  constructor(host: WindowHost, session: PreviewSession) {
    super();
    this.host = host;
    this.session = session;
  }

  get mainFrame(): object {
    const url = this.getURL();
    const origin = url.startsWith('app://')
      ? new URL(url.replace(/^app/, 'https')).origin.replace(/^https/, 'app')
      : 'null';
    return { url, origin, parent: null, frames: [], framesInSubtree: [] };
  }

  getURL(): string {
    return toApp(this.page?.url() ?? '');
  }

  isDestroyed(): boolean {
    return this.page?.isClosed() ?? false;
  }

  setWindowOpenHandler(handler: PreviewContents['windowOpen']): void {
    this.windowOpen = handler;
  }

  setVisualZoomLevelLimits(): void {}

  send(channel: string, ...args: unknown[]): void {
    this.link?.send({ kind: 'event', channel, args, ports: [] });
  }

  /** Moves the ports into the page; the preload gets them as `event.ports`. */
  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const { link } = this;
    if (!link) return;
    const ids = transfer.map(() => this.portCount++);
    link.send({ kind: 'event', channel, args: [message], ports: ids });
    for (const [i, port] of transfer.entries()) {
      const id = ids[i]!;
      const left = port.moveTo({
        post: (value) => link.send({ kind: 'port-message', port: id, message: value }),
        close: () => link.send({ kind: 'port-closed', port: id }),
      });
      this.ports.set(id, left);
    }
  }

  hear(message: FromWorld): void {
    switch (message.kind) {
      case 'invoke': {
        const { call, channel, args } = message;
        this.host.ipcMain.invoke(channel, this.event(), args).then(
          (value) => this.link?.send({ kind: 'reply', call, value }),
          (cause: Error) => this.link?.send({ kind: 'failed', call, reason: cause.message }),
        );
        return;
      }
      case 'send':
        this.host.ipcMain.emit(message.channel, this.event(), ...message.args);
        return;
      case 'port-message':
        this.ports.get(message.port)?.deliver(message.message);
        return;
      case 'port-closed':
        this.ports.get(message.port)?.end();
        this.ports.delete(message.port);
        return;
      case 'preload-failed':
        this.emit('preload-error', {}, 'preload', new Error(message.reason));
        process.stderr.write(`preview host: the preload failed: ${message.reason}\n`);
    }
  }

  /** The world that the ports were in is gone. */
  forget(): void {
    for (const port of this.ports.values()) port.end();
    this.ports.clear();
  }

  private event(): object {
    return { sender: this, senderFrame: this.mainFrame, frameId: 1, processId: 1, type: 'frame' };
  }
}

export class PreviewWindow extends EventEmitter {
  readonly webContents: PreviewContents;
  /** As the product made it. */
  readonly options: WindowOptions;
  private readonly host: WindowHost;
  private ready: Promise<Page>;
  private bounds: Bounds;
  private destroyed = false;
  private maximized = false;

  constructor(host: WindowHost, options: WindowOptions) {
    super();
    this.host = host;
    this.options = options;
    const { x = 0, y = 0, width = 1440, height = 900 } = options;
    this.bounds = { x, y, width, height };
    this.webContents = new PreviewContents(host, options.webPreferences.session ?? host.session);
    host.app.windows.add(this);
    this.ready = this.attach();
    host.app.emit('web-contents-created', {}, this.webContents);
    host.app.emit('browser-window-created', {}, this);
    host.opened(this);
  }

  private async attach(): Promise<Page> {
    const { host, webContents } = this;
    const page = await host.takePage();
    webContents.page = page;
    webContents.link = await PageLink.open(page, {
      preload: readFileSync(this.options.webPreferences.preload, 'utf8'),
      bodies: PAGE_ORIGIN + BODIES,
      onMessage: (message) => webContents.hear(message),
      onGone: () => webContents.forget(),
      onNavigated: (url) => webContents.emit('did-navigate', {}, toApp(url), 200, 'OK'),
    });
    const theme = async (): Promise<void> => {
      if (!page.isClosed()) await page.emulateMedia({ colorScheme: host.nativeTheme.scheme });
    };
    await theme();
    host.nativeTheme.on('updated', () => void theme().catch(() => undefined));
    page.on('crash', () => {
      // A page that has crashed loads nothing any more; Electron's starts a new process for the next load.
      this.ready = this.attach();
      void this.ready.then(() => page.close()).catch(() => undefined);
      webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    page.on('close', () => {
      if (webContents.page === page) this.closed();
    });
    page.on('domcontentloaded', () => webContents.emit('dom-ready', {}));
    page.on('load', () => {
      this.emit('ready-to-show', {});
      webContents.emit('did-finish-load', {});
    });
    page.on('popup', (popup) => {
      const { action } = webContents.windowOpen({ url: popup.url() });
      if (action === 'deny') void popup.close();
    });
    return page;
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.ready;
    this.webContents.loading = toPage(url);
    await page.goto(toPage(url));
  }

  private closed(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
    this.host.app.windowClosed(this);
  }

  async tryClose(): Promise<boolean> {
    if (this.destroyed) return true;
    const event = preventable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    await (await this.ready).close();
    this.closed();
    return true;
  }

  close(): void {
    void this.tryClose();
  }

  destroy(): void {
    void this.ready.then((page) => page.close());
    this.closed();
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  getBounds(): Bounds {
    return { ...this.bounds };
  }

  getNormalBounds(): Bounds {
    return { ...this.bounds };
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.emit('resize');
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  maximize(): void {
    this.maximized = true;
    this.emit('maximize');
  }

  isMinimized(): boolean {
    return false;
  }

  restore(): void {}

  show(): void {
    this.emit('show');
  }

  focus(): void {
    this.emit('focus');
  }

  setBackgroundColor(): void {}

  setTitle(): void {}
}
