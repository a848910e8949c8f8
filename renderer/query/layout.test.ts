import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ContactGraph } from './api.ts';
import { ForceLayout } from './layout.ts';
import { startPlaces } from './layout-start.ts';

/** A ring of `count` people, and one in the middle who knows every third. */
function ring(count: number): ContactGraph {
  const node = (person: number) => ({ key: `p${person}`, person, label: `${person}`, messages: 1 });
  const edge = (a: number, b: number, messages: number) => {
    const select = { between: [a, b] as const };
    return { source: `p${a}`, target: `p${b}`, messages, forth: messages, back: 0, select };
  };
  const around = Array.from({ length: count }, (_, i) => edge(i, (i + 1) % count, 5));
  const spokes = Array.from({ length: Math.floor(count / 3) }, (_, i) => edge(count, 3 * i, 50));
  return { nodes: Array.from({ length: count + 1 }, (_, i) => node(i)), edges: [...around, ...spokes] };
}

const ignore = (): void => undefined;

test('the same graph and start give the same places, every node its own', async () => {
  const graph = ring(30);
  const first = await new ForceLayout().layout(graph, null, ignore);
  const second = await new ForceLayout().layout(graph, null, ignore);
  assert.deepEqual(first, second);
  const seen = new Set<string>();
  for (let i = 0; i < graph.nodes.length; i++) {
    const [x, y] = [first![2 * i]!, first![2 * i + 1]!];
    assert.ok(Number.isFinite(x) && Number.isFinite(y));
    seen.add(`${x} ${y}`);
  }
  assert.equal(seen.size, graph.nodes.length);
});

test('a graph that is laid out stays about where it is', async () => {
  const graph = ring(40);
  const places = (await new ForceLayout().layout(graph, null, ignore))!;
  const again = (await new ForceLayout().layout(graph, places, ignore))!;
  const size = Math.max(...places) - Math.min(...places);
  for (let i = 0; i < places.length; i++) assert.ok(Math.abs(again[i]! - places[i]!) < size / 10);
});

test('a new node starts beside those it is tied to, and the others keep their places', () => {
  const graph = ring(6);
  const start = new Float32Array(14).fill(Number.NaN);
  start.set([100, 100, 120, 100, 100, 120, 80, 100, 100, 80, 90, 90]);
  const places = startPlaces(graph, start);
  assert.deepEqual(places.slice(0, 12), start.slice(0, 12));
  // Tied to p0 (100, 100) and p3 (80, 100).
  assert.ok(Math.hypot(places[12]! - 90, places[13]! - 100) < 10);
});

test('a later layout, or a stop, ends the one under way', async () => {
  const layout = new ForceLayout();
  const graph = ring(20);
  let steps = 0;
  const first = layout.layout(graph, null, () => steps++);
  const second = layout.layout(graph, null, ignore);
  assert.equal(await first, null);
  assert.equal(steps, 0);
  assert.ok(await second);
  const third = layout.layout(graph, null, () => void layout.stop());
  assert.equal(await third, null);
});

test('a graph of one or of nobody has places too', async () => {
  const { nodes } = ring(1);
  assert.equal(
    (await new ForceLayout().layout({ nodes: nodes.slice(0, 1), edges: [] }, null, ignore))!.length,
    2,
  );
  assert.equal((await new ForceLayout().layout({ nodes: [], edges: [] }, null, ignore))!.length, 0);
});
