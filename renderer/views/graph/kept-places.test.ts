import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extentOf } from './extent.ts';
import { KeptPlaces } from './kept-places.ts';

const node = (person: number) => ({ key: `p${person}`, person, label: '', messages: 1 });

test('a node that comes back is where it was, and a new one has no place yet', () => {
  const places = new KeptPlaces();
  places.keep([node(1), node(2)], Float32Array.of(1, 2, 3, 4));
  places.keep([node(2)], Float32Array.of(30, 40));
  assert.deepEqual([...places.of([node(2), node(7), node(1)])], [30, 40, Number.NaN, Number.NaN, 1, 2]);
  places.forget([node(1)]);
  assert.deepEqual([...places.of([node(1)])], [Number.NaN, Number.NaN]);
});

test('the whole view holds all places, and is never without a size', () => {
  assert.deepEqual(extentOf(Float32Array.of(-100, 5, 300, 405)), { x: [-100, 300], y: [5, 405] });
  assert.deepEqual(extentOf(Float32Array.of(10, 10)), { x: [-20, 40], y: [-20, 40] });
  assert.deepEqual(extentOf(new Float32Array()), { x: [-30, 30], y: [-30, 30] });
});
