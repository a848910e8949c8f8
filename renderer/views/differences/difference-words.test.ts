import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DifferenceRow, Row, WitnessPair } from '../../query/api.ts';
import {
  clockChoices,
  correctedSentence,
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

test('corrections say what they leave, and each clock is offered what would make both agree', () => {
  const clocks = (...all: [exhibit: string, ahead: number][]) =>
    new Map(all.map(([exhibit, ahead]) => [exhibit, { ahead, name: `note on ${exhibit}` }]));
  const basis = { pairs: 1200, mad: 1500 };
  assert.equal(correctedSentence(pair, clocks(['XY', 5])), '');
  assert.equal(
    correctedSentence(pair, clocks(['AB/2', 192_000])),
    'With AB/2 corrected −00:03:12 (“note on AB/2”), they agree to the second.',
  );
  assert.match(
    correctedSentence(pair, clocks(['AB/1', -60_000], ['AB/2', 192_000])),
    /AB\/2 is 00:01:00 earlier\.$/,
  );
  assert.equal(correctedSentence({ ...pair, offset: null }, clocks(['AB/2', 5])), '');
  assert.deepEqual(clockChoices(pair, clocks()), [
    { exhibit: 'AB/2', estimate: { ahead: 192_000, basis: { exhibit: 'AB/1', ...basis } } },
    { exhibit: 'AB/1', estimate: { ahead: -192_000, basis: { exhibit: 'AB/2', ...basis } } },
  ]);
  for (const first of [0, 60_000, -5000]) {
    const [second] = clockChoices(pair, clocks(['AB/1', first]));
    const with2 = clocks(['AB/1', first], ['AB/2', second!.estimate!.ahead]);
    assert.match(correctedSentence(pair, with2), /agree to the second\.$/);
  }
  assert.deepEqual(clockChoices({ ...pair, offset: null }, clocks()), [
    { exhibit: 'AB/2' },
    { exhibit: 'AB/1' },
  ]);
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
