import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { RecentCases } from './recent-cases.ts';
import { SettingsFile } from './settings.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-settings-'));
after(() => rmSync(root, { recursive: true, force: true }));
let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(root, 'u-')), 'user-data');
});

test('settings are the defaults at first, and are there again at the next start', async () => {
  const settings = new SettingsFile(folder);
  assert.deepEqual(await settings.get(), { theme: 'system' });
  assert.deepEqual(await settings.set({ theme: 'dark' }), { theme: 'dark' });
  assert.deepEqual(await new SettingsFile(folder).get(), { theme: 'dark' });
  assert.deepEqual(await settings.set({}), { theme: 'dark' });
});

test('settings that are damaged, or say what no version says, are the defaults', async () => {
  mkdirSync(folder);
  for (const text of ['', '{"theme":', '{"theme":"pink"}', 'null', '[]']) {
    writeFileSync(path.join(folder, 'settings.json'), text);
    assert.deepEqual(await new SettingsFile(folder).get(), { theme: 'system' }, text);
  }
});

test('recent cases are newest first, each once, without their references', async () => {
  const recent = new RecentCases(folder);
  const first = path.join(root, 'first');
  mkdirSync(first);
  writeFileSync(path.join(first, 'case.json'), '{}');
  const second = path.join(root, 'second');
  await recent.opened(first, new Date('2024-04-01T08:00:00Z'));
  await recent.opened(second, new Date('2024-04-02T08:00:00Z'));
  await recent.opened(first, new Date('2024-04-03T08:00:00Z'));
  assert.deepEqual(await new RecentCases(folder).list(), [
    { folder: first, name: 'first', lastOpened: '2024-04-03T08:00:00.000Z', missing: false },
    { folder: second, name: 'second', lastOpened: '2024-04-02T08:00:00.000Z', missing: true },
  ]);
  assert.deepEqual(Object.keys(JSON.parse(readFileSync(path.join(folder, 'recent.json'), 'utf8'))[0]), [
    'folder',
    'lastOpened',
  ]);
});

test('a case is forgotten, and cases opened at once are all kept', async () => {
  const recent = new RecentCases(folder);
  await Promise.all(['a', 'b', 'c'].map((name) => recent.opened(path.join(root, name))));
  await recent.forget(path.join(root, 'b'));
  assert.deepEqual((await recent.list()).map(({ name }) => name).sort(), ['a', 'c']);
});

test('a damaged list of recent cases is an empty one', async () => {
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'recent.json'), '[{"folder":7}]');
  assert.deepEqual(await new RecentCases(folder).list(), []);
});
