/** The search and its results in a real browser, on the made case of renderer/app/testing. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { buildViewPage, openViewPage, type ViewPage } from './view-page.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-search-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

let shown: ViewPage;
before(async () => {
  await buildViewPage(scratch);
  shown = await openViewPage(scratch, { view: 'search', second: true, more: { tablet: 1 } });
  shown.page.setDefaultTimeout(10_000);
});
after(() => shown?.close());

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** Shows the search of a fresh case, and at the end holds that nothing went wrong unseen. */
async function search(work: (page: Page) => Promise<void>): Promise<void> {
  const { page } = shown;
  await page.reload();
  await page.getByRole('main', { name: 'Search' }).waitFor();
  await work(page);
  assert.deepEqual(shown.errors, []);
}

const box = (page: Page): Locator => page.getByRole('textbox', { name: 'Search messages' });
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Results' });
const results = (page: Page): Locator => grid(page).getByRole('row');
const selected = (page: Page): Locator => grid(page).getByRole('row', { selected: true });
const found = (page: Page): Locator => page.getByRole('status', { name: 'Found' });
const options = (page: Page, list: RegExp): Locator =>
  page.getByRole('listbox', { name: list }).getByRole('option');
const said = async (place: Locator): Promise<string> =>
  (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

test('the box has the keyboard, and what is found stands by time with the words set off', () =>
  search(async (page) => {
    await page.locator('input[aria-label="Search messages"]:focus').waitFor();
    await page.keyboard.type('see you');
    await found(page)
      .filter({ hasText: / messages? found$/ })
      .waitFor();
    const count = Number(/^\d+/.exec(await said(found(page)))![0]);
    assert.ok(count > 5);
    assert.equal(await grid(page).getAttribute('aria-rowcount'), String(count));
    const marks = await results(page).first().locator('mark').allInnerTexts();
    assert.ok(marks.length > 0 && marks.every((mark) => /^(see|you|see you)$/i.test(mark)), String(marks));
    const times = await grid(page).getByText(TIME).allInnerTexts();
    assert.ok(times.length > 3);
    assert.deepEqual(times, times.toSorted());
  }));

test('by relevance the messages that say it most and are shortest stand first, each still found', () =>
  search(async (page) => {
    await box(page).fill('see or time or meet or bring or bridge');
    await found(page)
      .filter({ hasText: /found$/ })
      .waitFor();
    const count = await said(found(page));
    await page.getByRole('button', { name: 'By relevance' }).click();
    await grid(page).and(page.locator('[aria-busy=false]')).waitFor();
    const times = await grid(page).getByText(TIME).allInnerTexts();
    assert.notDeepEqual(times, times.toSorted());
    assert.equal(await said(found(page)), count);
    assert.equal(
      await page.getByRole('button', { name: 'By relevance' }).getAttribute('aria-pressed'),
      'true',
    );
    assert.ok((await results(page).first().locator('mark').count()) > 0);
    await grid(page).focus();
    await page.keyboard.press('o');
    await page.getByRole('button', { name: 'By time', pressed: true }).waitFor();
  }));

test('each count narrows the result to it, by a click and by the keyboard, and widens it again', () =>
  search(async (page) => {
    await box(page).fill('see you');
    await found(page).filter({ hasText: '51 messages found' }).waitFor();
    const chat = options(page, /^Chats/).filter({ hasText: 'بشير حداد' });
    assert.match(await said(chat), /1$/);
    await chat.click();
    await found(page)
      .filter({ hasText: /^1 message found$/ })
      .waitFor();
    // Its own filter aside, the counts of chats stay.
    assert.match(await said(options(page, /^Chats/).first()), /50$/);
    await page.getByRole('list', { name: 'Filtered by' }).getByText('Chat بشير حداد').waitFor();
    await chat.click();
    await found(page).filter({ hasText: '51 messages found' }).waitFor();

    const months = page.getByRole('listbox', { name: /^Months/ });
    await options(page, /^Months/)
      .filter({ hasText: 'December 2023' })
      .waitFor();
    const all = await options(page, /^Months/).allInnerTexts();
    const counts = all.map((text) => Number(/\d+$/.exec(text.trim())![0]));
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      51,
    );
    await months.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await found(page)
      .filter({ hasText: `${counts[1]} messages found` })
      .waitFor();
    assert.deepEqual(await options(page, /^Months/).allInnerTexts(), all);
    await page.keyboard.press('Enter');
    await found(page).filter({ hasText: '51 messages found' }).waitFor();

    await options(page, /^Who wrote/)
      .filter({ hasText: 'Marta Nowak' })
      .click();
    await found(page).filter({ hasText: '16 messages found' }).waitFor();
  }));

test('Enter opens the conversation at a result, and Escape goes back to where it stood', () =>
  search(async (page) => {
    await box(page).fill('see you');
    await found(page).filter({ hasText: '51 messages found' }).waitFor();
    await page.keyboard.press('ArrowDown');
    for (let i = 0; i < 30; i++) await page.keyboard.press(i % 2 === 0 ? 'j' : 'ArrowDown');
    await selected(page).waitFor();
    const line = await selected(page).getAttribute('aria-rowindex');
    const text = await said(selected(page));
    const box_ = await selected(page).boundingBox();
    assert.equal(line, '31');
    await page.keyboard.press('Enter');
    const chat = page.getByRole('main', { name: 'Conversation' });
    await chat.getByText('Did you see this?').first().waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('Escape');
    await page.getByRole('main', { name: 'Search' }).waitFor();
    await selected(page).waitFor();
    assert.equal(await said(selected(page)), text);
    assert.deepEqual(await selected(page).boundingBox(), box_);
    assert.equal(await box(page).inputValue(), 'see you');
    await page.keyboard.press('ArrowDown');
    assert.equal(await selected(page).getAttribute('aria-rowindex'), '32');
    // Whoever went by a tab did not come from a result.
    await page.getByRole('tab', { name: 'Conversation' }).click();
    await page.getByRole('main', { name: 'Conversation' }).waitFor();
    assert.equal(await page.getByRole('button', { name: /^Back to/ }).count(), 0);
  }));

test('what a search finds behind the beginning of a long text, or in a file’s name, is in sight', () =>
  search(async (page) => {
    await box(page).fill('bridge');
    await found(page)
      .filter({ hasText: /found$/ })
      .waitFor();
    const names = results(page).filter({ hasText: /bridge.*\.png/ });
    assert.deepEqual(await names.first().locator('mark').allInnerTexts(), ['bridge']);
  }));

test('a fault in a query is underlined where it is, told with its place, and Enter goes there', () =>
  search(async (page) => {
    await box(page).fill('walk kind:imge');
    await page.getByRole('alert').getByText('At character 6: kind:imge').waitFor({ state: 'attached' });
    const underlined = page.getByRole('main').locator('[aria-hidden] > mark');
    assert.equal(await underlined.textContent(), 'kind:imge');
    const [mark, field] = [(await underlined.boundingBox())!, (await box(page).boundingBox())!];
    assert.ok(mark.x > field.x + 30 && mark.x + mark.width < field.x + field.width);
    assert.ok(mark.y >= field.y && mark.y + mark.height <= field.y + field.height + 4);
    assert.equal(await box(page).getAttribute('aria-invalid'), 'true');
    await page.keyboard.press('Enter');
    const range = await box(page).evaluate((input) => {
      const { selectionStart, selectionEnd } = input as unknown as Record<string, number>;
      return [selectionStart, selectionEnd];
    });
    assert.deepEqual(range, [5, 14]);
    await box(page).fill('see');
    await found(page)
      .filter({ hasText: /found$/ })
      .waitFor();
    await box(page).fill('walk or');
    await page.getByRole('alert').getByText('At character 6: or').waitFor({ state: 'attached' });
    await page.keyboard.press('F1');
    await page.getByRole('region', { name: 'How to search' }).getByText('words that begin so').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'How to search' }).waitFor({ state: 'detached' });
  }));

test('the key of searching leads to the box from every view', () =>
  search(async (page) => {
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('main', { name: 'Overview' }).waitFor();
    await page.keyboard.press('ControlOrMeta+f');
    await page.getByRole('main', { name: 'Search' }).waitFor();
    await page.locator('input[aria-label="Search messages"]:focus').waitFor();
  }));

/** What the made main process was asked to save, the newest last. */
const savedFiles = (page: Page): Promise<{ suggestedName: string; text: string }[]> =>
  page.evaluate(() => {
    const { asked } = (globalThis as unknown as { viewPage: { asked: { name: string; request: unknown }[] } })
      .viewPage;
    return asked
      .filter(({ name }) => name === 'file.save')
      .map(({ request }) => {
        const { suggestedName, bytes } = request as { suggestedName: string; bytes: Uint8Array };
        return { suggestedName, text: new TextDecoder().decode(bytes) };
      });
  });

test('a hit table counts hundreds of keywords, sorts, is saved, and each row opens as many messages as it says', () =>
  search(async (page) => {
    await page.evaluate(() => {
      (globalThis as unknown as { viewPage: { main: { dialogs: string[][] } } }).viewPage.main.dialogs.push([
        '/sets/many.txt',
      ]);
    });
    await page.getByRole('tab', { name: 'Lists' }).click();
    await page.getByRole('button', { name: 'Add a list…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a list' });
    await dialog.getByText(/^Keyword list/).click();
    await dialog.getByRole('button', { name: 'File: choose' }).click();
    await dialog.getByText('many.txt').waitFor();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Hit table of many' }).click();
    const panel = page.getByRole('region', { name: 'Hit table of many' });
    await panel.getByText(/^\d of 300 keywords found$/).waitFor();
    const table = panel.getByRole('grid', { name: 'Hits of keywords' });
    const rows = table.getByRole('row');
    const see = rows.filter({ has: page.getByRole('gridcell', { name: 'see', exact: true }) });
    const cells = (await see.getByRole('gridcell').allInnerTexts()).map((text) => text.trim());
    assert.match(cells[4]!, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    const counts = async (): Promise<number[]> =>
      (await table.locator('[role=row][data-position] > :nth-child(2)').allInnerTexts()).map(Number);
    const byMessages = await counts();
    assert.deepEqual(
      byMessages,
      byMessages.toSorted((a, b) => b - a),
    );
    await table.getByRole('button', { name: 'Messages' }).click();
    assert.deepEqual(await counts(), byMessages.toReversed());
    await table.locator('[role=columnheader][aria-sort=ascending]').getByText('Messages').waitFor();

    await panel.getByText('Only keywords found').click();
    await table.and(page.locator('[aria-rowcount="301"]')).waitFor();
    await panel.getByRole('button', { name: 'Save as CSV…' }).click();
    await panel.getByText('Saved as saved').waitFor();
    const [file] = await savedFiles(page);
    assert.equal(file!.suggestedName, 'OP LANTERN hits of many.csv');
    assert.equal(file!.text.trimEnd().split('\r\n').length, 301);
    const line = file!.text.split('\r\n').find((one) => one.startsWith('see,'))!;
    assert.match(line, new RegExp(`^see,${cells[1]},${cells[2]},${cells[3]},\\d{4}-.*Z,\\d{4}-.*Z$`));

    await panel.getByText('Only keywords found').click();
    await see.click();
    await page.keyboard.press('Enter');
    await page.getByRole('main', { name: 'Search' }).waitFor();
    await found(page)
      .filter({ hasText: new RegExp(`^${cells[1]} messages? found$`) })
      .waitFor();
    assert.equal(await box(page).inputValue(), 'keyword:"see"');

    // Within what is filtered there are fewer, or as many.
    await options(page, /^Who wrote/)
      .filter({ hasText: 'Marta Nowak' })
      .first()
      .click();
    await page.getByRole('list', { name: 'Filtered by' }).getByText('Person Marta Nowak').waitFor();
    const narrowed = page.getByRole('status', { name: 'Found' });
    await narrowed.filter({ hasNotText: cells[1]! }).waitFor();
    const fewer = /^\d+/.exec(await said(narrowed))![0];
    await page.getByRole('tab', { name: 'Lists' }).click();
    await panel.getByText('Only what passes the filter').click();
    await see.getByRole('gridcell', { name: fewer, exact: true }).first().waitFor();
  }));

test('while a search goes on its first rows are there with the least number, and further typing ends it', async () => {
  const large = await openViewPage(scratch, { view: 'search', messages: 150_000 });
  try {
    const { page } = large;
    page.setDefaultTimeout(20_000);
    await box(page).waitFor();
    // An expression that stands early, and whose further places only reading every text tells.
    await box(page).fill('/(\\w+\\W+)*(e|t)(\\W|$)/');
    await found(page)
      .filter({ hasText: /^The first \d+ of at least [\d,]+ so far; \d+ % of the case searched…$/ })
      .waitFor();
    assert.ok((await results(page).first().locator('mark').count()) > 0);
    assert.equal(await grid(page).getAttribute('aria-rowcount'), '-1');
    await box(page).fill('nosuchword');
    await found(page)
      .filter({ hasText: /^No message found$/ })
      .waitFor();
    assert.deepEqual(large.errors, []);
  } finally {
    await large.close();
  }
});
