/** The Differences view, and a message that two phones have, in a real browser on made cases. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { buildViewPage, openViewPage, type ViewPageOptions } from './view-page.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-differences-'));
before(() => buildViewPage(scratch));
after(() => rmSync(scratch, { recursive: true, force: true }));

async function shown(options: ViewPageOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const { page, errors, close } = await openViewPage(scratch, {
    view: 'differences',
    second: true,
    ...options,
  });
  try {
    page.setDefaultTimeout(10_000);
    await work(page);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Differences' });
const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Difference', exact: true });
const said = async (place: Locator): Promise<string> =>
  (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();
const status = (page: Page, text: string): Promise<void> =>
  page.getByRole('main').getByRole('status').filter({ hasText: text }).waitFor();

test('what two phones do not agree on is listed by kind, and each side is gone to', async () => {
  await shown({}, async (page) => {
    await status(page, '20 differences');
    assert.match(
      await said(page.getByRole('list', { name: 'What is compared' })),
      /^2 messages on both AB\/1 and AB\/2, all by the platform’s own id\. The clocks of AB\/1 and AB\/2 agree/,
    );
    await page.getByRole('radio', { name: 'Text differs 1' }).click();
    await status(page, '1 difference');
    await grid(page).focus();
    await page.keyboard.press('Home');
    await panel(page).getByText('The texts differ, and neither side says that it was edited.').waitFor();
    assert.match(await said(panel(page).getByRole('region', { name: 'On AB/1' })), /I can bring/);
    assert.match(
      await said(panel(page).getByRole('region', { name: 'On AB/2' })),
      /Which way this time\? Show/,
    );
    await panel(page)
      .getByRole('button', { name: /^Show AB-2:1 in the chat$/ })
      .click();
    await page.getByRole('main', { name: 'Conversation' }).waitFor();
    await page.keyboard.press('ControlOrMeta+Shift+D');
    await status(page, '1 difference');
    await page.getByRole('radio', { name: 'Lacking on one 19' }).click();
    await status(page, '19 differences');
    await grid(page).getByRole('row').filter({ hasText: 'I take mine black' }).click();
    await panel(page).getByText('On AB/2, and not on AB/1').waitFor();
    await panel(page).getByText('It has no such message.').waitFor();
    await page.getByRole('radio', { name: 'Times disagree 0' }).click();
    await page.getByText('No such difference').waitFor();
  });
});

test('a message that two phones have says so in the timeline, and its provenance names both', async () => {
  await shown({ view: 'timeline' }, async (page) => {
    const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'It is time.' });
    await row.first().waitFor();
    assert.match(await said(row.first()), /Also on AB\/[12]/);
    await row.first().click();
    await page.keyboard.press('ControlOrMeta+i');
    const also = page.getByRole('region', { name: 'Also on' });
    await also.getByText('It is time.').waitFor();
    assert.match(await said(also), /AB\/[12], AB-[12]:\d+: 2024-03-22 14:36:48 \+00:00/);
  });
});

test('a message that two phones have stands once where that is asked for', async () => {
  await shown({ view: 'timeline' }, async (page) => {
    await page.getByText('448 of 448 messages').last().waitFor();
    await page.getByLabel('Each message once').check({ force: true });
    await page.getByText('446 of 448 messages').last().waitFor();
    const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'It is time.' });
    await row.first().waitFor();
    assert.equal(await row.count(), 1);
    assert.match(await said(row), /Also on AB\/2/);
  });
});

test('one phone alone has nothing to be compared with', async () => {
  await shown({ second: false }, async (page) => {
    await page.getByText('Nothing to compare').waitFor();
  });
});
