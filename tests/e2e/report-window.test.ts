/** Reports written in the window: of a tag, of a filter, of everything; with tags and notes or without. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { threadline } from '../cli/threadline.ts';
import { type Host, launch } from '../host/index.ts';
import { addTextExport, createCase, SAMPLE } from './window-case.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-reports-'));
const at = (name: string): string => path.join(root, name);
const NOTE = 'Which steps? <b>أي درج</b>';
let host: Host;

before(async () => {
  host = await launch({ profile: at('profile'), timeZone: 'Europe/London' });
  host.page.setDefaultTimeout(10_000);
  await createCase(host, 'OP LANTERN');
  await addTextExport(host);
});
after(async () => {
  await host.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const page = (): Page => host.page;
const grid = (): Locator => page().getByRole('grid', { name: 'Messages' });
const dialog = (): Locator => page().getByRole('dialog', { name: 'Write a report' });

async function found(query: string): Promise<void> {
  await page().getByLabel('Search messages').fill(query);
  await grid().getByRole('row').filter({ hasText: query }).first().waitFor();
  await page()
    .getByRole('contentinfo')
    .getByRole('status')
    .filter({ hasText: /^[1-9] of 244 messages/ })
    .waitFor();
  await grid().focus();
  await page().keyboard.press('Home');
  await grid().locator('[role=row][aria-selected=true]').filter({ hasText: query }).waitFor();
}

async function begin(file: string): Promise<void> {
  await page().keyboard.press('ControlOrMeta+Shift+e');
  await dialog().waitFor();
  host.dialogs.answer(at(file));
}

async function written(file: string): Promise<string> {
  await dialog().getByRole('button', { name: 'Write the report…' }).click();
  await dialog().getByText('is written, and the log says so.').waitFor();
  const bytes = readFileSync(at(file));
  await dialog().getByText(createHash('sha256').update(bytes).digest('hex')).waitFor();
  await dialog().getByRole('button', { name: 'Close', exact: true }).last().click();
  await dialog().waitFor({ state: 'detached' });
  return bytes.toString('utf8');
}

interface Logged {
  readonly action: string;
  readonly subjects: readonly Record<string, unknown>[];
  readonly counts?: Record<string, number>;
}

async function lastReport(): Promise<Logged> {
  const entries = await page().evaluate<Logged[]>(
    "window.threadline.call('custody.entries', { from: 0, count: 500 }).then(({ value }) => value.entries)",
  );
  return entries.findLast(({ action }) => action === 'report-written')!;
}

test('a page of the messages of a tag, with tags and notes as the investigator’s, and the log says what is in it', async () => {
  await page().getByRole('tab', { name: 'Timeline', exact: true }).click();
  await found('steps');
  await page().keyboard.press('Shift+T');
  const field = page().getByRole('combobox', { name: 'Find or name a tag' });
  await field.fill('Meeting <i>place');
  await page().keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
  await page().keyboard.press('n');
  const note = page().getByRole('textbox', { name: 'Note' });
  await note.fill(NOTE);
  await page().keyboard.press('Control+Enter');
  await note.waitFor({ state: 'detached' });

  await begin('tag.html');
  const taken = dialog().getByLabel('Messages', { exact: true });
  await taken.selectOption({ label: 'Meeting <i>place (3)' });
  await dialog().getByText('Tag Meeting <i>place', { exact: true }).waitFor();
  const text = await written('tag.html');
  assert.match(text, /<h1><bdi>OP LANTERN<\/bdi>: report on <bdi>AB\/2<\/bdi><\/h1>/);
  assert.match(text, /Only messages: Tag Meeting &lt;i&gt;place: 3 of 244\./);
  assert.equal(text.match(/<tr id="m-/g)!.length, 3);
  assert.equal(text.match(/<span class="tag"><bdi>Meeting &lt;i&gt;place<\/bdi><\/span>/g)!.length, 3);
  assert.match(text, /Which steps\? &lt;b&gt;أي درج&lt;\/b&gt;<\/div><small>Note by /);
  assert.match(text, /Read without a warrant: Made up for this test/);
  assert.match(text, /2024-03-22 14:20:11 \+00:00/);
  assert.doesNotMatch(text, /<script|<b>|<i>|If anybody asks/);
  const { subjects, counts } = await lastReport();
  assert.deepEqual(counts, { messages: 3, shown: 3, tags: 1, notes: 1 });
  const [{ file, sha256, format, parts, withAnnotations }] = subjects as [Record<string, unknown>];
  assert.deepEqual(
    { file, sha256, format, parts, withAnnotations },
    {
      file: 'tag.html',
      sha256: createHash('sha256').update(text).digest('hex'),
      format: 'html',
      parts: '1 tag',
      withAnnotations: true,
    },
  );
  assert.doesNotMatch(JSON.stringify(subjects), /steps|Meeting/);
});

test('lines of what passes the filter, with the names of tags and the notes where they are wanted', async () => {
  await begin('filter.jsonl');
  assert.equal(await dialog().getByLabel('Messages', { exact: true }).inputValue(), 'filter');
  await dialog().getByText('Search: steps', { exact: true }).waitFor();
  await dialog().getByText('Lines of JSON for other programs (JSONL)').click();
  const lines = (await written('filter.jsonl')).trimEnd().split('\n');
  const messages = lines.map((line) => JSON.parse(line));
  assert.equal(messages.length, 3);
  assert.ok(messages.every(({ tags }) => tags[0] === 'Meeting <i>place'));
  assert.deepEqual(
    messages.flatMap(({ notes = [] }) => notes).map(({ text }) => text),
    [NOTE],
  );
  assert.deepEqual(
    messages.map(({ sentAt }) => sentAt),
    messages.map(({ sentAt }) => sentAt).sort(),
  );
});

test('without tags and notes the lines are those that the command line’s import writes, byte for byte', async () => {
  const { status, stderr } = threadline([
    ...['import', path.join(SAMPLE, 'AB-2/WhatsApp Chat - Daniel Marsh.zip'), '--exhibit', 'AB/2'],
    ...['--timezone', 'Europe/London', '--out', at('import')],
  ]);
  assert.equal(status, 0, stderr);
  await begin('all.jsonl');
  await dialog().getByLabel('Messages', { exact: true }).selectOption('all');
  await dialog().getByText('Nothing is left out.').waitFor();
  await dialog().getByText('Lines of JSON for other programs (JSONL)').click();
  await dialog().getByText('With tags and notes').click();
  const lines = (await written('all.jsonl')).split('\n').sort();
  assert.deepEqual(lines, readFileSync(at('import/messages.jsonl'), 'utf8').split('\n').sort());
  assert.deepEqual((await lastReport()).counts, { messages: 244, shown: 244, tags: 0, notes: 0 });
});

test('a saved search is reported under its name; of more messages than are shown the page says how many are left out', async () => {
  await page().getByRole('button', { name: 'Saved searches' }).click();
  await page().getByRole('button', { name: 'Save this filter…' }).click();
  await page().getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Steps');
  await page().keyboard.press('Enter');
  await page().getByRole('status', { name: 'Annotated' }).filter({ hasText: 'Search saved' }).waitFor();
  await page().getByRole('button', { name: 'Clear all' }).last().click();
  await begin('saved.html');
  await dialog().getByLabel('Messages', { exact: true }).selectOption({ label: 'Steps' });
  await dialog().getByText('Saved search “Steps”: Search: steps', { exact: true }).waitFor();
  await dialog().getByLabel('Messages shown at most').fill('2');
  const text = await written('saved.html');
  assert.match(text, /Only messages: Saved search “Steps”: Search: steps: 3 of 244\./);
  assert.match(text, /This report shows 2 of 3 messages, the newest; 1 message not shown here\./);
  assert.equal(text.match(/<tr id="m-/g)!.length, 2);
});

test('a report whose place is not chosen leaves nothing and no entry', async () => {
  const before = readdirSync(root).sort();
  const entry = JSON.stringify(await lastReport());
  await page().keyboard.press('ControlOrMeta+Shift+e');
  await dialog().getByRole('button', { name: 'Write the report…' }).click();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'detached' });
  assert.deepEqual(readdirSync(root).sort(), before);
  assert.equal(JSON.stringify(await lastReport()), entry);
  assert.deepEqual(host.pageErrors, []);
});
