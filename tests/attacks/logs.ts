/** Attacks on a custody log, on its checkpoints and on the proof of an entry. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { breachOf, readCheckpoint, readStates, signCheckpoint } from '../../electron/custody/checkpoint.ts';
import { originOfCase } from '../../electron/custody/entry.ts';
import { CustodyLog, verifyLog } from '../../electron/custody/log.ts';
import { proveEntry } from '../../electron/custody/proof.ts';
import { encodeProvedEntry, readProvedEntry } from '../../electron/custody/proved-entry.ts';
import { encodeEnvelope, parseEnvelope } from '../../electron/keys/envelope.ts';
import { sha256Hex } from '../../electron/keys/sha256.ts';
import { stranger, workstation } from '../../electron/warrant/testing/made-authority.ts';
import type { AttackGroup } from './attack.ts';

const scratch = mkdtempSync(path.join(tmpdir(), 'threadline-attacks-log-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const origin = originOfCase('one');
const TIME = '2024-04-02T10:00:00.000Z';
const options = { software: 'threadline 0.1.0', now: () => new Date(TIME) };

async function grow(file: string, count: number, actor = 'j.ho', from = origin): Promise<void> {
  const log = await CustodyLog.open(file, { ...options, origin: from });
  for (let i = 0; i < count; i++) {
    await log.append({ actor, action: 'file-saved', subjects: [{ file: `graph-${i}.png` }] });
  }
  await log.close();
}

/** A log of nine entries, with its checkpoint at seven. */
const whole = path.join(scratch, 'custody.log');
await grow(whole, 7);
const checkpoint = (await readStates(whole, [], origin)).now;
await grow(whole, 2);
const signedCheckpoint = signCheckpoint(checkpoint, TIME, workstation);

let copies = 0;
/** The log with its lines changed, as a file of its own. */
function changed(change: (lines: string[]) => string[]): string {
  const copy = path.join(scratch, `changed-${copies++}.log`);
  const lines = readFileSync(whole, 'latin1').split('\n').slice(0, -1);
  writeFileSync(
    copy,
    change(lines)
      .map((line) => `${line}\n`)
      .join(''),
    'latin1',
  );
  return copy;
}

/** What verifying says; nothing when the log is whole. */
async function found(file: string, from = origin): Promise<string | undefined> {
  const { broken } = await verifyLog(file, undefined, from);
  return broken && `line ${broken.line}: ${broken.reason}`;
}

const at = (lines: string[], index: number, change: (line: string) => string): string[] =>
  lines.map((line, i) => (i === index ? change(line) : line));

/** The line with its own sum made right again. */
function summed(line: string): string {
  const open = line.slice(0, line.lastIndexOf(',"sum":"'));
  return `${open},"sum":"${sha256Hex(open)}"}`;
}

export const logs: AttackGroup = {
  title: 'The custody log',
  control: async () => {
    if ((await found(whole)) ?? (await breachOf(whole, checkpoint, origin))) throw new Error('not whole');
  },
  attacks: [
    {
      attack: 'The actor of an entry is changed.',
      how: () => found(changed((lines) => at(lines, 3, (line) => line.replace('j.ho', 'm.ho')))),
      code: 'found',
      says: 'line 4: it was changed: its own sum does not match',
    },
    {
      attack: 'An entry is changed, and its own sum made right again.',
      how: () => found(changed((lines) => at(lines, 3, (line) => summed(line.replace('j.ho', 'm.ho'))))),
      code: 'found',
      says: 'line 5: it does not follow the line before: a line was changed, removed or moved',
    },
    {
      attack: 'The last entry is changed.',
      how: () => found(changed((lines) => at(lines, 8, (line) => line.replace('j.ho', 'm.ho')))),
      code: 'found',
      says: 'line 9: it was changed: its own sum does not match',
    },
    {
      attack: 'An entry is taken out.',
      how: () => found(changed((lines) => lines.filter((_, i) => i !== 4))),
      code: 'found',
      says: 'line 5: it does not follow the line before: a line was changed, removed or moved',
    },
    {
      attack: 'Two entries change places.',
      how: () => found(changed((lines) => [...lines.slice(0, 2), lines[3]!, lines[2]!, ...lines.slice(4)])),
      code: 'found',
      says: 'line 3: it does not follow the line before: a line was changed, removed or moved',
    },
    {
      attack: 'An entry is repeated.',
      how: () => found(changed((lines) => [...lines.slice(0, 3), lines[2]!, ...lines.slice(3)])),
      code: 'found',
      says: 'line 4: it does not follow the line before: a line was changed, removed or moved',
    },
    {
      attack: 'The beginning of the log is taken away.',
      how: () => found(changed((lines) => lines.slice(2))),
      code: 'found',
      says: 'line 1: it does not begin this log: its first line was removed, or it is another case’s',
    },
    {
      attack: 'A byte is put in that is no text, which a viewer would show as another.',
      how: () => found(changed((lines) => at(lines, 1, (line) => line.replace('j.ho', 'j.h\xf6')))),
      code: 'found',
      says: 'line 2: it was changed: it is not valid UTF-8',
    },
    {
      attack: 'The last line is cut off.',
      how: () => {
        const cut = changed((lines) => lines);
        writeFileSync(cut, readFileSync(cut).subarray(0, -20));
        return found(cut);
      },
      code: 'found',
      says: 'line 9: it is cut off: the last line has no end',
    },
    {
      attack: 'The end of the log is taken away, which leaves its chain whole.',
      how: () =>
        breachOf(
          changed((lines) => lines.slice(0, 5)),
          checkpoint,
          origin,
        ),
      code: 'found',
      says: 'the log has 5 entries, and had 7 at the checkpoint: its end was taken away',
    },
    {
      attack: 'The log is forked: written anew from its fourth entry on, chain and sums and all.',
      how: async () => {
        const fork = changed((lines) => lines.slice(0, 3));
        await grow(fork, 6, 'm.ho');
        return breachOf(fork, checkpoint, origin);
      },
      code: 'found',
      says: 'the log was rewritten since the checkpoint',
    },
    {
      attack: 'Another case’s log is put in the place of this one.',
      how: async () => {
        const other = path.join(scratch, 'other.log');
        await grow(other, 9, 'j.ho', originOfCase('two'));
        return found(other);
      },
      code: 'found',
      says: 'line 1: it does not begin this log: its first line was removed, or it is another case’s',
    },
    {
      attack: 'A checkpoint of another case’s log is held against this one.',
      how: () => breachOf(whole, { ...checkpoint, origin: originOfCase('two') }, origin),
      code: 'found',
      says: 'the checkpoint is of another log',
    },
  ],
};

/** A checkpoint's file whose statement was changed under its signature. */
function restated(): Uint8Array {
  const envelope = parseEnvelope(signedCheckpoint, 'c.json');
  const said = { ...JSON.parse(Buffer.from(envelope.payload).toString()), entries: 5 };
  return encodeEnvelope({ ...envelope, payload: Buffer.from(JSON.stringify(said)) });
}

const ownKey = workstation.signing.publicKey;
const proof = await proveEntry(whole, 3, checkpoint.entries, origin);
const proved = (change: Partial<typeof proof> = {}, signed = signedCheckpoint, key = ownKey): Uint8Array =>
  encodeProvedEntry({ proof: { ...proof, ...change }, checkpoint: signed, key });
const read = (bytes: Uint8Array): unknown => readProvedEntry(bytes, 'entry.json', ownKey);
const NOT_OF_THE_LOG = 'the entry does not belong to the log that the checkpoint states';

export const proofs: AttackGroup = {
  title: 'Checkpoints and proofs of an entry',
  control: () => {
    readCheckpoint(signedCheckpoint, 'c.json', ownKey);
    read(proved());
  },
  attacks: [
    {
      attack: 'A stranger signs a checkpoint.',
      how: () => readCheckpoint(signCheckpoint(checkpoint, TIME, stranger), 'c.json', ownKey),
      code: 'untrusted',
      says: 'it lacks the valid signature of the identity given',
    },
    {
      attack: 'The number of entries of a checkpoint is changed under its signature.',
      how: () => readCheckpoint(restated(), 'c.json', ownKey),
      code: 'untrusted',
      says: 'it lacks the valid signature of the identity given',
    },
    {
      attack: 'A proved entry’s text is changed, sum and all.',
      how: () => read(proved({ line: summed(proof.line.replace('j.ho', 'm.ho')) })),
      code: 'tampered',
      says: NOT_OF_THE_LOG,
    },
    {
      attack: 'A proved entry is said to have another number.',
      how: () => read(proved({ entry: 4 })),
      code: 'tampered',
      says: NOT_OF_THE_LOG,
    },
    {
      attack: 'A proved entry is said to be of a shorter log.',
      how: () => read(proved({ entries: 5 })),
      code: 'tampered',
      says: NOT_OF_THE_LOG,
    },
    {
      attack: 'A proof comes with a checkpoint that a stranger signed, and with the stranger’s key.',
      how: () => read(proved({}, signCheckpoint(checkpoint, TIME, stranger), stranger.signing.publicKey)),
      code: 'untrusted',
      says: 'it lacks the valid signature of the identity given',
    },
  ],
};
