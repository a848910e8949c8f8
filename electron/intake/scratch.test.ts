import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { makeScratch, removeScratch, sweepScratch } from './scratch.ts';

const root = realpathSync(tmpdir());
const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A process id that was in use a moment ago and is not any more. */
const gonePid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

function leave(pid: number): string {
  const folder = path.join(root, `threadline-scratch-${pid}-test${made.length}`);
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'msgstore.db'), 'plaintext');
  made.push(folder);
  return folder;
}

test('a scratch folder is open to its user alone and goes with all in it', async () => {
  const folder = await makeScratch();
  if (process.platform !== 'win32') assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.ok(path.basename(folder).startsWith(`threadline-scratch-${process.pid}-`));
  writeFileSync(path.join(folder, 'msgstore.db'), 'plaintext');
  await removeScratch(folder);
  assert.equal(existsSync(folder), false);
});

test('folders of processes that are gone are swept; those of running ones and of this one stay', async () => {
  const own = await makeScratch();
  const orphan = leave(gonePid());
  const neighbour = leave(process.ppid);
  const swept = await sweepScratch();
  assert.ok(swept.includes(orphan));
  assert.equal(existsSync(orphan), false);
  assert.ok(existsSync(neighbour));
  assert.ok(existsSync(own));
  await removeScratch(own);
});

test('a link in the shape of a scratch folder is not followed', {
  skip: process.platform === 'win32',
}, async () => {
  const precious = leave(process.ppid);
  const link = path.join(root, `threadline-scratch-${gonePid()}-link`);
  symlinkSync(precious, link);
  made.push(link);
  await sweepScratch();
  assert.deepEqual(readdirSync(precious), ['msgstore.db']);
});
