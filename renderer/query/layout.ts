import { UndirectedGraph } from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { ContactGraph } from './api.ts';
import type { LayoutApi } from './layout-api.ts';
import { startPlaces } from './layout-start.ts';

const BARNES_HUT_NODES = 500;

/** Iterations in all, and between two looks for a stop. Fixed by size, so that speed does not change the outcome. */
function effort(nodes: number): { all: number; slice: number } {
  if (nodes <= 300) return { all: 600, slice: 50 };
  if (nodes <= 1000) return { all: 400, slice: 20 };
  if (nodes <= 5000) return { all: 240, slice: 8 };
  return { all: 120, slice: 2 };
}

/** Force-directed layout in slices, so that a call between two of them can end it. */
export class ForceLayout implements LayoutApi {
  private run = 0;

  async layout(
    contacts: ContactGraph,
    start: Float32Array | null,
    onStep: (places: Float32Array) => void,
  ): Promise<Float32Array | null> {
    const run = ++this.run;
    const count = contacts.nodes.length;
    const places = startPlaces(contacts, start);
    if (count < 2) return places;

    const graph = new UndirectedGraph<{ x: number; y: number }, { weight: number }>();
    for (const [i, { key }] of contacts.nodes.entries()) {
      graph.addNode(key, { x: places[2 * i]!, y: places[2 * i + 1]! });
    }
    // By magnitude: two people with a hundred times the messages are closer, not a hundred times as near.
    for (const { source, target, messages } of contacts.edges) {
      graph.addEdge(source, target, { weight: 1 + Math.log2(Math.max(1, messages)) });
    }
    const settings = { ...forceAtlas2.inferSettings(count), barnesHutOptimize: count > BARNES_HUT_NODES };
    const { all, slice } = effort(count);
    const known = start === null ? 0 : contacts.nodes.filter((_, i) => !Number.isNaN(start[2 * i]!)).length;
    // Where all have a place there is little left to do; the more are new, the more.
    const iterations = Math.ceil(all * Math.max(0.2, 1 - known / count));
    for (let done = 0; done < iterations; done += slice) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (run !== this.run) return null;
      forceAtlas2.assign(graph, {
        iterations: Math.min(slice, iterations - done),
        getEdgeWeight: 'weight',
        settings,
      });
      let i = 0;
      graph.forEachNode((_, { x, y }) => {
        places[i++] = x;
        places[i++] = y;
      });
      onStep(places.slice());
    }
    return places;
  }

  async stop(): Promise<void> {
    this.run++;
  }
}
