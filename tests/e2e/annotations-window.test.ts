/** Tags, notes and saved searches through the window and the real main process: closed, restarted, killed. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { type Host, launch } from '../host/index.ts';
import { addTextExport, closeCase, createCase, openRecent } from './window-case.ts';

const REFERENCE = 'OP LANTERN';
const root = mkdtempSync(path.join(tmpdir(), 'threadline-annotations-'));
let host: Host;

before(async () => {
  host = await launch({ profile: path.join(root, 'profile'), timeZone: 'Europe/London' });
  host.page.setDefaultTimeout(10_000);
  await createCase(host, REFERENCE);
  await addTextExport(host);
});
after(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const page = (): Page => host.page;
const grid = (): Locator => page().getByRole('grid', { name: 'Messages' });
const view = async (name: string): Promise<void> => {
  await page().getByRole('tab', { name, exact: true }).click();
  await page().getByRole('main', { name }).waitFor();
};
const says = (text: string | RegExp): Promise<void> =>
  page().getByRole('status', { name: 'Annotated' }).filter({ hasText: text }).waitFor();
const counts = (text: string | RegExp): Promise<void> =>
  page().getByRole('contentinfo').getByRole('status').filter({ hasText: text }).waitFor();
const search = (query: string): Promise<void> => page().getByLabel('Search messages').fill(query);

/** Searches, and selects the first message of the list that comes of it. */
async function first(query: string): Promise<void> {
  await search(query);
  await grid().getByRole('row').filter({ hasText: query }).first().waitFor();
  await counts(/^[1-9] of 244 messages/);
  await grid().focus();
  await page().keyboard.press('Home');
  await grid().locator('[role=row][aria-selected=true]').filter({ hasText: query }).waitFor();
}

async function tag(name: string, keys = 't'): Promise<void> {
  await page().keyboard.press(keys);
  const field = page().getByRole('combobox', { name: 'Find or name a tag' });
  await field.fill(name);
  await page().getByRole('option').first().waitFor();
  await page().keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
}

/** Entries of the log with these actions, in order. */
async function logged(...actions: string[]): Promise<{ action: string; text: string }[]> {
  const entries = await page().evaluate<{ action: string; subjects: unknown; counts: unknown }[]>(
    "window.threadline.call('custody.entries', { from: 0, count: 500 }).then(({ value }) => value.entries)",
  );
  return entries
    .filter(({ action }) => actions.includes(action))
    .map(({ action, subjects, counts }) => ({ action, text: JSON.stringify([subjects, counts]) }));
}

/** The Tags view in words: its tags, its notes, what was done; and the saved searches. */
async function allThatIsAnnotated(): Promise<string[]> {
  await view('Tags');
  const parts = [
    page().getByRole('table', { name: 'Tags' }).getByRole('row'),
    page().getByRole('table', { name: 'Notes' }).getByRole('row'),
    page().getByRole('list', { name: 'What was done' }).getByRole('listitem'),
  ];
  const texts: string[] = [];
  for (const part of parts) {
    await part.first().waitFor();
    texts.push(...(await part.allInnerTexts()));
  }
  await view('Timeline');
  await page().getByRole('button', { name: 'Saved searches' }).click();
  const saved = page().getByRole('region', { name: 'Saved searches' });
  await saved.getByRole('listitem').first().waitFor();
  texts.push(...(await saved.getByRole('listitem').allInnerTexts()));
  await page().keyboard.press('Escape');
  return texts.map((text) => text.replace(/\s+/g, ' ').trim());
}

/** What was annotated before the case was closed. */
let annotated: string[];

test('tags, a note and a saved search are made by the keyboard, each in the log without a word of evidence', async () => {
  await view('Timeline');
  await first('steps');
  await tag('Meeting place');
  await says('Tagged 1 message: Meeting place');
  await page().keyboard.press('n');
  const dialog = page().getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Which steps are meant?\nأي درج؟');
  await page().keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await says('Note written on the message');
  await page().getByRole('button', { name: 'Saved searches' }).click();
  await page().getByRole('button', { name: 'Save this filter…' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Steps');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await says('Search saved: Steps');
  await first('Anchor');
  await tag('Alibi', 'Shift+T');
  await says('Tagged 2 messages: Alibi');
  const entries = await logged('message-tagged', 'note-written', 'filter-saved');
  assert.deepEqual(
    entries.map(({ action }) => action),
    ['message-tagged', 'message-tagged', 'note-written', 'filter-saved', 'message-tagged', 'message-tagged'],
  );
  for (const { text } of entries) {
    assert.match(text, /"sha256":"[0-9a-f]{64}"/);
    assert.doesNotMatch(text, /steps|anchor|alibi|درج|meeting/i);
  }
  annotated = await allThatIsAnnotated();
  assert.ok(annotated.some((text) => text.includes('Which steps are meant?')));
});

test('the case closed and opened again, and the program started anew, they are the same', async () => {
  await closeCase(host);
  await openRecent(host, REFERENCE);
  assert.deepEqual(await allThatIsAnnotated(), annotated);
  await host.restart();
  host.page.setDefaultTimeout(10_000);
  await openRecent(host, REFERENCE);
  assert.deepEqual(await allThatIsAnnotated(), annotated);
  await search('tag:meeting');
  await counts('1 of 244 messages');
  await search('has:note');
  await counts('1 of 244 messages');
  await search('');
});

test('killed as soon as the window says that a message is tagged and a note written, nothing is lost', async () => {
  await first('ticket');
  await tag('Alibi');
  await says('Tagged 1 message: Alibi');
  await page().keyboard.press('n');
  await page().getByRole('dialog').getByRole('textbox', { name: 'Note' }).fill('Seen by whom?');
  await page().keyboard.press('Control+Enter');
  await says('Note written on the message');
  await host.crash();
  host.page.setDefaultTimeout(10_000);
  await openRecent(host, REFERENCE);
  await view('Timeline');
  await search('tag:alibi');
  await counts('3 of 244 messages');
  await search('has:note');
  await counts('2 of 244 messages');
  await view('Tags');
  await page().getByRole('table', { name: 'Notes' }).getByText('Seen by whom?').waitFor();
  assert.equal((await logged('message-tagged')).length, 5);
  assert.equal((await logged('note-written')).length, 2);
  assert.equal(await page().getByRole('alert').count(), 0);
});

test('while the case is closed neither tag, note nor name of a search can be read in any file', async () => {
  await closeCase(host);
  await host.restart();
  host.page.setDefaultTimeout(10_000);
  const words = ['Meeting place', 'Which steps', 'Seen by whom', 'أي درج'].flatMap((word) => [
    Buffer.from(word, 'utf8'),
    Buffer.from(word, 'utf16le'),
  ]);
  let files = 0;
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(path.join(entry.parentPath, entry.name));
    files++;
    for (const word of words) assert.ok(!bytes.includes(word), `${entry.name} has “${word}”`);
  }
  assert.ok(files > 20);
  assert.deepEqual(host.pageErrors, []);
});
