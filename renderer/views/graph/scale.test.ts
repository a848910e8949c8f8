import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { radiusBounds, squareRootScale, tieOpacity, widthBounds } from './scale.ts';

test('four times the messages are twice as far from the least radius', () => {
  const radius = squareRootScale(400, { least: 6, most: 26 });
  assert.equal(radius(0), 6);
  assert.equal(radius(100), 16);
  assert.equal(radius(400), 26);
});

test('where nobody wrote anything all are of the least size', () => {
  assert.equal(squareRootScale(0, { least: 6, most: 26 })(0), 6);
});

test('sizes stay within what can be seen and told apart, in a graph of any size', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), (count) => {
      const radius = radiusBounds(count);
      assert.ok(radius.least >= 2 && radius.most <= 22 && radius.most >= 3 * radius.least);
      const width = widthBounds(count);
      assert.ok(width.least >= 0.5 && width.most <= 7 && width.most >= 2 * width.least);
      assert.ok(tieOpacity(count) >= 0.2 && tieOpacity(count) <= 0.75);
    }),
  );
  assert.ok(radiusBounds(10).most > radiusBounds(1000).most);
  assert.ok(widthBounds(10).most > widthBounds(1000).most);
});
