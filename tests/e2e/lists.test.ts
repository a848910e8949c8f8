/** Hash sets and keyword lists in a real browser: marks, filters, and pictures that stay covered. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { buildViewPage, openViewPage, type ViewPage } from './view-page.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-lists-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

let shown: ViewPage;
before(async () => {
  await buildViewPage(scratch);
  shown = await openViewPage(scratch, { second: true, view: 'lists', more: { tablet: 1 } });
  shown.page.setDefaultTimeout(10_000);
});
after(() => shown?.close());

const table = (page: Page): Locator => page.getByRole('table', { name: 'Lists' });
const said = async (place: Locator): Promise<string> =>
  (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

/** What the made main process was asked, by name. */
const asked = (page: Page, name: string): Promise<unknown[]> =>
  page.evaluate(
    (wanted) =>
      (globalThis as unknown as { viewPage: { asked: { name: string; request: unknown }[] } }).viewPage.asked
        .filter((call) => call.name === wanted)
        .map(({ request }) => request),
    name,
  );

async function add(page: Page, file: string, kind: RegExp, choose?: (dialog: Locator) => Promise<void>) {
  await page.evaluate((chosen) => {
    (globalThis as unknown as { viewPage: { main: { dialogs: string[][] } } }).viewPage.main.dialogs.push([
      chosen,
    ]);
  }, file);
  await page.getByRole('button', { name: 'Add a list…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a list' });
  // By its label: a click waits for the dialog to rest, a forced one does not.
  await dialog.getByText(kind).click();
  await dialog.getByRole('button', { name: 'File: choose' }).click();
  await choose?.(dialog);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  return dialog;
}

test('lists are added, and each says what of it was taken and what it marks', async () => {
  const { page } = shown;
  await page.getByText('No lists').waitFor();
  const refused = await add(page, '/sets/empty.txt', /^Hash set/);
  await refused.getByRole('alert').getByText('it has no MD5 or SHA-256 in it').waitFor();
  await refused.getByRole('button', { name: 'Cancel' }).click();
  await refused.waitFor({ state: 'detached' });
  const taken = await add(page, '/sets/known set.json', /^Hash set/);
  await taken.waitFor({ state: 'detached' });
  await add(page, '/sets/words.txt', /^Keyword list/, async (dialog) => {
    await dialog.getByText('words.txt').waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Places');
  });
  const known = table(page).getByRole('row').filter({ hasText: 'known set' });
  await known.getByText('41,204').waitFor();
  await page.getByRole('status').filter({ hasText: 'Places: 2 keywords added' }).waitFor();
  await table(page).getByText('…', { exact: true }).first().waitFor({ state: 'detached' });
  assert.match(await said(known), /Hash set covers pictures 41,204 1 2 2024-04-02 10:30/);
  const places = table(page).getByRole('row').filter({ hasText: 'Places' });
  assert.match(await said(places), /words\.txt Not taken: 1 × line without a word Keyword list 2 2 2024/);
  assert.deepEqual(await asked(page, 'lists.add').then((requests) => requests.slice(1)), [
    { path: '/sets/known set.json', kind: 'hash-set', name: 'known set', covers: true },
    { path: '/sets/words.txt', kind: 'keywords', name: 'Places', covers: false },
  ]);
});

test('what a list marks is a filter with its count, a mark in the timeline, and a chip to take away', async () => {
  const { page } = shown;
  await page.getByRole('button', { name: 'Show the messages that Places marks' }).click();
  await page.getByRole('main', { name: 'Timeline' }).waitFor();
  const row = page
    .getByRole('grid', { name: 'Messages' })
    .getByRole('row')
    .filter({ hasText: 'The old bridge' });
  await row.getByText('Marked by a list').waitFor({ state: 'attached' });
  await page.getByText('2 of 449 events (451 messages)').first().waitFor();
  const options = page.getByRole('listbox', { name: 'Lists' });
  assert.match(await said(options.getByRole('option', { name: /Places/ })), /Places 2/);
  await options.getByRole('option', { name: /known set/ }).click();
  await page.getByText('4 of 449 events (451 messages)').first().waitFor();
  await page.getByRole('button', { name: 'Clear all' }).first().click();
  await page.getByText('451 messages, 449 events').first().waitFor();
});

test('a listed picture stays blurred wherever it stands, until it is asked for there; the asking is told first', async () => {
  const { page } = shown;
  await page.keyboard.press('ControlOrMeta+6');
  await page.getByLabel('Hash set', { exact: true }).selectOption({ label: 'known set' });
  await page.getByRole('status').filter({ hasText: '1 of 9 files' }).waitFor();
  const file = page
    .getByRole('grid', { name: 'Files' })
    .getByRole('row')
    .filter({ hasText: 'bridge at dusk' });
  await file.click();
  const panel = page.getByRole('complementary', { name: 'File' });
  await panel.getByText('Listed in known set, category 2').waitFor();
  // Under the blur it is out of the reach of the keyboard and of screen readers.
  assert.equal(await panel.locator('[inert] img').count(), 1);
  await panel.getByRole('button', { name: 'Show it here' }).click();
  await panel.getByRole('img', { name: 'Attachment bridge at dusk.png' }).waitFor();
  await panel.locator('[inert]').waitFor({ state: 'detached' });
  assert.deepEqual(await asked(page, 'lists.uncover'), [
    { sha256: 'fc9cd347369526a8354ecb320898b4c9dbcc60d84dacebf77f09a6e992e55467' },
  ]);

  // In the chat it is asked for anew.
  await panel.getByRole('button', { name: /^Show AB-2:\d+ in the chat$/ }).click();
  const chat = page.getByRole('main', { name: 'Conversation' });
  await chat.getByText('Listed in known set, category 2').first().waitFor();
  assert.ok((await chat.locator('[inert] img').count()) >= 1);
  assert.equal((await asked(page, 'lists.uncover')).length, 1);
});

test('a list is removed with a reason, and marks nothing any more', async () => {
  const { page } = shown;
  await page.getByRole('tab', { name: 'Lists' }).click();
  await page.getByRole('button', { name: 'Remove known set' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove a list' });
  assert.ok(await dialog.getByRole('button', { name: 'Remove' }).isDisabled());
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('the wrong set');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await table(page).getByText('known set', { exact: true }).waitFor({ state: 'detached' });
  assert.deepEqual((await asked(page, 'lists.remove')).length, 1);
  await page.keyboard.press('ControlOrMeta+6');
  await page
    .getByRole('grid', { name: 'Files' })
    .getByRole('row')
    .filter({ hasText: 'bridge at dusk' })
    .click();
  await page
    .getByRole('complementary', { name: 'File' })
    .getByRole('img', { name: /bridge/ })
    .waitFor();
  assert.deepEqual(shown.errors, []);
});
