import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import { buildIndex } from './case-index.ts';
import { differenceRows, listDifferences } from './difference-list.ts';
import { makeSource, openMade, ZONE } from './testing/made-case.ts';
import { findWitnesses } from './witnesses.ts';

const START = Date.UTC(2024, 2, 22, 12);
const message = (n: number, more: Partial<SegmentMessage> = {}): SegmentMessage => ({
  chat: '1@g.us',
  sender: '447700900003@s.whatsapp.net',
  kind: 'text',
  text: `message ${n}`,
  sentAt: new Date(START + n * 60_000).toISOString(),
  timeBasis: 'utc',
  source: { file: 'msgstore.db', table: 'message', row: n, key: `KEY-${n}` },
  ...more,
});

test('differences are listed by kind, with each side’s message, and with what may explain a lack', async () => {
  const { text: _text, ...bare } = message(2, { kind: 'deleted', deleted: {} });
  const sources = [
    makeSource('AB/1', null, [message(1), message(2), message(3), message(4)]),
    makeSource('AB/2', null, [message(1), bare, message(4)]),
  ];
  const lost = [{ exhibit: 'AB/2', seq: 1, reason: 'the record is missing' }];
  const index = buildIndex(sources, ZONE, 1, lost);
  const witnesses = (await findWitnesses(index.columns, 2, openMade))!;
  const { counts, listed } = listDifferences(index, witnesses, {});
  assert.deepEqual(counts.byKind, { deleted: 1, text: 0, time: 0, missing: 1 });
  assert.deepEqual(counts.pairs, [
    {
      first: 'AB/1',
      second: 'AB/2',
      matched: 3,
      byKey: 3,
      offset: { pairs: 3, median: 0, mad: 0 },
      incomplete: ['AB/2'],
    },
  ]);
  const rows = await differenceRows(index, witnesses, listed, openMade);
  assert.deepEqual(
    rows.map(({ kind, first, second }) => [kind, first?.id, first?.text, second?.id, second?.kind]),
    [
      ['deleted', 'AB-1:2', 'message 2', 'AB-2:2', 'deleted'],
      ['missing', 'AB-1:3', 'message 3', undefined, undefined],
    ],
  );
  assert.equal(listDifferences(index, witnesses, { kind: 'missing' }).listed.length, 1);
});
