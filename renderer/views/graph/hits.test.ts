import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrawnGraph } from './drawn-graph.ts';
import { Hits } from './hits.ts';

const drawn = (key: string, shape: 'circle' | 'square', radius: number) => ({
  key,
  label: key,
  messages: 1,
  radius,
  shape,
  isOwner: false,
});
const GRAPH: DrawnGraph = {
  nodes: [drawn('p0', 'circle', 10), drawn('g0', 'square', 10), drawn('p1', 'circle', 4)],
  ties: [
    { key: 'p0 g0', source: 'p0', target: 'g0', messages: 1, width: 2 },
    { key: 'p1 g0', source: 'p1', target: 'g0', messages: 1, width: 20 },
  ],
  tieOpacity: 1,
};
/** p0 at (0, 0), g0 at (100, 0), p1 at (100, 100). */
const PLACES = Float32Array.of(0, 0, 100, 0, 100, 100);
const ONE = { unit: 1, size: 1 };

test('a node is found on it and a little beyond, before the ties under it', () => {
  const hits = new Hits(GRAPH, PLACES);
  assert.deepEqual(hits.at(9, 0, ONE), { kind: 'node', key: 'p0' });
  assert.deepEqual(hits.at(0, -13, ONE), { kind: 'node', key: 'p0' });
  assert.equal(hits.at(0, -15, ONE), null);
  // The corner of a square is on it, where a circle of that radius has ended.
  assert.deepEqual(hits.at(108, 8, ONE), { kind: 'node', key: 'g0' });
});

test('a tie is found along its line by its width, at least a few px; the nearest of two', () => {
  const hits = new Hits(GRAPH, PLACES);
  assert.deepEqual(hits.at(50, 3, ONE), { kind: 'tie', key: 'p0 g0' });
  assert.equal(hits.at(50, 6, ONE), null);
  assert.deepEqual(hits.at(91, 50, ONE), { kind: 'tie', key: 'p1 g0' });
  assert.equal(hits.at(-40, 0, ONE), null);
});

test('distances are those of the screen, whatever the zoom', () => {
  const hits = new Hits(GRAPH, PLACES);
  assert.equal(hits.at(0, -13, { unit: 10, size: 1 }), null);
  assert.deepEqual(hits.at(0, -2, { unit: 10, size: 2 }), { kind: 'node', key: 'p0' });
});

test('nodes that moved are found where they are now', () => {
  const hits = new Hits(GRAPH, PLACES);
  hits.place(Float32Array.of(500, 500, 100, 0, 100, 100));
  assert.deepEqual(hits.at(500, 500, ONE), { kind: 'node', key: 'p0' });
  assert.equal(hits.at(0, 0, ONE), null);
});
