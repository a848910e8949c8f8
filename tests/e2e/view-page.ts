/** The open case's screen in a real browser without a main process; see renderer/app/testing/page.tsx. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
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
  readonly view?: 'overview' | 'timeline' | 'conversation' | 'graph';
  readonly theme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface ViewPage {
  readonly page: Page;
  /** Exceptions that nothing caught, and errors in the console. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens the page once its case is stored and on screen. */
export async function openViewPage(site: string, options: ViewPageOptions = {}): Promise<ViewPage> {
  const {
    messages = 400,
    text = false,
    view = 'overview',
    theme = 'light',
    viewport = { width: 1280, height: 800 },
  } = options;
  const found = await findBrowser(false);
  const browser: Browser = await chromium.launch({
    executablePath: found.executablePath,
    headless: found.headless,
    args: [...found.args],
    env: found.env as Record<string, string>,
    chromiumSandbox: false,
  });
  const context = await browser.newContext({ viewport, colorScheme: theme });
  const errors: string[] = [];
  await context.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
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
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(`${ORIGIN}/?messages=${messages}&theme=${theme}&view=${view}${text ? '&text=1' : ''}`);
  await page.getByRole('main').waitFor({ timeout: 120_000 });
  return { page, errors, close: () => browser.close() };
}
