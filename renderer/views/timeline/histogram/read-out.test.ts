import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Zone } from '../../../../shared/time/zone.ts';
import { binText, spanText, summaryText } from './read-out.ts';

const LONDON = new Zone('Europe/London');
const at = (text: string): number => Date.parse(`${text}Z`);

test('a span says its dates and offset once where they are the same', () => {
  assert.equal(
    spanText(LONDON, { from: at('2024-03-22T14:00'), to: at('2024-03-22T15:00') }),
    '2024-03-22 14:00 to 15:00 +00:00',
  );
  assert.equal(
    spanText(LONDON, { from: at('2024-03-22T14:00:05'), to: at('2024-03-22T14:00:10') }),
    '2024-03-22 14:00:05 to 14:00:10 +00:00',
  );
  assert.equal(
    spanText(LONDON, { from: at('2024-03-31T00:00'), to: at('2024-03-31T23:00') }),
    '2024-03-31 00:00 +00:00 to 2024-04-01 00:00 +01:00',
  );
});

const histogram = {
  edges: Float64Array.of(at('2024-03-22T14:00'), at('2024-03-22T15:00'), at('2024-03-22T16:00')),
  matched: Uint32Array.of(2, 1200),
  all: Uint32Array.of(5, 3400),
};

test('a bar says how many it stands for, and of how many where a filter is set', () => {
  assert.equal(binText(histogram, 1, false), '1,200 messages');
  assert.equal(binText(histogram, 1, true), '1,200 in the result, of 3,400');
});

test('the summary says how many, from when to when, and where most are', () => {
  assert.equal(
    summaryText(LONDON, histogram, '1 hour'),
    '1,202 messages of the result from 2024-03-22 14:00 to 16:00 +00:00, in bars of 1 hour. The highest, 1,200, is from 2024-03-22 15:00 to 16:00 +00:00.',
  );
  assert.equal(
    summaryText(LONDON, { ...histogram, matched: Uint32Array.of(0, 0) }, '1 hour'),
    'No message of the result from 2024-03-22 14:00 to 16:00 +00:00.',
  );
});
