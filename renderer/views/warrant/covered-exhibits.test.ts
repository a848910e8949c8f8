import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { exhibitScopes, namedExhibits, statedHashes } from './covered-exhibits.ts';
import { MADE_DIGEST, madeStatus } from './testing/made-status.ts';

const record = (exhibit: string, more: Partial<IntakeRecord> = {}): IntakeRecord => ({
  exhibit,
  file: 'msgstore.db',
  bytes: 1,
  sha256: 'ab'.repeat(32),
  files: [],
  container: ['file'],
  reader: 'whatsapp-android',
  readerVersion: 1,
  platform: 'whatsapp',
  counts: {
    read: 20,
    kept: 10,
    outOfScope: { 'before the time covered': 3, 'chat not listed': 4 },
    privileged: 2,
    skipped: { placeholder: 1 },
    unknownCodes: {},
  },
  warnings: [],
  damage: [],
  warrant: { id: 'W-2024-117', sha256: MADE_DIGEST, amendments: [] },
  started: '2024-04-02T08:00:00.000Z',
  ended: '2024-04-02T08:00:01.000Z',
  software: 'threadline 0.1.0',
  ...more,
});

const amended = madeStatus({
  amendments: [
    {
      digest: 'cd'.repeat(32),
      signers: [],
      document: {
        version: 1,
        kind: 'amendment',
        id: 'A-3',
        issuer: 'Home Office',
        issued: '2024-04-10T09:00:00Z',
        warrant: MADE_DIGEST,
        scope: { accounts: 'any', context: { counterpart: true, wholeGroups: true }, uncertainTimes: 'keep' },
        exhibits: [{ reference: 'AB/1', sha256: ['11'.repeat(32)] }, { reference: 'AB/7' }],
      },
    },
  ],
});

test('exhibits of the warrant come first, named by an amendment or not, then those it does not name', () => {
  const rows = exhibitScopes(amended, [record('XY/9'), record('AB/1'), record('AB/1')]);
  assert.deepEqual(
    rows.map(({ reference, named, counts }) => [reference, named, counts?.kept ?? null]),
    [
      ['AB/1', true, 20],
      ['AB/2', true, null],
      ['AB/7', true, null],
      ['XY/9', false, 10],
    ],
  );
  assert.deepEqual(rows[0]!.counts!.reasons, [
    { reason: 'chat not listed', count: 8 },
    { reason: 'before the time covered', count: 6 },
  ]);
  assert.equal(rows[0]!.counts!.outOfScope, 14);
});

test('an exhibit that was read in before an amendment says so, and no longer once it was read in again', () => {
  const [before] = exhibitScopes(amended, [record('AB/1')]);
  assert.deepEqual(before!.since, ['A-3']);
  const known = {
    id: 'W-2024-117',
    sha256: MADE_DIGEST,
    amendments: [{ id: 'A-3', sha256: 'cd'.repeat(32) }],
  };
  const [after] = exhibitScopes(amended, [record('AB/1', { warrant: known })]);
  assert.deepEqual(after!.since, []);
  const released = record('AB/1', { reader: 'released-from-quarantine' });
  const [single] = exhibitScopes(amended, [record('AB/1', { warrant: known }), released]);
  assert.deepEqual(single!.since, [], 'a message released before is not read in again');
  assert.deepEqual([single!.counts!.kept, single!.counts!.privileged, single!.counts!.released], [10, 2, 1]);
});

test('hashes are stated only where every entry of the exhibit states them', () => {
  assert.deepEqual(namedExhibits(amended), ['AB/1', 'AB/2', 'AB/7']);
  assert.equal(statedHashes(amended, 'AB/1')!.size, 2);
  assert.equal(statedHashes(amended, 'AB/2'), null);
  assert.equal(statedHashes(amended, 'ZZ/1'), null);
});
