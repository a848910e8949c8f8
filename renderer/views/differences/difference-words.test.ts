import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DifferenceRow, Row, WitnessPair } from '../../query/api.ts';
import {
  differenceSentence,
  matchedSentence,
  offsetSentence,
  sideText,
  stretchText,
} from './difference-words.ts';

const pair: WitnessPair = {
  first: 'AB/1',
  second: 'AB/2',
  matched: 1200,
  byKey: 1200,
  offset: { pairs: 1200, median: 192_000, mad: 1500 },
  incomplete: [],
};
const row = (more: Partial<Row>): Row => ({ kind: 'text', attachments: [], text: 'ok', ...more }) as Row;
const difference = (more: Partial<DifferenceRow>): DifferenceRow => ({
  kind: 'missing',
  pair: 0,
  apart: Number.NaN,
  first: row({}),
  second: row({}),
  ...more,
});

test('clocks are said with their spread, and when nothing compares them', () => {
  assert.equal(
    offsetSentence(pair),
    'Times on AB/2 are 00:03:12 later than on AB/1 (median of 1,200 messages; half of them within 1.5 s of it).',
  );
  assert.match(offsetSentence({ ...pair, offset: { pairs: 2, median: -5000, mad: 0 } }), /5\.0 s earlier/);
  assert.match(offsetSentence({ ...pair, offset: { pairs: 2, median: 0, mad: 0 } }), /agree to the second/);
  assert.match(offsetSentence({ ...pair, offset: null }), /cannot be compared/);
  assert.equal(stretchText(-1000), '1.0 s');
});

test('how messages were matched is said', () => {
  assert.match(matchedSentence(pair), /all by the platform’s own id\.$/);
  assert.match(matchedSentence({ ...pair, byKey: 0 }), /, by chat, time and text\.$/);
  assert.match(matchedSentence({ ...pair, byKey: 1000 }), /1,000 by the platform’s own id, the others by/);
});

test('each kind of difference says which side has what', () => {
  const said = (more: Partial<DifferenceRow>) => differenceSentence(difference(more), pair);
  assert.equal(
    said({ kind: 'deleted', second: row({ kind: 'deleted' }) }),
    'Intact on AB/1, deleted on AB/2.',
  );
  assert.equal(said({ kind: 'deleted', first: row({ deleted: true }) }), 'Deleted on AB/1, intact on AB/2.');
  assert.equal(said({ kind: 'text', second: row({ edited: true }) }), 'The texts differ; edited on AB/2.');
  assert.match(said({ kind: 'text' }), /neither side says/);
  assert.match(said({ kind: 'time', apart: -300_000 }), /^On AB\/2 00:05:00 earlier/);
  assert.match(said({ first: null }), /^On AB\/2, and not on AB\/1/);
  assert.match(said({ second: null }), /^On AB\/1, and not on AB\/2/);
});

test('what stands in the place of a text is told from a text', () => {
  assert.deepEqual(sideText(null), { text: 'not here', said: false });
  assert.deepEqual(sideText(row({ text: 'deleted' })), { text: 'deleted', said: true });
  assert.deepEqual(sideText(row({ text: null, deleted: true })), { text: 'deleted', said: false });
});
