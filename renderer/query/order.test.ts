import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MAX_MS, MIN_MS } from '../../shared/time/instant.ts';
import { groupRows, lowerBound, orderByTime } from './order.ts';

const instants = fc.array(
  fc.oneof(fc.integer({ min: MIN_MS, max: MAX_MS }), fc.integer({ min: 0, max: 3 }), fc.constant(Number.NaN)),
  { maxLength: 40 },
);

test('messages stand by time, those of one time as they came, those without a time last', () => {
  fc.assert(
    fc.property(instants, (when) => {
      const expected = when
        .map((_, i) => i)
        .sort((a, b) => {
          if (Number.isNaN(when[a]!) || Number.isNaN(when[b]!)) {
            return Number(Number.isNaN(when[a]!)) - Number(Number.isNaN(when[b]!));
          }
          return when[a]! - when[b]!;
        });
      const { order, timed } = orderByTime(Float64Array.from(when));
      assert.deepEqual([...order], expected);
      assert.equal(timed, when.filter((at) => !Number.isNaN(at)).length);
    }),
    { numRuns: 500 },
  );
});

test('a lower bound is the first place whose value is not below', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.integer({ min: -1, max: 10 }), (list, value) => {
      const ascending = list.toSorted((a, b) => a - b);
      const expected = ascending.findIndex((one) => one >= value);
      assert.equal(lowerBound(ascending, value), expected < 0 ? list.length : expected);
    }),
  );
});

test('grouping puts each row with its key, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 4 })), fc.array(fc.boolean()), (keys, chosen) => {
      const rows = keys.map((_, i) => i).filter((i) => chosen[i] ?? true);
      for (const subset of [null, rows]) {
        const { starts, rows: grouped } = groupRows(
          Uint32Array.from(keys),
          5,
          subset && Uint32Array.from(subset),
        );
        for (let key = 0; key < 5; key++) {
          assert.deepEqual(
            [...grouped.subarray(starts[key], starts[key + 1])],
            (subset ?? keys.map((_, i) => i)).filter((i) => keys[i] === key),
          );
        }
      }
    }),
  );
});
