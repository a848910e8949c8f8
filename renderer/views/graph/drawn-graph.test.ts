import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnGraph } from './drawn-graph.ts';
import { partOf } from './testing/made-graph.ts';

const drawn = drawnGraph(partOf(), (key) => ({ label: `the ${key}`, isOwner: key === 'p0' }));

test('people are circles and groups squares, the greater the more messages', () => {
  assert.deepEqual(
    drawn.nodes.map(({ key, label, shape, isOwner }) => [key, label, shape, isOwner]),
    [
      ['p0', 'the p0', 'circle', true],
      ['p1', 'the p1', 'circle', false],
      ['g0', 'the g0', 'square', false],
      ['g1', 'the g1', 'square', false],
    ],
  );
  const [most, ...others] = drawn.nodes.map(({ radius }) => radius);
  assert.ok(others.every((radius) => radius < most!));
});

test('the strongest ties come last, and are the widest', () => {
  assert.deepEqual(
    drawn.ties.map(({ key }) => key),
    ['p0 g1', 'p1 g0', 'p0 g0', 'p0 p1'],
  );
  const widths = drawn.ties.map(({ width }) => width);
  assert.deepEqual(
    widths,
    widths.toSorted((a, b) => a - b),
  );
});

test('a graph of nobody is drawn as nothing', () => {
  const none = drawnGraph({ nodes: [], edges: [] }, () => ({ label: '', isOwner: false }));
  assert.deepEqual([none.nodes, none.ties], [[], []]);
});
