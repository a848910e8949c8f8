/** The Differences view, and a message that two phones have, in a real browser on made cases. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { MadeMain } from '../../renderer/app/testing/made-main.ts';
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

test('a message that two phones have stands once, and by itself on each where that is asked for', async () => {
  await shown({ view: 'timeline' }, async (page) => {
    await page.getByText('448 messages, 446 events').last().waitFor();
    const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'It is time.' });
    await row.first().waitFor();
    assert.equal(await row.count(), 1);
    assert.match(await said(row), /AB\/1, AB\/2.*Also on AB\/2/);
    // The copy that it stands for is looked at from there, and the timeline stays where it is.
    await row.click();
    await page.keyboard.press('ControlOrMeta+i');
    await page.getByRole('button', { name: 'Look at AB-2:2' }).click();
    await page.getByRole('button', { name: 'Look at AB-1:' }).waitFor();
    assert.equal(await row.getAttribute('aria-selected'), 'true');

    const once = page.getByLabel('Each message once');
    assert.equal(await once.isChecked(), true);
    await once.uncheck({ force: true });
    await page.getByText('448 messages', { exact: true }).last().waitFor();
    await row.nth(1).waitFor();
    assert.equal(await row.count(), 2);
    await page.getByLabel('Search messages').fill('time');
    await page
      .getByText(/^\d+ of 448 messages$/)
      .first()
      .waitFor();
    await once.check({ force: true });
    await page
      .getByText(/^\d+ of 446 events \(448 messages\)$/)
      .first()
      .waitFor();
  });
});

test('one phone alone has no copies to be folded', async () => {
  await shown({ view: 'timeline', second: false }, async (page) => {
    await page.getByText('427 messages', { exact: true }).last().waitFor();
    assert.equal(await page.getByLabel('Each message once').count(), 0);
    assert.equal(await page.getByRole('columnheader', { name: 'Exhibits' }).count(), 0);
  });
});

/** What the page asked the log to note. */
const noted = (page: Page): Promise<{ action: string; what: string }[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { viewPage: { asked: MadeMain['asked'] } }).viewPage.asked
      .filter(({ name }) => name === 'custody.note')
      .map(({ request }) => request as { action: string; what: string }),
  );

test('a clock is corrected by what the messages say, logged, said on every row and in the provenance, and taken back', async () => {
  await shown({ more: { ahead: 192 } }, async (page) => {
    const about = page.getByRole('list', { name: 'What is compared' });
    await about.getByText('Times on AB/2 are 00:03:12 later than on AB/1').waitFor();
    await about.getByRole('button', { name: 'Correct a clock: AB/2 or AB/1' }).click();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByRole('textbox', { name: 'Its clock was' }).inputValue(), '00:03:12');
    await dialog.getByText('Median of 2 messages that AB/1 has as well').waitFor();
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
    await dialog.getByText('A reason is needed').waitFor();
    assert.deepEqual(await noted(page), []);
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('her phone was never set');
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
    await about.getByText('they agree to the second').waitFor();
    const [entry] = await noted(page);
    assert.equal(entry?.action, 'clock-corrected');
    assert.match(
      entry.what,
      /^Times of AB\/2 are shown 00:03:12 earlier .*\(“AB\/2 by AB\/1”\)\. Median of 2 messages .*Reason: her phone/,
    );
    // What was estimated of the clocks themselves stays.
    assert.match(await said(about), /Times on AB\/2 are 00:03:12 later than on AB\/1/);

    await page.keyboard.press('ControlOrMeta+2');
    const row = page.getByRole('grid').getByRole('row').filter({ hasText: 'Half past midnight' });
    await page.getByLabel('Search messages').fill('"half past midnight"');
    await row.waitFor();
    assert.match(await said(row), /2024-03-31 00:30:00.*corrected −00:03:12/);
    await row.click();
    await page.keyboard.press('ControlOrMeta+i');
    const time = page.getByRole('region', { name: 'Time', exact: true });
    await time.getByText('Corrected by').waitFor();
    assert.match(
      await said(time),
      /Shown 2024-03-31 00:30:00 .*As stored 2024-03-31T00:33:12\.000Z.*Corrected by −00:03:12 Correction AB\/2 by AB\/1 From Median of 2 .*Reason her phone was never set/,
    );
    const line = page.getByRole('region', { name: 'As a line of messages.jsonl' });
    assert.match((await line.allTextContents()).join(''), /"sentAt":"2024-03-31T00:33:12\.000Z"/);

    await page.keyboard.press('ControlOrMeta+1');
    await page.getByText('Its clock is corrected −00:03:12').waitFor();
    await page.getByRole('button', { name: 'Undo the correction of AB/2' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('it was the other phone');
    await page.getByRole('dialog').getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('Its clock is corrected').waitFor({ state: 'detached' });
    assert.deepEqual(
      (await noted(page)).map(({ action }) => action),
      ['clock-corrected', 'clock-corrected'],
    );
  });
});

test('a clock is corrected by hand where no other exhibit tells of it', async () => {
  await shown({ second: false, view: 'overview' }, async (page) => {
    await page.getByRole('button', { name: 'Correct its clock: AB/1' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Its clock was' }).fill('a minute or so');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Lab note 7');
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('compared with a radio clock at seizure');
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
    await dialog.getByText('Such as 00:03:12').waitFor();
    await dialog.getByRole('textbox', { name: 'Its clock was' }).fill('00:01:07.500');
    await dialog.getByRole('combobox', { name: 'Ahead or behind' }).selectOption('behind');
    await dialog.getByText('All times of AB/1 will stand 00:01:07.500 later.').waitFor();
    await dialog.getByRole('button', { name: 'Correct', exact: true }).click();
    await page.getByText('corrected +00:01:07.500 (“Lab note 7”)').waitFor();
    assert.match((await noted(page))[0]!.what, /Given by the investigator\. Reason: compared with a radio/);
  });
});

test('one phone alone has nothing to be compared with', async () => {
  await shown({ second: false }, async (page) => {
    await page.getByText('Nothing to compare').waitFor();
  });
});
