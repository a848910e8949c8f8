import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { halvesOf, rateText, wholePeriods } from './periods.ts';

test('the halves of a stretch meet, and hold all of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 2e12 }), fc.nat({ max: 1e11 }), (from, length) => {
      const whole = wholePeriods(halvesOf(from, from + length));
      // A stretch within one second has no two halves of whole seconds.
      if (length < 2000 && whole === null) return;
      const { first, second } = whole!;
      assert.ok(first.from <= from && second.to > from + length);
      assert.equal(first.to, second.from);
      assert.ok(Math.abs(first.to - first.from - (second.to - second.from)) <= 1000);
    }),
  );
});

test('a period without an end, or that ends before it begins, is not compared', () => {
  const first = { from: 0, to: 5 };
  assert.equal(wholePeriods({ first, second: { from: 5 } }), null);
  assert.equal(wholePeriods({ first, second: { from: 5, to: 5 } }), null);
  assert.deepEqual(wholePeriods({ first, second: { from: 5, to: 6 } }), {
    first,
    second: { from: 5, to: 6 },
  });
});

test('messages a day are short to read', () => {
  const week = { from: 0, to: 7 * 86_400_000 };
  assert.deepEqual(
    [0, 1, 30, 70_000].map((messages) => rateText(messages, week)),
    ['0', '0.14', '4.3', '10,000'],
  );
});
