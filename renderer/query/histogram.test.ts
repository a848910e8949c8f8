import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyFilter, rowAt } from './filter.ts';
import { histogramOf } from './histogram.ts';
import { indexOf, plainRows, sourcesArbitrary } from './testing/made-case.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2024, 2, 30, 20);

test('every timed message within the span is in the bin of its time, of the result and of the case', () => {
  fc.assert(
    fc.property(
      sourcesArbitrary,
      fc.nat({ max: 8 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 7 }),
      (sources, start, hours, bins) => {
        const index = indexOf(sources);
        const matches = applyFilter(index, { kinds: ['text', 'image'] }, null);
        const from = START + start * HOUR;
        const to = from + hours * HOUR;
        const { matched, all } = histogramOf(index.columns, matches, from, to, bins);
        const edges = Array.from({ length: bins + 1 }, (_, i) => from + ((to - from) * i) / bins);
        const inBins = (times: readonly number[]): number[] =>
          edges.slice(1).map((end, i) => times.filter((at) => at >= edges[i]! && at < end).length);
        const plain = plainRows(index);
        assert.deepEqual([...all], inBins(plain.map(({ when }) => when)));
        const result = Array.from({ length: matches.count }, (_, i) => plain[rowAt(matches, i)]!.when);
        assert.deepEqual([...matched], inBins(result));
      },
    ),
  );
});

test('a span without length or bins is an error', () => {
  const index = indexOf([]);
  const matches = applyFilter(index, {}, null);
  for (const [from, to, bins] of [
    [5, 5, 10],
    [6, 5, 10],
    [0, 1, 0],
    [0, 1, 1.5],
    [0, Number.NaN, 1],
  ] as const) {
    assert.throws(() => histogramOf(index.columns, matches, from, to, bins), RangeError);
  }
});
