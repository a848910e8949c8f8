import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { Refusal } from '../../shared/model/index.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { GENESIS } from './entry.ts';
import { CustodyLog, type NewEntry, verifyLog } from './log.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'threadline-custody-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const software = 'threadline 0.1.0';
const now = (): Date => new Date('2024-03-22T14:38:05.000Z');
const entry = (file: string): NewEntry => ({
  actor: 'j.ho',
  action: 'evidence-hashed',
  subjects: [{ file, bytes: 12, sha256: 'ab'.repeat(32) }],
  counts: { files: 1 },
});

let file: string;
beforeEach(async () => {
  file = path.join(mkdtempSync(path.join(folder, 'log-')), 'custody.jsonl');
  const log = await CustodyLog.open(file, { software, now });
  for (const name of ['_chat.txt', 'Ünïcode “تجربة”.zip', 'msgstore.db.crypt15', 'wa.db']) {
    await log.append(entry(name));
  }
  await log.close();
});

const lines = (): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);
const rewrite = (changed: readonly string[]): void => writeFileSync(file, `${changed.join('\n')}\n`);

test('an entry has the fields of the model, and each prev is the SHA-256 of the line before', () => {
  const written = lines();
  const parsed = written.map((line) => JSON.parse(line));
  assert.deepEqual(Object.keys(parsed[0]), [
    'seq',
    'time',
    'actor',
    'action',
    'subjects',
    'counts',
    'software',
    'prev',
    'sum',
  ]);
  assert.equal(parsed[0].prev, GENESIS);
  assert.equal(parsed[2].prev, sha256Hex(written[1]!));
  assert.equal(parsed[0].time, '2024-03-22T14:38:05.000Z');
  assert.deepEqual(
    parsed.map(({ seq }) => seq),
    [0, 1, 2, 3],
  );
});

test('a whole log verifies, and its entries come out as they went in', async () => {
  const seen: unknown[] = [];
  const verified = await verifyLog(file, ({ entry: read }) => seen.push(read!.subjects[0]!.file));
  assert.deepEqual(seen, ['_chat.txt', 'Ünïcode “تجربة”.zip', 'msgstore.db.crypt15', 'wa.db']);
  assert.equal(verified.entries, 4);
  assert.equal(verified.head, sha256Hex(lines()[3]!));
  assert.equal(verified.broken, undefined);
});

test('any single changed byte, in any line, is found at its line', async () => {
  const whole = readFileSync(file);
  const lineOf = (at: number): number => whole.subarray(0, at).filter((byte) => byte === 10).length + 1;
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    writeFileSync(file, changed);
    const { broken } = await verifyLog(file);
    assert.equal(broken?.line, lineOf(at), `byte ${at} of ${whole.length}`);
  }
});

test('an entry rewritten with a sum of its own breaks the chain at the next line', async () => {
  const written = lines();
  const forged = written[1]!.replace('Ünïcode', 'Unicode').slice(0, -75);
  rewrite([written[0]!, `${forged},"sum":"${sha256Hex(forged)}"}`, written[2]!, written[3]!]);
  const { broken } = await verifyLog(file);
  assert.equal(broken?.line, 2);
});

test('a deleted line in the middle is found', async () => {
  const [first, , third, fourth] = lines();
  rewrite([first!, third!, fourth!]);
  const { broken, entries } = await verifyLog(file);
  assert.equal(entries, 1);
  assert.equal(broken?.line, 2);
  assert.match(broken!.reason, /removed or moved/);
});

test('two lines in each other’s place are found', async () => {
  const [first, second, third, fourth] = lines();
  rewrite([first!, third!, second!, fourth!]);
  assert.equal((await verifyLog(file)).broken?.line, 2);
});

test('a log without its first line, or with a blank line at its end, is broken', async () => {
  const written = lines();
  rewrite(written.slice(1));
  assert.equal((await verifyLog(file)).broken?.line, 1);
  rewrite([...written, '']);
  assert.equal((await verifyLog(file)).broken?.line, 5);
});

test('a last line cut off at any byte is named as torn, at its place', async () => {
  const whole = readFileSync(file);
  const start = whole.length - Buffer.byteLength(lines()[3]!) - 1;
  for (let end = start + 1; end < whole.length; end++) {
    writeFileSync(file, whole.subarray(0, end));
    const { broken } = await verifyLog(file);
    assert.deepEqual(broken?.torn, { start, bytes: end - start });
    assert.equal(broken?.line, 4);
  }
});

test('opening a torn log keeps the torn bytes in an entry of their own and goes on with a whole chain', async () => {
  const torn = '{"seq":4,"time":"2024-03-22T1';
  appendFileSync(file, torn);
  const log = await CustodyLog.open(file, { software, now });
  await log.append(entry('later.zip'));
  await log.close();
  assert.equal((await verifyLog(file)).broken, undefined);
  const repaired = JSON.parse(lines()[4]!);
  assert.equal(repaired.action, 'log-repaired');
  assert.equal(Buffer.from(repaired.subjects[0].torn, 'base64').toString(), torn);
  assert.equal(lines().length, 6);
});

test('a tampered log is not continued', async () => {
  writeFileSync(file, readFileSync(file, 'utf8').replace('j.ho', 'm.ho'));
  await assert.rejects(
    CustodyLog.open(file, { software, now }),
    (error) => error instanceof Refusal && error.code === 'tampered' && error.file === 'custody.jsonl',
  );
});

test('entries asked for at once are chained one after another', async () => {
  const log = await CustodyLog.open(file, { software, now });
  const numbers = await Promise.all(Array.from({ length: 20 }, (_, n) => log.append(entry(`${n}`))));
  await log.close();
  assert.deepEqual(
    numbers,
    Array.from({ length: 20 }, (_, n) => n + 4),
  );
  assert.equal((await verifyLog(file)).entries, 24);
});

test('a sealed log shows nothing of its entries and verifies without the key', async () => {
  const sealedFile = path.join(path.dirname(file), 'custody.log');
  const mask = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a);
  const seal = (bytes: Uint8Array) => ({ sealed: mask(bytes), commitment: 'ab'.repeat(32) });
  const log = await CustodyLog.open(sealedFile, { software, now, seal });
  await log.append(entry('_chat.txt'));
  await log.append(entry('wa.db'));
  await log.close();
  const written = readFileSync(sealedFile, 'utf8');
  assert.doesNotMatch(written, /chat|j\.ho|hashed|threadline|2024/);
  const bodies: string[] = [];
  const verified = await verifyLog(sealedFile, ({ sealed }) =>
    bodies.push(Buffer.from(mask(sealed!.sealed)).toString()),
  );
  assert.equal(verified.entries, 2);
  assert.equal(JSON.parse(bodies[1]!).subjects[0].file, 'wa.db');
});
