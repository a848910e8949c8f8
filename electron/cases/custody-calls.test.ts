/** The log as the window shows it: pages of entries, verification, checkpoints and proofs. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { Refusal } from '../../shared/model/index.ts';
import { readCheckpoint } from '../custody/checkpoint.ts';
import { readProvedEntry } from '../custody/proved-entry.ts';
import { stranger } from '../warrant/testing/made-authority.ts';
import { LOG_FILE } from './case-folder.ts';
import {
  assertProvable,
  logEntries,
  note,
  noteAnnotation,
  saveCheckpoint,
  saveProof,
  unlockedOrRefused,
  verifyCaseLog,
} from './custody-calls.ts';
import type { OpenedCase } from './opened-case.ts';
import { Desk } from './testing/desk.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-custody-'));
after(() => rmSync(root, { recursive: true, force: true }));

const passphrase = 'four plain words here';
const basis = { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' } as const;

let desk: Desk;
let opened: OpenedCase;
let folder: string;
beforeEach(async () => {
  desk = new Desk(root);
  ({ folder } = await desk.cases.create({
    reference: 'OP LANTERN',
    timeZone: 'Europe/London',
    passphrase,
    basis,
  }));
  opened = desk.cases.working.opened;
  await desk.identity.create('Room 7', 'the room’s passphrase');
});

async function grow(count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await note(opened, {
      action: 'person-decided',
      name: `filter ${i}`,
      what: 'x',
      sha256: 'ab'.repeat(32),
    });
}

test('an annotation is logged with its digest and count, and its author and time are those of the log', async () => {
  const sha256 = 'ab'.repeat(32);
  const asked = { action: 'message-tagged', name: 'id', what: 'tagged', messages: 3, sha256 } as const;
  const { author, at } = await noteAnnotation(opened, asked);
  const { entries } = await logEntries(opened, { from: 1, count: 5, of: 'case' });
  assert.deepEqual(
    entries.map(({ time, actor, action, subjects, counts }) => ({ time, actor, action, subjects, counts })),
    [
      {
        time: at,
        actor: author,
        action: 'message-tagged',
        subjects: [{ name: 'id', what: 'tagged', sha256 }],
        counts: { messages: 3 },
      },
    ],
  );
  await desk.cases.close('end');
});

test('entries come a page at a time, from anywhere, also those that were just written', async () => {
  await grow(600);
  const page = async (from: number, count: number) =>
    (await logEntries(opened, { from, count, of: 'case' })).entries.map(({ seq, subjects }) => [
      seq,
      subjects[0]!.name,
    ]);
  assert.deepEqual(await page(0, 2), [
    [0, undefined],
    [1, 'filter 0'],
  ]);
  assert.deepEqual(await page(254, 4), [
    [254, 'filter 253'],
    [255, 'filter 254'],
    [256, 'filter 255'],
    [257, 'filter 256'],
  ]);
  assert.deepEqual(await page(600, 500), [[600, 'filter 599']]);
  assert.deepEqual(await page(601, 10), []);
  assert.deepEqual(await page(0, 0), []);
  assert.equal((await logEntries(opened, { from: 0, count: 1, of: 'case' })).total, 601);
  assert.deepEqual(await logEntries(opened, { from: 0, count: 1, of: 'received' }), {
    total: 0,
    entries: [],
  });
  await desk.cases.close('end');
  await desk.cases.open(folder, passphrase);
  opened = desk.cases.working.opened;
  assert.deepEqual(await page(511, 2), [
    [511, 'filter 510'],
    [512, 'filter 511'],
  ]);
});

test('an entry written while the case was closed says so', async () => {
  await desk.cases.close('end');
  await assert.rejects(desk.cases.open(folder, 'guess'));
  await desk.cases.open(folder, passphrase);
  const { entries } = await logEntries(desk.cases.working.opened, { from: 0, count: 500, of: 'case' });
  assert.deepEqual(
    entries.map(({ action, whileClosed }) => [action, whileClosed]),
    [
      ['case-created', undefined],
      ['case-closed', undefined],
      ['passphrase-refused', true],
      ['case-opened', undefined],
    ],
  );
});

test('a signed checkpoint holds as the log grows, is kept sealed and saved where the user says', async () => {
  await grow(3);
  const target = path.join(desk.folder, 'checkpoint.json');
  await saveCheckpoint(opened, desk.identity.unlocked!, target);
  await grow(3);
  const verified = await verifyCaseLog(opened);
  assert.equal(verified.entries, 8);
  assert.equal(verified.head, opened.log.now.head);
  assert.equal(verified.root, opened.log.now.root);
  assert.equal(verified.broken, undefined);
  assert.deepEqual(
    verified.checkpoints.map(({ time: _time, ...rest }) => rest),
    [{ file: 'checkpoint.json', entries: 4, signer: 'Room 7', holds: true }],
  );
  const saved = readCheckpoint(readFileSync(target), 'c', desk.identity.unlocked!.signing.publicKey);
  assert.equal(saved.entries, 4);
  const [kept] = readdirSync(path.join(folder, 'checkpoints'));
  assert.ok(!readFileSync(path.join(folder, 'checkpoints', kept!)).includes('Room 7'));
  assert.throws(() => unlockedOrRefused(null, 'checkpoint'), /unlock the identity first/);
});

test('verifying names the first line that was changed, and the checkpoints that no longer hold', async () => {
  await grow(5);
  await saveCheckpoint(opened, desk.identity.unlocked!, path.join(desk.folder, 'one.json'));
  await saveCheckpoint(opened, desk.identity.unlocked!, path.join(desk.folder, 'two.json'));
  const log = path.join(folder, LOG_FILE);
  const lines = readFileSync(log, 'utf8').split('\n');
  lines[3] = lines[3]!.replace('"seq":3', '"seq":4');
  writeFileSync(log, lines.join('\n'));
  const [first] = readdirSync(path.join(folder, 'checkpoints'));
  rmSync(path.join(folder, 'checkpoints', first!));
  const { entries, broken, checkpoints } = await verifyCaseLog(opened);
  assert.equal(entries, 3);
  assert.equal(broken!.line, 4);
  assert.match(broken!.reason, /its own sum does not match/);
  const reasons = checkpoints.map(({ holds, reason }) => [holds, reason]);
  assert.ok(reasons.some(([holds, reason]) => !holds && reason === 'it is missing'));
  assert.ok(
    reasons.some(([holds, reason]) => !holds && /had \d at the checkpoint: line 4/.test(String(reason))),
  );
  await assert.rejects(
    logEntries(opened, { from: 3, count: 1, of: 'case' }),
    (cause) => cause instanceof Refusal && cause.code === 'tampered' && /line 4/.test(cause.reason),
  );
});

test('one entry is proved to a stranger, who sees that and nothing else of the log', async () => {
  await grow(4);
  await assert.rejects(assertProvable(opened, 2), /no checkpoint covers entry 2 yet/);
  await saveCheckpoint(opened, desk.identity.unlocked!, path.join(desk.folder, 'c.json'));
  await assertProvable(opened, 2);
  await assert.rejects(assertProvable(opened, 5), /no checkpoint covers entry 5/);
  await assert.rejects(assertProvable(opened, 99), /the log has no entry 99/);
  const target = path.join(desk.folder, 'proof.json');
  await saveProof(opened, 2, target);
  const bytes = readFileSync(target);
  const key = desk.identity.unlocked!.signing.publicKey;
  const { seq, body, checkpoint } = readProvedEntry(bytes, 'proof.json', key);
  assert.equal(seq, 2);
  assert.deepEqual(body.subjects, [{ name: 'filter 1', what: 'x', sha256: 'ab'.repeat(32) }]);
  assert.equal(checkpoint.entries, 5);
  assert.ok(!bytes.includes('filter 2') && !bytes.includes('filter 0'));

  const refused = (
    change: (file: { opened: { body: string; salt: string }; proof: { entry: number } }) => void,
    words: RegExp,
  ) => {
    const file = JSON.parse(bytes.toString());
    change(file);
    assert.throws(() => readProvedEntry(Buffer.from(JSON.stringify(file)), 'proof.json', key), words);
  };
  refused((file) => {
    file.opened.body = file.opened.body.replace('filter 1', 'filter 9');
  }, /the entry shown is not the one that was sealed/);
  refused((file) => {
    file.proof.entry = 3;
  }, /does not belong to the log/);
  assert.throws(
    () => readProvedEntry(bytes, 'proof.json', stranger.signing.publicKey),
    /lacks the valid signature/,
  );
  assert.throws(() => readProvedEntry(Buffer.from('{}'), 'x.json'), /not the proof of a log entry/);
  assert.equal(
    (await logEntries(opened, { from: 6, count: 1, of: 'case' })).entries[0]!.action,
    'entry-proved',
  );
});
