import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal, type RefusalCode } from '../../shared/model/index.ts';
import { LEAST_COST } from '../keys/passphrase.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { decodeCaseFile, encodeCaseFile, makeCase, unlockCase } from './case-file.ts';

const record = {
  reference: 'OP LANTERN / 3',
  timeZone: 'Europe/London',
  created: '2024-04-01T08:00:00.000Z',
  basis: { kind: 'without-warrant', ground: 'consent', text: 'the owner consented' },
} as const;
const passphrase = 'ﬁve plain words, Ångström';
const made = await makeCase(record, passphrase, LEAST_COST);
const written = encodeCaseFile(made.file);

type Fields = Record<string, unknown>;

/** The file with fields changed and its sum renewed, as somebody who knows the format would do it. */
function forged({ hashing, ...changed }: Fields & { hashing?: Fields }): Uint8Array {
  const { sum: _sum, ...fields } = JSON.parse(Buffer.from(written).toString()) as Fields;
  Object.assign(fields, changed);
  Object.assign(fields.hashing as Fields, hashing);
  return Buffer.from(JSON.stringify({ ...fields, sum: sha256Hex(JSON.stringify(fields)) }));
}

const refused =
  (code: RefusalCode, reason?: RegExp) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code && (reason === undefined || reason.test(error.reason));

test('a case opens again with its passphrase, to the same keys and record', async () => {
  const { keys, record: opened } = await unlockCase(decodeCaseFile(written, 'case'), passphrase, 'case');
  assert.deepEqual(opened, record);
  assert.deepEqual(keys, made.keys);
});

test('the same passphrase typed in other code points opens the case: it is normalised to NFKC', async () => {
  const typed = 'five plain words, A\u030Angstro\u0308m';
  assert.notEqual(typed, passphrase);
  const { keys } = await unlockCase(decodeCaseFile(written, 'case'), typed, 'case');
  assert.deepEqual(keys, made.keys);
});

test('another passphrase, another letter case or another space is refused as a wrong passphrase', async () => {
  for (const wrong of ['another one', passphrase.toUpperCase(), `${passphrase} `]) {
    await assert.rejects(
      unlockCase(decodeCaseFile(written, 'case'), wrong, 'case'),
      refused('wrong-passphrase', /does not open this case/),
    );
  }
});

test('nothing of the case’s record, and no key, stands in the file', () => {
  const text = Buffer.from(written).toString();
  assert.doesNotMatch(text, /LANTERN|London|2024/);
  for (const key of Object.values(made.keys) as Uint8Array[]) {
    assert.ok(!text.includes(Buffer.from(key).toString('base64')));
  }
});

test('each purpose has a key of its own', () => {
  const hex = (Object.values(made.keys) as Uint8Array[]).map((key) => Buffer.from(key).toString('hex'));
  assert.equal(new Set(hex).size, hex.length);
});

test('two cases with the same passphrase and record share nothing', async () => {
  const other = await makeCase(record, passphrase, LEAST_COST);
  assert.notEqual(other.file.id, made.file.id);
  assert.notDeepEqual(other.file.hashing.salt, made.file.hashing.salt);
  assert.notDeepEqual(other.keys.store, made.keys.store);
});

test('any single changed byte is named as damage, not as a wrong passphrase', () => {
  for (let at = 0; at < written.length; at++) {
    const changed = Buffer.from(written);
    changed[at]! ^= 4;
    let error: unknown;
    try {
      const file = decodeCaseFile(changed, 'case');
      // White space between fields may change: the fields are the same.
      assert.deepEqual(file, decodeCaseFile(written, 'case'), `byte ${at}`);
      continue;
    } catch (cause) {
      error = cause;
    }
    assert.ok(
      error instanceof Refusal && (error.code === 'tampered' || error.code === 'unsupported'),
      `byte ${at}`,
    );
  }
});

test('a cut off file is damage at any length', () => {
  for (let length = 0; length < written.length - 1; length += 7) {
    assert.throws(() => decodeCaseFile(written.subarray(0, length), 'case'), refused('tampered'));
  }
});

test('a field changed with the sum renewed keeps the case key from opening', async () => {
  const base64 = (byte: number, length: number): string => Buffer.alloc(length, byte).toString('base64');
  const changes: (Fields & { hashing?: Fields })[] = [
    { id: 'ab'.repeat(16) },
    { hashing: { memoryKiB: LEAST_COST.memoryKiB + 4 } },
    { hashing: { passes: LEAST_COST.passes + 1 } },
    { hashing: { salt: base64(1, 16) } },
    { closedLogKey: base64(9, 32) },
    { key: base64(3, 72) },
    { key: base64(3, 5) },
  ];
  for (const change of changes) {
    await assert.rejects(
      unlockCase(decodeCaseFile(forged(change), 'case'), passphrase, 'case'),
      refused('wrong-passphrase'),
    );
  }
});

test('a record from elsewhere, with the sum renewed, is named as changed', async () => {
  const other = await makeCase({ ...record, reference: 'another' }, passphrase, LEAST_COST);
  const file = decodeCaseFile(
    forged({ record: Buffer.from(other.file.sealedRecord).toString('base64') }),
    'case',
  );
  await assert.rejects(unlockCase(file, passphrase, 'case'), refused('tampered', /record/));
});

test('hashing below the floor, or so costly that it would stall the machine, is refused before it is tried', () => {
  const costs: Fields[] = [
    { memoryKiB: LEAST_COST.memoryKiB - 1 },
    { passes: 1 },
    { memoryKiB: 2 ** 40 },
    { passes: 4_000_000_000 },
    { memoryKiB: 19_456.5 },
    { salt: Buffer.alloc(8).toString('base64') },
  ];
  for (const cost of costs) {
    assert.throws(
      () => decodeCaseFile(forged({ hashing: cost }), 'case'),
      refused('unsupported', /hashing/),
      JSON.stringify(cost),
    );
  }
});

test('a file of another version or another program is refused as such', () => {
  assert.throws(() => decodeCaseFile(forged({ version: 1 }), 'case'), refused('unsupported', /version 1/));
  assert.throws(
    () => decodeCaseFile(Buffer.from('{"name":"x"}'), 'case'),
    refused('unsupported', /not a case/),
  );
  assert.throws(() => decodeCaseFile(Buffer.from('null'), 'case'), refused('unsupported', /not a case/));
});

test('a field too many is refused', () => {
  assert.throws(() => decodeCaseFile(forged({ more: 1 }), 'case'), refused('tampered'));
});
