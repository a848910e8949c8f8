/** The open case's screen in a real browser without a main process; see renderer/app/testing/page.tsx. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { displayType, HEAD_BYTES } from '../../electron/media/content-type.ts';
import { ATTACHMENT_HEADERS } from '../../electron/window/page-headers.ts';
import { MADE_FILES } from '../../renderer/app/testing/made-files.ts';
import { ORIGIN_PATHS } from '../../shared/contract/index.ts';
import { findBrowser } from '../host/chromium.ts';

const ORIGIN = 'https://threadline.test';
const RENDERER = path.join(import.meta.dirname, '../../renderer');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The product's policy, so that what it forbids fails here too. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const MEDIA = new RegExp(`^/${ORIGIN_PATHS.media}/[0-9a-f-]+/([0-9a-f]{64})$`);

/** A made file as the main process serves attachments: by the type that its bytes have, not its name. */
function attachment(sha256: string) {
  const headers = ATTACHMENT_HEADERS;
  const file = MADE_FILES.find((one) => one.sha256 === sha256);
  if (!file) {
    return { status: 404, body: 'the open case has no such attachment', contentType: 'text/plain', headers };
  }
  const body = Buffer.from(file.bytes);
  const contentType = displayType(body.subarray(0, HEAD_BYTES)) ?? 'application/octet-stream';
  return { body, contentType, headers };
}

/** Builds the page. @param outDir an empty folder. @param page its folder under renderer/. */
export async function buildViewPage(outDir: string, page = 'app/testing'): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: path.join(RENDERER, page),
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome150',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 4000,
    },
  });
}

export interface ViewPageOptions {
  readonly messages?: number;
  /** A second exhibit, a text export; see renderer/app/testing/made-text-export.ts. */
  readonly text?: boolean;
  /** Another phone, the other end of two chats, with files; see renderer/app/testing/made-second-phone.ts. */
  readonly second?: boolean;
  readonly view?:
    | 'overview'
    | 'timeline'
    | 'search'
    | 'conversation'
    | 'graph'
    | 'people'
    | 'differences'
    | 'files'
    | 'lists'
    | 'tags'
    | 'warrant'
    | 'custody'
    | 'quarantine';
  /** Further parameters of the page's address, such as `standing`; see renderer/app/testing/page.tsx. */
  readonly more?: Readonly<Record<string, string | number>>;
  readonly theme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface ViewPage {
  readonly page: Page;
  /** Exceptions that nothing caught, and errors in the console. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** A browser for several pages. */
export async function launchViewBrowser(): Promise<Browser> {
  const found = await findBrowser(false);
  return chromium.launch({
    executablePath: found.executablePath,
    headless: found.headless,
    args: [...found.args],
    env: found.env as Record<string, string>,
    chromiumSandbox: false,
  });
}

/**
 * Opens the page once its case is stored and on screen.
 * @param shared a browser that stays; without it the page has one of its own.
 */
export async function openViewPage(
  site: string,
  options: ViewPageOptions = {},
  shared?: Browser,
): Promise<ViewPage> {
  const {
    messages = 400,
    text = false,
    second = false,
    view = 'overview',
    theme = 'light',
    more = {},
    viewport = { width: 1280, height: 800 },
  } = options;
  const browser = shared ?? (await launchViewBrowser());
  const context = await browser.newContext({ viewport, colorScheme: theme });
  const errors: string[] = [];
  await context.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const [, sha256] = MEDIA.exec(pathname) ?? [];
    if (origin === ORIGIN && sha256 !== undefined) return route.fulfill(attachment(sha256));
    const file = path.join(site, pathname === '/' ? 'index.html' : pathname);
    if (origin !== ORIGIN || !existsSync(file)) return route.fulfill({ status: 404, body: '' });
    await route.fulfill({
      body: readFileSync(file),
      contentType: TYPES[path.extname(file)] ?? 'application/octet-stream',
      headers: HEADERS,
    });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    // An attachment that the case does not have is shown as such; the browser reports it all the same.
    const isMissing = MEDIA.test(new URL(message.location().url || ORIGIN).pathname);
    if (message.type() === 'error' && !isMissing) errors.push(message.text());
  });
  const exhibits = `${text ? '&text=1' : ''}${second ? '&second=1' : ''}`;
  const others = Object.entries(more).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`);
  await page.goto(`${ORIGIN}/?messages=${messages}&theme=${theme}&view=${view}${exhibits}${others.join('')}`);
  await page.getByRole('main').waitFor({ timeout: 120_000 });
  return { page, errors, close: () => (shared ? context.close() : browser.close()) };
}
