import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { litOpacity, radiusScale, tieOpacity, widthScale } from './scale.ts';

test('four times the messages are twice as far from the least size', () => {
  for (const scale of [radiusScale([0, 100, 400]), widthScale([0, 100, 400])]) {
    const [least, middle, most] = [scale(0), scale(100), scale(400)];
    assert.ok(Math.abs(middle - (least + most) / 2) < 1e-9);
    assert.ok(most >= 3 * least);
  }
});

test('where nobody wrote anything all are of one size', () => {
  const radius = radiusScale([0, 0]);
  assert.equal(radius(0), 7);
});

test('sizes can be seen and told apart, in a graph of any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.nat({ max: 10_000 }), (count, spread) => {
      const messages = Array.from({ length: count }, (_, i) => (i * 7919) % (spread + 1));
      const greatest = Math.max(...messages);
      const [radius, width] = [radiusScale(messages), widthScale(messages)];
      assert.ok(radius(0) >= 2 && radius(greatest) <= 22);
      assert.ok(width(0) >= 0.5 && width(greatest) <= 7);
      if (greatest > 0) assert.ok(radius(greatest) > 1.5 * radius(0) && width(greatest) > 1.5 * width(0));
    }),
    { numRuns: 40 },
  );
});

test('a thousand equals are drawn small enough to be told apart', () => {
  const equals = new Array<number>(1000).fill(50);
  assert.ok(radiusScale(equals)(50) < 6);
  assert.ok(radiusScale([50, ...new Array<number>(999).fill(1)])(50) > 9);
  assert.ok(widthScale(equals)(50) < 1.5);
});

test('the more ties, the paler; what is set off is never paler than the rest', () => {
  assert.deepEqual([tieOpacity(10), tieOpacity(1_000_000)], [0.75, 0.2]);
  for (const ties of [1, 30, 1000, 100_000]) assert.ok(litOpacity(ties) > tieOpacity(ties));
  assert.equal(litOpacity(20), 1);
});
