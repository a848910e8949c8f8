import type { ContactGraph } from './api.ts';

/** Places the nodes of a contact graph; runs in the layout worker. */
export interface LayoutApi {
  /**
   * Lays out a graph; the same graph and start give the same places.
   * @param start x,y pairs in node order for nodes that have a place already, NaN for new ones.
   * @param onStep x,y pairs in node order, every few iterations.
   * @returns the final x,y pairs, or null when a later call or `stop` ended it.
   */
  layout(
    graph: ContactGraph,
    start: Float32Array | null,
    onStep: (places: Float32Array) => void,
  ): Promise<Float32Array | null>;
  stop(): Promise<void>;
}
