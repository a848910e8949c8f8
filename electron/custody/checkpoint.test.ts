import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Refusal } from '../../shared/model/index.ts';
import { makeIdentity } from '../keys/identity.ts';
import { LEAST_COST } from '../keys/passphrase.ts';
import { breachOf, type LogState, readCheckpoint, StateOfLog, signCheckpoint } from './checkpoint.ts';
import { originOfCase } from './entry.ts';
import { CustodyLog, verifyLog } from './log.ts';
import { isProved, proveEntry, readProof } from './proof.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'threadline-checkpoint-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const file = path.join(folder, 'custody.log');
const origin = originOfCase('one');
const now = (): Date => new Date('2024-04-02T10:00:00.000Z');
const { identity } = await makeIdentity('Room 7', 'x', LEAST_COST);
const { identity: stranger } = await makeIdentity('Stranger', 'x', LEAST_COST);

async function grow(count: number): Promise<void> {
  const log = await CustodyLog.open(file, { software: 'threadline 0.1.0', now, origin });
  for (let i = 0; i < count; i++) {
    await log.append({ actor: 'j.ho', action: 'file-saved', subjects: [{ file: `graph-${i}.png` }] });
  }
  await log.close();
}

async function stateNow(): Promise<LogState> {
  const state = new StateOfLog(origin);
  await verifyLog(file, ({ bytes, sum }) => state.add(bytes, sum), origin);
  return state.get();
}

let checkpoint: LogState;
before(async () => {
  await grow(7);
  checkpoint = await stateNow();
  await grow(4);
});

/** The log with its lines changed, as a file of its own. */
function changed(change: (lines: string[]) => string[]): string {
  const copy = path.join(folder, 'changed.log');
  copyFileSync(file, copy);
  const lines = readFileSync(copy, 'utf8').split('\n').slice(0, -1);
  writeFileSync(
    copy,
    change(lines)
      .map((line) => `${line}\n`)
      .join(''),
  );
  return copy;
}

test('a log that has grown since still holds to its checkpoint', async () => {
  assert.equal(checkpoint.entries, 7);
  assert.equal(await breachOf(file, checkpoint, origin), undefined);
});

test('a log whose end was taken away is found, though its chain is whole', async () => {
  const cut = changed((lines) => lines.slice(0, 5));
  assert.equal((await verifyLog(cut, undefined, origin)).broken, undefined);
  assert.match((await breachOf(cut, checkpoint, origin))!, /had 7 at the checkpoint: its end was taken away/);
});

test('a log that was rewritten from some line on, chain and sums and all, is found', async () => {
  const rewritten = changed((lines) => lines.slice(0, 3));
  const log = await CustodyLog.open(rewritten, { software: 'threadline 0.1.0', now, origin });
  for (let i = 0; i < 6; i++) await log.append({ actor: 'x', action: 'file-saved', subjects: [] });
  await log.close();
  assert.match((await breachOf(rewritten, checkpoint, origin))!, /rewritten since the checkpoint/);
});

test('another case’s log does not stand in for this one', async () => {
  assert.match((await breachOf(file, checkpoint, originOfCase('two')))!, /of another log/);
});

test('a checkpoint is known by its signature', () => {
  const bytes = signCheckpoint(checkpoint, '2024-04-02T10:00:00.000Z', identity);
  assert.equal(readCheckpoint(bytes, 'c.json', identity.signing.publicKey).root, checkpoint.root);
  assert.throws(
    () => readCheckpoint(bytes, 'c.json', stranger.signing.publicKey),
    (cause) => cause instanceof Refusal && cause.code === 'untrusted',
  );
  const forged = JSON.parse(Buffer.from(bytes).toString());
  forged.payload = Buffer.from(JSON.stringify({ ...checkpoint, entries: 3 })).toString('base64');
  assert.throws(
    () => readCheckpoint(Buffer.from(JSON.stringify(forged)), 'c.json', identity.signing.publicKey),
    /lacks the valid signature/,
  );
});

test('each entry is proved by its own line and the checkpoint alone', async () => {
  for (let entry = 0; entry < 7; entry++) {
    const proof = await proveEntry(file, entry, 7, origin);
    const carried = readProof(Buffer.from(JSON.stringify(proof)), 'proof.json');
    assert.ok(isProved(carried, checkpoint));
    assert.match(carried.line, /file-saved/);
    assert.ok(!isProved({ ...carried, line: carried.line.replace('j.ho', 'm.ho') }, checkpoint));
    assert.ok(!isProved({ ...carried, entry: (entry + 1) % 7 }, checkpoint));
    assert.ok(!isProved(carried, { ...checkpoint, root: '00'.repeat(32) }));
  }
  await assert.rejects(proveEntry(file, 7, 7, origin), RangeError);
  await assert.rejects(proveEntry(file, 0, 99, origin), /it has 11 entries only/);
});
