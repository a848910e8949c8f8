/** Checkpoints of a log and proofs of its entries, made and verified from the command line. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { encodeCaseFile, makeCase } from '../../electron/cases/case-file.ts';
import { originOfCase } from '../../electron/custody/entry.ts';
import { CustodyLog } from '../../electron/custody/log.ts';
import { cardOf, makeIdentity } from '../../electron/keys/identity.ts';
import { LEAST_COST } from '../../electron/keys/passphrase.ts';
import { makeImport } from './made-import.ts';
import { type Ran, threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);

const at = (name: string): string => path.join(folder, name);
const whole = at('import');
const room = ['--identity', at('room.json'), '--passphrase-file', at('room.pass')];
const card = ['--identity', at('room.card.json')];

before(async () => {
  for (const name of ['room', 'stranger']) {
    const { identity, file } = await makeIdentity(name, `words of ${name}`, LEAST_COST);
    writeFileSync(at(`${name}.json`), file);
    writeFileSync(at(`${name}.card.json`), JSON.stringify(cardOf(identity)));
    writeFileSync(at(`${name}.pass`), `words of ${name}\n`);
  }
  mkdirSync(whole);
  await makeImport(whole, { messages: [] });
});

let copies = 0;
/** A copy of the import with its checkpoint, signed when the log had one entry. */
function checkpointed(): { dir: string; checkpoint: string } {
  const dir = at(`copy-${++copies}`);
  cpSync(whole, dir, { recursive: true });
  const checkpoint = at(`checkpoint-${copies}.json`);
  done(['custody', 'checkpoint', dir, ...room, '--out', checkpoint]);
  return { dir, checkpoint };
}

function done(args: readonly string[]): string {
  const { status, stdout, stderr } = threadline(args);
  assert.equal(status, 0, stderr);
  return stdout;
}

function refused({ status, stderr }: Ran, words: RegExp, expected = 3): void {
  assert.match(stderr, words);
  assert.equal(status, expected, stderr);
}

const entriesOf = (dir: string): { action: string; subjects: Record<string, unknown>[] }[] =>
  readFileSync(path.join(dir, 'custody.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

test('a checkpoint is signed, noted in the log, and the log that has grown since holds to it', () => {
  const { dir, checkpoint } = checkpointed();
  assert.match(done(['verify', checkpoint, ...card]), /^1 log entries at .*, signed by room\nMerkle root /);
  const last = entriesOf(dir).at(-1)!;
  assert.equal(last.action, 'checkpoint-signed');
  assert.equal(last.subjects[0]!.entries, 1);
  assert.match(done(['verify', dir, '--checkpoint', checkpoint, ...card]), /1 checkpoints: the log is what/);
  refused(threadline(['verify', checkpoint, '--identity', at('stranger.card.json')]), /lacks the valid/);
  refused(threadline(['verify', checkpoint]), /whose checkpoint .* must be said/, 2);
  refused(threadline(['verify', dir, '--checkpoint', checkpoint]), /whose checkpoints they are/, 2);
});

test('a log whose end was taken away after its checkpoint, chain whole, is found', async () => {
  const { dir } = checkpointed();
  const second = at('second.json');
  done(['custody', 'checkpoint', dir, ...room, '--out', second]);
  const log = path.join(dir, 'custody.jsonl');
  const [first] = readFileSync(log, 'utf8').split('\n');
  writeFileSync(log, `${first}\n`);
  done(['verify', dir]);
  refused(
    threadline(['verify', dir, '--checkpoint', second, ...card]),
    /second\.json: the log has 1 entries, and had 2 at the checkpoint: its end was taken away/,
  );
});

test('one entry is proved with its checkpoint, and the proof opens without the log', () => {
  const { dir, checkpoint } = checkpointed();
  const proof = at('proof.json');
  const args = ['custody', 'prove', dir, '--checkpoint', checkpoint, ...card];
  done([...args, '--seq', '0', '--out', proof]);
  assert.equal(entriesOf(dir).at(-1)!.action, 'entry-proved');
  const said = done(['verify', proof, ...card]);
  assert.match(said, /^entry 0 belongs to the log/);
  assert.match(said, /"action":"output-written"/);
  assert.doesNotMatch(said, /must be known from elsewhere/);
  assert.match(done(['verify', proof]), /must be known from elsewhere/);
  const { what, seq, body } = JSON.parse(done(['verify', proof, '--json']));
  assert.deepEqual([what, seq, body.actor], ['entry', 0, 'j.ho']);
  const forged = JSON.parse(readFileSync(proof, 'utf8'));
  forged.proof.line = forged.proof.line.replace('j.ho', 'm.ho');
  writeFileSync(at('forged.json'), JSON.stringify(forged, null, 2));
  refused(threadline(['verify', at('forged.json')]), /forged\.json: the entry does not belong to the log/);
  refused(
    threadline([...args, '--seq', '1', '--out', at('p1.json')]),
    /covers 1 entries, numbered from 0/,
    2,
  );
  refused(threadline([...args, '--seq', 'x', '--out', at('p2.json')]), /not a whole number/, 2);
  refused(threadline([...args, '--seq', '0', '--out', proof]), /it is there already/, 2);
});

test('nothing is signed or proved of a log that was changed', () => {
  const { dir, checkpoint } = checkpointed();
  const log = path.join(dir, 'custody.jsonl');
  writeFileSync(log, readFileSync(log, 'utf8').replace('j.ho', 'm.ho'));
  const out = at('of-changed.json');
  refused(
    threadline(['custody', 'checkpoint', dir, ...room, '--out', out]),
    /custody\.jsonl: line 1: it was/,
  );
  refused(
    threadline(['custody', 'prove', dir, '--seq', '0', '--checkpoint', checkpoint, ...card, '--out', out]),
    /custody\.jsonl: line 1: it was changed/,
  );
  assert.ok(!existsSync(out));
});

test('the sealed log of a case is signed as it stands, and its entries are left to the window', async () => {
  const dir = at('case');
  mkdirSync(dir);
  const { file: made } = await makeCase(
    {
      reference: 'OP LANTERN',
      timeZone: 'Europe/London',
      created: '2024-04-01T08:00:00.000Z',
      basis: { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' },
    },
    'correct horse battery',
    LEAST_COST,
  );
  writeFileSync(path.join(dir, 'case.json'), encodeCaseFile(made));
  const log = path.join(dir, 'custody.log');
  const open = await CustodyLog.open(log, {
    software: 'threadline 0.1.0',
    seal: (bytes) => ({ sealed: bytes.map((byte) => ~byte), commitment: '' }),
    origin: originOfCase(made.id),
  });
  for (const action of ['case-created', 'case-closed'] as const) {
    await open.append({ actor: 'j.ho', action, subjects: [] });
  }
  await open.close();
  const before = readFileSync(log);
  const checkpoint = at('case-checkpoint.json');
  assert.match(
    done(['custody', 'checkpoint', dir, ...room, '--out', checkpoint]),
    /2 entries, signed by room/,
  );
  assert.deepEqual(readFileSync(log), before, 'only the window writes to it');
  done(['verify', dir, '--checkpoint', checkpoint, ...card]);
  refused(
    threadline([
      ...['custody', 'prove', dir, '--seq', '0', '--checkpoint', checkpoint, ...card],
      ...['--out', at('x.json')],
    ]),
    /are sealed; its window proves them/,
    2,
  );
  writeFileSync(log, before.subarray(0, before.indexOf(10) + 1));
  refused(threadline(['verify', dir, '--checkpoint', checkpoint, ...card]), /its end was taken away/);
});

test('a folder, a file and a command that are none of these are refused', () => {
  refused(threadline(['custody']), /checkpoint or prove is needed/, 2);
  refused(threadline(['custody', 'constructor']), /checkpoint or prove is needed/, 2);
  refused(
    threadline(['custody', 'checkpoint', folder, ...room, '--out', at('y.json')]),
    /neither the folder/,
  );
  refused(
    threadline(['custody', 'checkpoint', whole, '--out', at('y.json')]),
    /--identity FILE is needed/,
    2,
  );
  refused(threadline(['verify', at('room.card.json')]), /not a signed document/);
});
