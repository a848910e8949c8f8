import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bars, binAt, nearestEdge, outline, timeAt, xOf } from './shapes.ts';

const EDGES = Float64Array.of(0, 10, 30, 40);
const FRAME = { from: 0, to: 40, width: 400, height: 100 };
const counts = Uint32Array.of(1, 0, 1000);
const histogram = { edges: EDGES, matched: counts, all: counts };

test('a moment is in the bin that begins at or before it and ends after it', () => {
  assert.deepEqual(
    [-1, 0, 9, 10, 29, 39, 40, 41].map((at) => binAt(EDGES, at)),
    [-1, 0, 0, 1, 1, 2, -1, -1],
  );
});

test('a moment goes to the nearer edge of its bin, outside to the last', () => {
  assert.deepEqual(
    [-5, 4, 6, 19, 21, 99].map((at) => nearestEdge(EDGES, at)),
    [0, 0, 10, 10, 30, 40],
  );
});

test('places on screen are moments and back', () => {
  assert.equal(xOf(FRAME, 30), 300);
  assert.equal(timeAt(FRAME, 300), 30);
});

test('a bar is as wide as its bin and never too low to be seen; empty bins have none', () => {
  assert.equal(bars(histogram, counts, 1000, FRAME), 'M0 100v-2h99V100zM300 100v-100h99V100z');
});

test('the outline goes over all bins, also the empty ones', () => {
  assert.equal(outline(histogram, counts, 1000, FRAME), 'M0 100V98H100V100H300V0H400V100');
});
