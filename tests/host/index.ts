/**
 * The preview host: the product's main bundle, preload and page in a real Chromium, without Electron.
 * See docs/hosts.md.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import project from '../../package.json' with { type: 'json' };
import { findBrowser } from './chromium.ts';
import { PreviewApp } from './electron/app.ts';
import { PreviewWindow, type WindowHost, type WindowOptions } from './electron/browser-window.ts';
import { Dialogs } from './electron/dialog.ts';
import { IpcMain } from './electron/ipc-main.ts';
import { Menus } from './electron/menu.ts';
import { MessageChannelMain } from './electron/message-port.ts';
import { type ColorScheme, NativeTheme } from './electron/native-theme.ts';
import { PreviewSession } from './electron/session.ts';
import { type ForkOptions, UtilityProcess } from './electron/utility-process.ts';
import { runBundle } from './module-hook.ts';
import { type SeenRequest, serve } from './serve.ts';

export type { SeenRequest } from './serve.ts';

export interface LaunchOptions {
  /** Folder that keeps what the product and the browser store, over restarts. */
  readonly profile: string;
  /** What the product takes for the user's documents folder; without it `documents` in the profile. */
  readonly documents?: string;
  /** CSS pixels; 1440 × 900 without it. Not in a visible window, which the user sizes. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The desktop's theme; light without it. */
  readonly colorScheme?: ColorScheme;
  /** A visible window of an installed Chrome, Edge or Chromium. */
  readonly headed?: boolean;
  /** Folder with `electron/main.mjs`; the project's `dist` without it. */
  readonly bundle?: string;
  /** IANA; the machine's zone without it. */
  readonly timeZone?: string;
}

/** A running product. After `restart` its parts are those of the new run. */
export interface Host {
  /** Of the window; another one after the page has crashed. */
  readonly page: Page;
  /** Answers to the product's dialogs, and what it asked. */
  readonly dialogs: Dialogs;
  readonly menus: Menus;
  readonly electron: {
    readonly app: PreviewApp;
    readonly nativeTheme: NativeTheme;
    readonly session: PreviewSession;
  };
  /** Intake processes started, the newest last. */
  readonly children: readonly UtilityProcess[];
  /** Every request of the page, in order. */
  readonly requests: readonly SeenRequest[];
  /** Exceptions of the page that nothing caught, and errors in its console. */
  readonly pageErrors: readonly string[];
  /** Drops files or folders of this machine on an element, as a user would. */
  drop(selector: string, paths: readonly string[]): Promise<void>;
  /** Quits as a user would and starts again on the same profile. */
  restart(): Promise<void>;
  /** Ends the browser at once, as a crash would, and starts again on the same profile. */
  crash(): Promise<void>;
  /** Quits as a user would. */
  close(): Promise<void>;
  /** Resolves once the product has quit by itself or by `close`. */
  readonly gone: Promise<void>;
}

interface Run {
  readonly context: BrowserContext;
  readonly app: PreviewApp;
  readonly nativeTheme: NativeTheme;
  readonly session: PreviewSession;
  readonly dialogs: Dialogs;
  readonly menus: Menus;
  readonly children: UtilityProcess[];
  readonly requests: SeenRequest[];
  readonly pageErrors: string[];
  readonly window: PreviewWindow;
}

const DIST = path.resolve(import.meta.dirname, '../../dist');

async function start(options: LaunchOptions): Promise<Run> {
  const entry = path.join(options.bundle ?? DIST, 'electron', 'main.mjs');
  if (!existsSync(entry)) throw new Error(`${entry} is not there: run “npm run build” first`);
  const { profile, headed = false, colorScheme = 'light' } = options;
  const documents = options.documents ?? path.join(profile, 'documents');
  const userData = path.join(profile, 'user-data');
  for (const folder of [documents, userData]) await mkdir(folder, { recursive: true });

  const browser = await findBrowser(headed);
  const context = await chromium.launchPersistentContext(path.join(profile, 'browser'), {
    executablePath: browser.executablePath,
    headless: browser.headless,
    args: [...browser.args],
    env: browser.env as Record<string, string>,
    viewport: headed ? null : (options.viewport ?? { width: 1440, height: 900 }),
    ...(options.timeZone === undefined ? {} : { timezoneId: options.timeZone }),
    chromiumSandbox: browser.sandbox,
  });
  const app = new PreviewApp({ userData, documents, temp: tmpdir() }, project.version);
  const nativeTheme = new NativeTheme(colorScheme);
  const session = new PreviewSession();
  const dialogs = new Dialogs();
  const menus = new Menus();
  const ipcMain = new IpcMain();
  const children: UtilityProcess[] = [];
  const requests: SeenRequest[] = [];
  const pageErrors: string[] = [];
  const windows = new Set<PreviewWindow>();
  const opened = Promise.withResolvers<PreviewWindow>();
  let first: Page | undefined = context.pages()[0];

  const host: WindowHost = {
    app,
    context,
    ipcMain,
    nativeTheme,
    session,
    async takePage() {
      const page = first ?? (await context.newPage());
      first = undefined;
      page.on('pageerror', (error) => pageErrors.push(error.stack ?? error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') pageErrors.push(message.text());
      });
      return page;
    },
    opened(window) {
      windows.add(window);
      window.once('closed', () => windows.delete(window));
      // The entry may itself wait for its page, so this is heard from the start.
      window.webContents.once('did-finish-load', () => opened.resolve(window));
    },
  };
  class BrowserWindow extends PreviewWindow {
    constructor(given: WindowOptions) {
      super(host, given);
    }

    static getAllWindows(): PreviewWindow[] {
      return [...windows];
    }

    static fromWebContents(contents: unknown): PreviewWindow | null {
      return [...windows].find(({ webContents }) => webContents === contents) ?? null;
    }
  }
  const area = { x: 0, y: 0, width: 1920, height: 1080 };
  const electron = {
    app,
    BrowserWindow,
    dialog: dialogs.module,
    ipcMain,
    Menu: menus.module,
    MessageChannelMain,
    nativeTheme,
    protocol: session.protocol,
    screen: { getAllDisplays: () => [{ workArea: area }], getPrimaryDisplay: () => ({ workArea: area }) },
    session: { defaultSession: session },
    utilityProcess: {
      fork(module: string, args: readonly string[] = [], given: ForkOptions = {}) {
        const child = new UtilityProcess(module, args, given);
        children.push(child);
        return child;
      },
    },
  };
  await serve(context, session, windows, requests);
  // Where the browser has crashed there is nothing left to close.
  void app.gone.then(() => context.close()).catch(() => undefined);
  try {
    await runBundle(entry, electron);
    const window = await opened.promise;
    return {
      context,
      app,
      nativeTheme,
      session,
      dialogs,
      menus,
      children,
      requests,
      pageErrors,
      window,
    };
  } catch (cause) {
    await context.close();
    throw cause;
  }
}

async function dropped(run: Run, selector: string, paths: readonly string[]): Promise<void> {
  const { window } = run;
  const page = window.webContents.page!;
  window.webContents.link!.send({
    kind: 'paths',
    paths: Object.fromEntries(paths.map((one) => [path.basename(one), path.resolve(one)])),
  });
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not on screen`);
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const devtools: CDPSession = await page.context().newCDPSession(page);
  const files = paths.map((one) => path.resolve(one));
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', {
      type,
      ...place,
      data: { items: [], files, dragOperationsMask: 1 },
    });
  }
  await devtools.detach();
}

/** Starts the product; resolves once its window has loaded. */
export async function launch(options: LaunchOptions): Promise<Host> {
  let run = await start(options);
  const gone = Promise.withResolvers<void>();
  let replacing = false;
  const watch = (): void => {
    const { context } = run;
    context.on('close', () => {
      if (!replacing) gone.resolve();
    });
  };
  watch();
  const quit = async (): Promise<void> => {
    const { app, context } = run;
    const closed = new Promise((resolve) => context.on('close', resolve));
    app.quit();
    await closed;
  };
  const replaceAfter = async (end: () => Promise<void>): Promise<void> => {
    replacing = true;
    await end();
    run = await start(options);
    replacing = false;
    watch();
  };
  return {
    get page() {
      return run.window.webContents.page!;
    },
    get dialogs() {
      return run.dialogs;
    },
    get menus() {
      return run.menus;
    },
    get electron() {
      return run;
    },
    get children() {
      return run.children;
    },
    get requests() {
      return run.requests;
    },
    get pageErrors() {
      return run.pageErrors;
    },
    drop: (selector, paths) => dropped(run, selector, paths),
    restart: () => replaceAfter(quit),
    crash: () =>
      replaceAfter(async () => {
        const devtools = await run.context.newCDPSession(run.window.webContents.page!);
        const closed = new Promise((resolve) => run.context.on('close', resolve));
        await devtools.send('Browser.crash' as never).catch(() => undefined);
        await closed;
      }),
    close: quit,
    gone: gone.promise,
  };
}
