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
      fc.uniqueArray(fc.nat({ max: 24 }), { minLength: 2, maxLength: 9 }),
      (sources, halfHours) => {
        const index = indexOf(sources);
        const matches = applyFilter(index, { kinds: ['text', 'image'] }, null);
        const edges = halfHours.sort((a, b) => a - b).map((n) => START + (n * HOUR) / 2);
        const { matched, all } = histogramOf(
          index.columns,
          matches,
          applyFilter(index, {}, null),
          Float64Array.from(edges),
        );
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

test('edges that do not rise, or fewer than two, are an error', () => {
  const index = indexOf([]);
  const matches = applyFilter(index, {}, null);
  for (const edges of [[], [5], [5, 5], [6, 5], [0, 1, 1], [0, Number.NaN], [Number.NaN, 1]]) {
    assert.throws(() => histogramOf(index.columns, matches, matches, Float64Array.from(edges)), RangeError);
  }
});
