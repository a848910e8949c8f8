import type { GraphNode } from '../../query/api.ts';

/** Places of all nodes that were ever laid out, by key: a node that comes back is where it was. */
export class KeptPlaces {
  private readonly places = new Map<string, readonly [x: number, y: number]>();

  /** x,y pairs in node order; NaN where a node has no place yet. */
  of(nodes: readonly GraphNode[]): Float32Array {
    const found = new Float32Array(2 * nodes.length).fill(Number.NaN);
    for (const [i, { key }] of nodes.entries()) {
      const place = this.places.get(key);
      if (place) found.set(place, 2 * i);
    }
    return found;
  }

  keep(nodes: readonly GraphNode[], places: Float32Array): void {
    for (const [i, { key }] of nodes.entries()) {
      this.places.set(key, [places[2 * i]!, places[2 * i + 1]!]);
    }
  }

  forget(nodes: readonly GraphNode[]): void {
    for (const { key } of nodes) this.places.delete(key);
  }
}
