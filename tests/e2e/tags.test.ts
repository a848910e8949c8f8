/** Tags, notes and saved searches in a real browser, by the keyboard and by the mouse, on made cases. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { buildViewPage, openViewPage, type ViewPageOptions } from './view-page.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-tags-'));
before(() => buildViewPage(scratch));
after(() => rmSync(scratch, { recursive: true, force: true }));

async function on(options: ViewPageOptions, work: (page: Page) => Promise<void>): Promise<void> {
  const { page, errors, close } = await openViewPage(scratch, { view: 'timeline', ...options });
  try {
    page.setDefaultTimeout(10_000);
    await work(page);
    assert.deepEqual(errors, []);
  } finally {
    await close();
  }
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Messages' });
const chosen = (page: Page): Locator => grid(page).locator('[role=row][aria-selected=true]');
const says = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByRole('status', { name: 'Annotated' }).filter({ hasText: text }).waitFor();
const counts = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByRole('contentinfo').getByRole('status').filter({ hasText: text }).waitFor();
const said = async (place: Locator): Promise<string> =>
  (await place.allInnerTexts()).join(' ').replace(/\s+/g, ' ').trim();

/** What the log was asked to have of annotations. */
const logged = (page: Page): Promise<{ action: string; what: string; messages: number; sha256: string }[]> =>
  page.evaluate(() =>
    (globalThis as unknown as { viewPage: { asked: { name: string; request: never }[] } }).viewPage.asked
      .filter(({ name }) => name === 'custody.annotated')
      .map(({ request }) => request),
  );

async function tag(page: Page, name: string, keys = 't'): Promise<void> {
  await page.keyboard.press(keys);
  const field = page.getByRole('combobox', { name: 'Find or name a tag' });
  await field.fill(name);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
}

test('a message is tagged by T, a name and Enter; Z takes it back; the log has no name and no text', async () => {
  await on({}, async (page) => {
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await tag(page, 'Pick-up point');
    await says(page, 'Tagged 1 message: Pick-up point');
    await chosen(page).getByText('Tagged Pick-up point.').waitFor({ state: 'attached' });
    const list = page.getByRole('listbox', { name: 'Tags' });
    assert.match(await said(list), /Pick-up point 1/);
    await page.keyboard.press('ArrowDown');
    await tag(page, 'pick');
    await says(page, 'Tagged 1 message: Pick-up point');
    await list.getByText('2', { exact: true }).waitFor();
    // The same again takes it off.
    await tag(page, 'pick');
    await says(page, 'Taken off 1 message: Pick-up point');
    await list.getByText('1', { exact: true }).waitFor();
    await page.keyboard.press('z');
    await says(page, 'Undone: Took the tag “Pick-up point” off 1 message');
    await list.getByText('2', { exact: true }).waitFor();
    const entries = await logged(page);
    assert.deepEqual(
      entries.map(({ action, messages }) => `${action} ${messages}`),
      ['message-tagged 0', 'message-tagged 1', 'message-tagged 1', 'message-tagged 1', 'message-tagged 0'],
    );
    for (const entry of entries) {
      assert.match(entry.sha256, /^[0-9a-f]{64}$/);
      assert.doesNotMatch(JSON.stringify(entry), /pick/i);
    }
  });
});

test('a range of messages is tagged at once, and the tag is a filter, a chip and a search', async () => {
  await on({}, async (page) => {
    await grid(page).focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('5 messages selected: T tags them').waitFor();
    await chosen(page).nth(4).waitFor();
    await tag(page, 'مهم جدا');
    await says(page, 'Tagged 5 messages');
    await page.getByRole('listbox', { name: 'Tags' }).getByRole('option').click();
    await counts(page, /^5 of /);
    await page.getByRole('list', { name: 'Filtered by' }).getByText('مهم جدا').waitFor();
    await page.getByRole('button', { name: 'Clear all' }).last().click();
    await page.getByLabel('Search messages').fill('tag:مهم');
    await counts(page, /^5 of /);
    await page.getByLabel('Search messages').fill('has:tag -tag:مهم');
    await counts(page, /^0 of /);
    await page.getByLabel('Search messages').fill('');
    // All that pass a filter.
    await page.getByLabel('Search messages').fill('tag:مهم');
    await counts(page, /^5 of /);
    await grid(page).focus();
    await tag(page, 'Second', 'Shift+T');
    await says(page, 'Tagged 5 messages: Second');
    await grid(page).getByText('Tagged مهم جدا, Second.').first().waitFor({ state: 'attached' });
  });
});

test('a note is written on a message, changed, found, gone to and removed with a reason', async () => {
  await on({}, async (page) => {
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    assert.ok(await dialog.getByRole('button', { name: 'Save the note' }).isDisabled());
    await dialog.getByRole('textbox', { name: 'Note' }).fill('who is this?\nقال الشاهد');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await says(page, 'Note written on the message');
    await chosen(page).getByText('1 note').waitFor({ state: 'attached' });
    await page.getByLabel('Search messages').fill('has:note');
    await counts(page, /^1 of /);
    await page.keyboard.press('ControlOrMeta+i');
    const panel = page.getByRole('complementary', { name: 'Provenance' });
    const section = panel.getByRole('region', { name: 'Tags and notes' });
    await section.getByText('قال الشاهد').waitFor();
    assert.match(await said(section), /2024-04-02 10:30 \+01:00 by j\.ho/);
    await section.getByRole('button', { name: /^Change the note/ }).click();
    await dialog.getByRole('textbox', { name: 'Note' }).fill('Jonas');
    await dialog.getByRole('button', { name: 'Save the note' }).click();
    await dialog.waitFor({ state: 'detached' });
    await section.getByText('Jonas').waitFor();
    await page.keyboard.press('ControlOrMeta+Shift+t');
    const notes = page.getByRole('table', { name: 'Notes' });
    assert.match(await said(notes), /AB-1:\d+, 20.* Jonas 2024-04-02 10:30 \+01:00 by j\.ho, changed/);
    await notes.getByRole('button', { name: 'Go to it: Jonas' }).click();
    await page.getByRole('main', { name: 'Conversation' }).waitFor();
    await page.locator('article[aria-current=true]').getByText('1 note').waitFor();
    await section.getByRole('button', { name: /^Remove the note/ }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.getByText('A reason is needed').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('she is known now');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.waitFor({ state: 'detached' });
    await says(page, 'Note removed');
    await page.locator('article[aria-current=true]').getByText('1 note').waitFor({ state: 'detached' });
    await page.keyboard.press('ControlOrMeta+Shift+t');
    const history = page.getByRole('list', { name: 'What was done' });
    assert.match(
      await said(history.getByRole('listitem').first()),
      /^Removed a note .*Reason: she is known now/,
    );
    await history.getByRole('button', { name: 'Undo: Removed a note' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('by mistake');
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await dialog.waitFor({ state: 'detached' });
    await notes.getByText('Jonas').waitFor();
    assert.doesNotMatch(JSON.stringify(await logged(page)), /Jonas|who is this|known now/);
  });
});

test('chats, people and files take notes, and the view leads to each', async () => {
  await on({ second: true }, async (page) => {
    const write = async (text: string): Promise<void> => {
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Note' }).fill(text);
      await dialog.getByRole('button', { name: 'Save the note' }).click();
      await dialog.waitFor({ state: 'detached' });
    };
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const chat = page.getByRole('region', { name: 'Chat', exact: true });
    await chat.getByRole('button', { name: 'Notes' }).click();
    await chat.getByRole('button', { name: 'Write a note…' }).click();
    await write('on the chat');
    await chat.getByRole('button', { name: '1 note' }).waitFor();
    await page.keyboard.press('ControlOrMeta+5');
    await page.getByRole('grid', { name: 'People' }).getByRole('row').nth(1).click();
    await page.getByRole('button', { name: 'Write a note…' }).click();
    await write('on the person');
    await page.getByRole('list', { name: 'Notes' }).getByText('on the person').waitFor();
    await page.keyboard.press('ControlOrMeta+6');
    await page.getByRole('grid', { name: 'Files' }).getByRole('row').nth(1).click();
    const file = page.getByRole('complementary', { name: 'File' });
    await file.getByRole('button', { name: 'Write a note…' }).click();
    await write('on the file');
    await file.getByText('on the file').waitFor();
    await page.keyboard.press('ControlOrMeta+Shift+t');
    const notes = page.getByRole('table', { name: 'Notes' });
    assert.equal(await notes.getByRole('row').count(), 4);
    const goTo = (text: string): Promise<void> =>
      notes.getByRole('button', { name: new RegExp(`: ${text}$`) }).click();
    await goTo('on the file');
    await page
      .getByRole('status')
      .filter({ hasText: /^1 of \d+ files/ })
      .waitFor();
    await page.keyboard.press('ControlOrMeta+Shift+t');
    await goTo('on the person');
    await page.getByRole('main', { name: 'Timeline' }).waitFor();
    await page.getByRole('list', { name: 'Filtered by' }).getByText('Person').waitFor();
    await page.keyboard.press('ControlOrMeta+Shift+t');
    await goTo('on the chat');
    await page.getByRole('main', { name: 'Conversation' }).waitFor();
  });
});

test('a tag is made, changed, shown and removed in the view; two of one name are refused', async () => {
  await on({ view: 'tags' }, async (page) => {
    await page.getByText('No tags and no notes').waitFor();
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Make a tag…' }).click();
    await dialog.getByRole('button', { name: 'Make', exact: true }).click();
    await dialog.getByText('A tag needs a name.').waitFor();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Van');
    await dialog.getByRole('textbox', { name: 'Letters' }).fill('abc');
    await dialog.getByRole('button', { name: 'Make' }).click();
    await dialog.getByText('One or two letters stand for the tag.').waitFor();
    await dialog.getByRole('textbox', { name: 'Letters' }).fill('');
    await dialog.getByText('Violet').click();
    await dialog.getByRole('button', { name: 'Make' }).click();
    await dialog.waitFor({ state: 'detached' });
    const table = page.getByRole('table', { name: 'Tags' });
    await table.getByRole('row').filter({ hasText: 'Van' }).waitFor();
    await page.getByRole('button', { name: 'Make a tag…' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Van');
    await dialog.getByRole('button', { name: 'Make' }).click();
    await dialog.getByText('A tag is called so already.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await table.getByRole('button', { name: 'Show the messages tagged Van' }).isDisabled());
    await page.keyboard.press('ControlOrMeta+2');
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await tag(page, 'van');
    await page.keyboard.press('ControlOrMeta+Shift+t');
    await table.getByRole('button', { name: 'Change the tag Van' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Green van');
    await dialog.getByRole('button', { name: 'Change' }).click();
    await dialog.waitFor({ state: 'detached' });
    await table.getByRole('button', { name: 'Show the messages tagged Green van' }).click();
    await counts(page, /^1 of /);
    await page.keyboard.press('ControlOrMeta+Shift+t');
    await table.getByRole('button', { name: 'Remove the tag Green van' }).click();
    await dialog.getByText('It is taken off 1 message.').waitFor();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('not needed');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await dialog.waitFor({ state: 'detached' });
    await table.waitFor({ state: 'detached' });
    await page
      .getByRole('list', { name: 'What was done' })
      .getByText('Removed the tag “Green van”')
      .waitFor();
  });
});

test('a filter with its query is saved under a name, applied, renamed and removed', async () => {
  await on({}, async (page) => {
    await page.getByRole('button', { name: 'Saved searches' }).click();
    const saved = page.getByRole('region', { name: 'Saved searches' });
    await saved.getByText('No search is saved yet.').waitFor();
    assert.ok(await saved.getByRole('button', { name: 'Save this filter…' }).isDisabled());
    await page.keyboard.press('Escape');
    await page.getByLabel('Search messages').fill('has:attachment');
    // The list of chats stands by their counts: it moves until they are there.
    await counts(page, /^\d+ of /);
    await page
      .getByRole('listbox', { name: 'Chats' })
      .getByRole('option', { name: /[1-9]\d*$/ })
      .first()
      .click();
    const chips = page.getByRole('list', { name: 'Filtered by' });
    await chips.getByText('Chat').waitFor();
    await counts(page, /^\d of |^\d\d of /);
    const [shown] = await page.getByRole('contentinfo').getByRole('status').allInnerTexts();
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await saved.getByRole('button', { name: 'Save this filter…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save the search and its filter' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Files of the first chat');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await says(page, 'Search saved: Files of the first chat');
    await page.getByRole('button', { name: 'Clear all' }).last().click();
    await page.getByText('Nothing is filtered out.').waitFor();
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await saved.getByRole('button', { name: 'Apply Files of the first chat' }).click();
    await counts(page, shown!);
    await chips.getByText('Chat').waitFor();
    assert.equal(await page.getByLabel('Search messages').inputValue(), 'has:attachment');
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await saved.getByRole('button', { name: 'Rename Files of the first chat' }).click();
    const rename = page.getByRole('dialog', { name: 'Rename a saved search' });
    await rename.getByRole('textbox', { name: 'Name' }).fill('Files');
    await rename.getByRole('button', { name: 'Rename' }).click();
    await rename.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await saved.getByRole('button', { name: 'Remove Files' }).click();
    const remove = page.getByRole('dialog', { name: 'Remove a saved search' });
    await remove.getByRole('textbox', { name: 'Reason' }).fill('done');
    await remove.getByRole('button', { name: 'Remove' }).click();
    await remove.waitFor({ state: 'detached' });
    const entries = await logged(page);
    assert.deepEqual(
      entries.map(({ action }) => action),
      ['filter-saved', 'filter-saved', 'filter-saved'],
    );
    assert.match(entries[0]!.what, /^Search [0-9a-f-]{36} saved: a query, 1 chat$/);
  });
});
