/**
 * Every screen, light and dark, against the rules of WCAG 2.2 A and AA that a program can judge (axe-core).
 * What it cannot judge, such as whether a name says the right thing, the other tests of the views hold.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { SCREENS, THEMES } from './screens.ts';
import { buildViewPage, launchViewBrowser, openViewPage } from './view-page.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  resultTypes: ['violations'],
};

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-accessibility-'));
let browser: Browser;
before(async () => {
  await buildViewPage(scratch);
  browser = await launchViewBrowser();
});
after(async () => {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Each violation as `rule: its element`, with what is wrong with it. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate<AxeResults>(
    `axe.run(document, ${JSON.stringify(RULES)})`,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}\n  ${failureSummary}`),
  );
}

for (const { name, options, prepare } of SCREENS) {
  test(`${name} breaks no rule, light or dark`, async () => {
    const { page, close } = await openViewPage(scratch, { ...options, theme: THEMES[0] }, browser);
    try {
      page.setDefaultTimeout(15_000);
      await prepare(page);
      const found: string[] = [];
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
        await page.evaluate(`document.body.classList.toggle('bp6-dark', ${theme === 'dark'})`);
        await page.evaluate(
          'Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))',
        );
        for (const one of await violations(page)) found.push(`${theme}: ${one}`);
      }
      assert.deepEqual(found, []);
    } finally {
      await close();
    }
  });
}

const WAYS: readonly (readonly [command: string, view: string])[] = [
  ['Go to the overview', 'Overview'],
  ['Go to the timeline', 'Timeline'],
  ['Go to the search', 'Search'],
  ['Go to the conversation', 'Conversation'],
  ['Go to the contact graph', 'Contacts'],
  ['Go to the people', 'People'],
  ['Go to the differences between exhibits', 'Differences'],
  ['Go to the files', 'Files'],
  ['Go to the tags and notes', 'Tags'],
  ['Go to the hash sets and keyword lists', 'Lists'],
  ['Go to the warrant and keys', 'Warrant'],
  ['Go to the custody log', 'Custody'],
  ['Go to the quarantine', 'Quarantine'],
];

test('every view is reached by the keyboard alone, and its tab says that it is the chosen one', async () => {
  const options = { messages: 60, more: { standing: 'warrant', withheld: 3 } };
  const { page, errors, close } = await openViewPage(scratch, options, browser);
  try {
    page.setDefaultTimeout(15_000);
    for (const [command, view] of WAYS.toReversed()) {
      await page.keyboard.press('ControlOrMeta+k');
      await page.keyboard.type(command);
      await page
        .getByRole('option', { name: command })
        .or(page.getByRole('menuitem', { name: command }))
        .first()
        .waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('main', { name: view, exact: true }).waitFor();
      await page.getByRole('tab', { name: view, exact: true, selected: true }).waitFor();
    }
    assert.equal(await page.getByRole('tab').count(), WAYS.length);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
});
