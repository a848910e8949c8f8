import type { ContactGraph } from './api.ts';

/** Angle between one node and the next of a sunflower: any two are apart. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** Distance unit of the start, about that of two tied nodes in the end. */
const SPACING = 10;

/**
 * Places to start from: kept where a node has one; a new node beside those it is tied to; the others
 * on a sunflower's spiral by their number.
 */
export function startPlaces({ nodes, edges }: ContactGraph, start: Float32Array | null): Float32Array {
  const places = new Float32Array(2 * nodes.length).fill(Number.NaN);
  if (start) places.set(start.subarray(0, places.length));
  const placed = (node: number): boolean => !Number.isNaN(places[2 * node]!);
  const indexOf = new Map(nodes.map(({ key }, i) => [key, i]));
  const kept = nodes.map((_, i) => placed(i));

  const sums = new Map<number, { x: number; y: number; count: number }>();
  for (const { source, target } of edges) {
    const ends = [indexOf.get(source)!, indexOf.get(target)!] as const;
    for (const [one, other] of [ends, [ends[1], ends[0]] as const]) {
      if (kept[one] || !kept[other]) continue;
      const sum = sums.get(one) ?? { x: 0, y: 0, count: 0 };
      sum.x += places[2 * other]!;
      sum.y += places[2 * other + 1]!;
      sum.count++;
      sums.set(one, sum);
    }
  }
  for (let i = 0; i < nodes.length; i++) {
    if (kept[i]) continue;
    const beside = sums.get(i);
    const distance = beside ? SPACING / 2 : SPACING * Math.sqrt(i + 0.5);
    places[2 * i] = (beside ? beside.x / beside.count : 0) + distance * Math.cos(i * GOLDEN);
    places[2 * i + 1] = (beside ? beside.y / beside.count : 0) + distance * Math.sin(i * GOLDEN);
  }
  return places;
}
