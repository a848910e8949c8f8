import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestPosition } from './anchor.ts';

const times = [10, 20, 40, Number.NaN];
const nearest = (position: number, when: number): number =>
  nearestPosition(position, when, times.length, (at) => ({ when: times[at]! }));

test('a message that is filtered out is stood for by the nearer in time of its neighbours', () => {
  assert.equal(nearest(1, 12), 0);
  assert.equal(nearest(1, 18), 1);
  assert.equal(nearest(2, 30), 2);
  assert.equal(nearest(3, 41), 2);
});

test('before the first and after the last message there is but one neighbour', () => {
  assert.equal(nearest(0, 1), 0);
  assert.equal(nearest(4, 99), 3);
  assert.equal(
    nearestPosition(0, 1, 0, () => undefined),
    0,
  );
});

test('a message without a time goes to the one that stands where it stood', () => {
  assert.equal(nearest(3, Number.NaN), 3);
});
