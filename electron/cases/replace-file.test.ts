import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { replaceFile } from './replace-file.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-replace-'));
after(() => rmSync(root, { recursive: true, force: true }));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'f-'));
});

test('a file is replaced, and nothing else is left beside it', async () => {
  const file = path.join(folder, 'settings.json');
  await replaceFile(file, Buffer.from('one'));
  await replaceFile(file, Buffer.from('two'));
  assert.equal(readFileSync(file, 'utf8'), 'two');
  assert.deepEqual(readdirSync(folder), ['settings.json']);
});

test('when the step before the file gets its name fails, the old file stays and nothing is left beside it', async () => {
  const file = path.join(folder, 'graph.png');
  await replaceFile(file, Buffer.from('old'));
  await assert.rejects(
    replaceFile(file, Buffer.from('new'), () => {
      assert.equal(readFileSync(file, 'utf8'), 'old');
      return Promise.reject(new Error('the log is full'));
    }),
    /the log is full/,
  );
  assert.equal(readFileSync(file, 'utf8'), 'old');
  assert.deepEqual(readdirSync(folder), ['graph.png']);
});

test('a file in a folder that is not there fails with the file system’s reason', async () => {
  await assert.rejects(replaceFile(path.join(folder, 'gone', 'x'), Buffer.from('x')), { code: 'ENOENT' });
});
