import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UndirectedGraph } from 'graphology';
import { emphasisOf, NO_EMPHASIS } from './emphasis.ts';
import { type Appearance, DIM, type NodeAttributes, type TieAttributes } from './looks.ts';
import { sceneOf } from './scene-of.ts';

const colours = {
  page: '#fff',
  surface: '#fff',
  line: '#ddd',
  text: '#111',
  person: 'person',
  group: 'group',
  tie: 'tie',
  accent: 'accent',
  font: 'sans',
};
const graph = new UndirectedGraph<NodeAttributes, TieAttributes>();
const add = (key: string, x: number, y: number, shape: 'circle' | 'square', isOwner = false): void => {
  graph.addNode(key, { key, label: key, messages: 1, radius: 5, size: 5, shape, isOwner, x, y });
};
add('p0', 0, 0, 'circle', true);
add('p1', 10, 10, 'circle');
add('g0', 20, 0, 'square');
add('p2', 500, 500, 'circle');
for (const [source, target] of [
  ['p0', 'p1'],
  ['p1', 'g0'],
  ['g0', 'p2'],
] as const) {
  const key = `${source} ${target}`;
  graph.addUndirectedEdgeWithKey(key, source, target, {
    key,
    source,
    target,
    messages: 1,
    width: 2,
    size: 2,
  });
}
/** Twice as large as the plane, its origin at (100, 100), y downwards. */
const stage = {
  width: 200,
  height: 200,
  at: ({ x, y }: { x: number; y: number }) => ({ x: 100 + 2 * x, y: 100 - 2 * y }),
  sized: (px: number) => 2 * px,
};
const plain: Appearance = { colours, emphasis: NO_EMPHASIS, tieOpacity: 0.5 };

test('the picture has what is on the stage, where and as large as it stands there', () => {
  const { nodes, ties, width, height } = sceneOf(graph, stage, plain, []);
  assert.deepEqual([width, height], [200, 200]);
  assert.deepEqual(
    nodes.map(({ x, y, radius, shape, colour, ring }) => [x, y, radius, shape, colour, ring]),
    [
      [100, 100, 10, 'circle', 'person', 'person'],
      [120, 80, 10, 'circle', 'person', null],
      [140, 100, 10, 'square', 'group', null],
    ],
  );
  // The last one leaves the stage, but is on it in part.
  assert.deepEqual(
    ties.map(({ x1, y1, width: wide, opacity }) => [x1, y1, wide, opacity]),
    [
      [100, 100, 4, 0.5],
      [120, 80, 4, 0.5],
      [140, 100, 4, 0.5],
    ],
  );
});

test('what is not set off is dimmed; the selection has the accent and a ring', () => {
  const emphasis = emphasisOf(graph, { kind: 'node', key: 'p1' }, null);
  const { nodes, ties } = sceneOf(graph, stage, { ...plain, emphasis }, []);
  assert.deepEqual(
    nodes.map(({ colour, ring, opacity }) => [colour, ring, opacity]),
    [
      ['person', 'person', 1],
      ['accent', '#111', 1],
      ['group', null, 1],
    ],
  );
  assert.deepEqual(
    ties.map(({ colour, opacity }) => [colour, opacity]),
    [
      ['accent', 1],
      ['accent', 1],
      ['tie', 0.5 * DIM],
    ],
  );
});
