import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UndirectedGraph } from 'graphology';
import { changedLooks, emphasisOf, NO_EMPHASIS } from './emphasis.ts';

const graph = new UndirectedGraph();
for (const key of ['a', 'b', 'c', 'd']) graph.addNode(key);
for (const [one, other] of [
  ['a', 'b'],
  ['b', 'c'],
  ['c', 'd'],
]) {
  graph.addUndirectedEdgeWithKey(`${one} ${other}`, one, other);
}
const node = (key: string) => ({ kind: 'node' as const, key });
const tie = (key: string) => ({ kind: 'tie' as const, key });

test('a selected person sets off who is tied to them, and those ties', () => {
  const { dims, nodes, ties, selected } = emphasisOf(graph, node('b'), null);
  assert.deepEqual([dims, [...nodes], [...ties], selected], [true, ['b', 'a', 'c'], ['a b', 'b c'], 'b']);
});

test('a selected tie sets off itself and its ends', () => {
  const { nodes, ties, selected } = emphasisOf(graph, tie('c d'), null);
  assert.deepEqual([[...nodes], [...ties], selected], [['c', 'd'], ['c d'], null]);
});

test('a person under the pointer goes before the selection, which stays marked', () => {
  const { nodes, selected, hovered } = emphasisOf(graph, node('a'), node('d'));
  assert.deepEqual([[...nodes], selected, hovered], [['d', 'c'], 'a', 'd']);
});

test('a tie under the pointer is set off without dimming the rest', () => {
  const { dims, nodes, ties } = emphasisOf(graph, null, tie('a b'));
  assert.deepEqual([dims, nodes.size, [...ties]], [false, 0, ['a b']]);
});

test('what is not in the graph sets nothing off', () => {
  assert.deepEqual(emphasisOf(graph, node('x'), tie('x y')), NO_EMPHASIS);
});

test('only what looks different is named as changed', () => {
  const before = emphasisOf(graph, node('a'), null);
  const after = emphasisOf(graph, node('b'), null);
  const { nodes, ties } = changedLooks(before, after);
  assert.deepEqual(nodes.sort(), ['a', 'b', 'c']);
  // One tie more is set off: how strongly changes for all of them.
  assert.deepEqual(ties, ['a b', 'b c']);
  assert.deepEqual(changedLooks(emphasisOf(graph, node('d'), null), before).ties.sort(), ['a b', 'c d']);
  const pointed = emphasisOf(graph, node('b'), node('b'));
  assert.deepEqual(changedLooks(after, pointed), { nodes: ['b'], ties: [] });
  assert.deepEqual(changedLooks(after, after), { nodes: [], ties: [] });
});
