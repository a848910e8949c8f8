import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { Refusal } from '../../shared/model/index.ts';
import { CaseLock, LOCK_FILE } from './case-lock.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-lock-'));
after(() => rmSync(root, { recursive: true, force: true }));

let folder: string;
let file: string;
let lost: string[];
const hear = (reason: string): void => void lost.push(reason);
beforeEach(() => {
  folder = mkdtempSync(path.join(root, 'case-'));
  file = path.join(folder, LOCK_FILE);
  lost = [];
});

const inUse = (error: unknown): boolean => error instanceof Refusal && /open in another/.test(error.reason);
const write = (owner: object): void => writeFileSync(file, JSON.stringify({ token: 'other', ...owner }));
const age = (seconds: number): void => {
  const then = Date.now() / 1000 - seconds;
  utimesSync(file, then, then);
};
/** The id of a process that has ended. */
const goneProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test('a case is open in one place at a time, and free again once released', async () => {
  const lock = await CaseLock.take(folder, hear);
  await assert.rejects(CaseLock.take(folder, hear), inUse);
  await lock.release();
  assert.deepEqual(readdirSync(folder), []);
  await (await CaseLock.take(folder, hear)).release();
});

test('of many that try at once one gets the case', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => CaseLock.take(folder, hear)));
  const taken = tries.filter((one) => one.status === 'fulfilled');
  assert.equal(taken.length, 1);
  await taken[0]!.value.release();
});

test('of many that try at once to take over from a crashed program one gets the case', async () => {
  write({ pid: goneProcess(), host: hostname() });
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => CaseLock.take(folder, hear)));
  const taken = tries.filter((one) => one.status === 'fulfilled');
  assert.equal(taken.length, 1);
  await taken[0]!.value.renew();
  assert.deepEqual(lost, []);
  await taken[0]!.value.release();
  assert.deepEqual(readdirSync(folder), []);
});

test('the lock of a process that is gone is taken over at once', async () => {
  write({ pid: goneProcess(), host: hostname() });
  await (await CaseLock.take(folder, hear)).release();
});

test('the lock of a running process holds while it is renewed, and not when it stands still', async () => {
  write({ pid: process.ppid, host: hostname() });
  age(60);
  await assert.rejects(CaseLock.take(folder, hear), inUse);
  age(300);
  await (await CaseLock.take(folder, hear)).release();
});

test('the lock of another machine holds while it is renewed, and the refusal names the machine', async () => {
  write({ pid: goneProcess(), host: 'evidence-room-2' });
  await assert.rejects(
    CaseLock.take(folder, hear),
    (error) => inUse(error) && /evidence-room-2/.test((error as Refusal).reason),
  );
  age(300);
  await (await CaseLock.take(folder, hear)).release();
});

test('a lock that was cut off while being written holds until it is old', async () => {
  writeFileSync(file, '{"tok');
  await assert.rejects(CaseLock.take(folder, hear), inUse);
  age(300);
  await (await CaseLock.take(folder, hear)).release();
});

test('renewing shows that the owner is at work', async () => {
  const lock = await CaseLock.take(folder, hear);
  age(300);
  await lock.renew();
  await assert.rejects(CaseLock.take(folder, hear), inUse);
  assert.deepEqual(lost, []);
  await lock.release();
});

test('an owner whose lock was taken over is told, and leaves the other’s lock in place', async () => {
  const lock = await CaseLock.take(folder, hear);
  write({ pid: 1, host: 'elsewhere' });
  await lock.renew();
  await lock.renew();
  assert.deepEqual(lost, ['another program has taken the case over']);
  await lock.release();
  assert.match(readFileSync(file, 'utf8'), /elsewhere/);
});

test('a lock that is missing is put back', async () => {
  const lock = await CaseLock.take(folder, hear);
  rmSync(file);
  await lock.renew();
  assert.ok(existsSync(file));
  assert.deepEqual(lost, []);
  await lock.release();
});

test('an owner is told when the folder goes away', async () => {
  const lock = await CaseLock.take(folder, hear);
  renameSync(folder, `${folder}-gone`);
  await lock.renew();
  assert.match(lost.join(), /cannot be reached any more/);
  await lock.release();
});
