/** Builds the store's test page and shows it in a real browser, served by interception: no port is opened. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { build } from 'vite';

const ORIGIN = 'https://threadline.test';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

export interface OpenPage {
  evaluate<T>(code: string): Promise<T>;
  /** A function of the page's `globalThis` that is answered here. */
  expose(name: string, answer: (text: string) => unknown): Promise<void>;
  /** Bytes that the origin may store; null lifts the limit. */
  limitStorage(bytes: number | null): Promise<void>;
  close(): Promise<void>;
  /** Ends the browser's process at once, as a crash does: nothing is written any more. */
  kill(): Promise<void>;
}

export async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: path.join(import.meta.dirname, '../../renderer/case-store/testing'),
    base: './',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'chrome150', assetsInlineLimit: 0, modulePreload: false },
  });
}

/** @param profile folder that keeps what the page stores. */
export async function launchPage(site: string, profile: string): Promise<OpenPage> {
  const context = await chromium.launchPersistentContext(profile, {
    headless: true,
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--headless=new', '--disable-gpu'],
  });
  await context.route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const file = path.join(site, pathname === '/' ? 'index.html' : pathname);
    if (origin !== ORIGIN || !existsSync(file)) return route.abort();
    await route.fulfill({
      body: readFileSync(file),
      contentType: TYPES[path.extname(file)] ?? 'application/octet-stream',
      headers: {
        'Content-Security-Policy': "default-src 'none'; script-src 'self'; worker-src 'self'",
      },
    });
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction('"storePage" in globalThis');
  const devtools = await context.newCDPSession(page);
  return {
    evaluate: (code) => page.evaluate(code),
    expose: async (name, answer) => void (await page.exposeFunction(name, answer)),
    limitStorage: async (bytes) => {
      await devtools.send('Storage.overrideQuotaForOrigin', {
        origin: ORIGIN,
        ...(bytes === null ? {} : { quotaSize: bytes }),
      });
    },
    close: () => context.close(),
    kill: async () => {
      const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
      devtools.send('Browser.crash').catch(() => undefined);
      await gone;
    },
  };
}
