/**
 * `npm run screenshots -- DIR [NAME…]`: every screen of the window on made cases, in both sizes and themes, as
 * `DIR/NAME-1280-light.png`. They are to be looked at: what is wrong with a picture no test says.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SCREENS, SIZES, THEMES } from '../e2e/screens.ts';
import { buildViewPage, launchViewBrowser, openViewPage } from '../e2e/view-page.ts';

/** ms in which dialogs and layouts settle. */
const SETTLING = 700;

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('screenshots: DIR is needed\n');
  process.exit(2);
}
const out = path.resolve(folder);
mkdirSync(out, { recursive: true });
const site = mkdtempSync(path.join(tmpdir(), 'threadline-screenshots-'));
await buildViewPage(site);
const browser = await launchViewBrowser();
let failed = 0;
for (const { name, options, prepare } of SCREENS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const theme of THEMES) {
    const { page, close } = await openViewPage(site, { ...options, theme }, browser);
    page.setDefaultTimeout(15_000);
    try {
      await prepare(page);
    } catch (cause) {
      failed++;
      process.stderr.write(`${name}, ${theme}: ${(cause as Error).message}\n`);
    }
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.waitForTimeout(SETTLING);
      await page.screenshot({ path: path.join(out, `${name}-${size.width}-${theme}.png`), timeout: 60_000 });
    }
    await close();
  }
  process.stdout.write(`${name}\n`);
}
await browser.close();
rmSync(site, { recursive: true, force: true });
process.exitCode = failed > 0 ? 1 : 0;
