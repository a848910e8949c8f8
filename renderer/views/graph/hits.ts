/**
 * What is under the pointer, found by distance. Sigma would draw every frame a second time and read its
 * pixels back, which holds the page up for long where the graphics card is missing or slow.
 */
import type { DrawnGraph } from './drawn-graph.ts';
import type { Picked } from './emphasis.ts';
import { SQUARE_HALF } from './scene.ts';

/** px around a node and half the least width of a tie that still count as on it. */
const NEAR_NODE = 4;
const NEAR_TIE = 4;

/** How the layout's plane lies on the stage. */
export interface Scale {
  /** px of the stage for a unit of the plane. */
  readonly unit: number;
  /** px of the stage for a px of a radius or width at the whole view. */
  readonly size: number;
}

export class Hits {
  private readonly graph: DrawnGraph;
  private readonly sources: Uint32Array;
  private readonly targets: Uint32Array;
  private places: Float32Array;

  /** @param places x,y pairs in node order. */
  constructor(graph: DrawnGraph, places: Float32Array) {
    this.graph = graph;
    this.places = places;
    const indexOf = new Map(graph.nodes.map(({ key }, i) => [key, i]));
    this.sources = Uint32Array.from(graph.ties, ({ source }) => indexOf.get(source)!);
    this.targets = Uint32Array.from(graph.ties, ({ target }) => indexOf.get(target)!);
  }

  place(places: Float32Array): void {
    this.places = places;
  }

  /** The nearest node, or the nearest tie where there is no node; null where there is neither. */
  at(x: number, y: number, scale: Scale): Picked | null {
    return this.nodeAt(x, y, scale) ?? this.tieAt(x, y, scale);
  }

  private nodeAt(x: number, y: number, { unit, size }: Scale): Picked | null {
    const { places } = this;
    let best: string | null = null;
    let bestReach = Number.POSITIVE_INFINITY;
    for (const [i, { key, radius, shape }] of this.graph.nodes.entries()) {
      const dx = Math.abs(places[2 * i]! - x) * unit;
      const dy = Math.abs(places[2 * i + 1]! - y) * unit;
      const reach = shape === 'square' ? Math.max(dx, dy) / SQUARE_HALF : Math.hypot(dx, dy);
      if (reach > radius * size + NEAR_NODE || reach >= bestReach) continue;
      best = key;
      bestReach = reach;
    }
    return best === null ? null : { kind: 'node', key: best };
  }

  private tieAt(x: number, y: number, { unit, size }: Scale): Picked | null {
    const { places, sources, targets } = this;
    let best: string | null = null;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const [i, { key, width }] of this.graph.ties.entries()) {
      const [from, to] = [2 * sources[i]!, 2 * targets[i]!];
      const [ax, ay] = [places[from]!, places[from + 1]!];
      const [dx, dy] = [places[to]! - ax, places[to + 1]! - ay];
      const length = dx * dx + dy * dy;
      const along = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
      const distance = Math.hypot(ax + along * dx - x, ay + along * dy - y) * unit;
      if (distance > Math.max((width * size) / 2, NEAR_TIE) || distance >= bestDistance) continue;
      best = key;
      bestDistance = distance;
    }
    return best === null ? null : { kind: 'tie', key: best };
  }
}
