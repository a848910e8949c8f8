import type { ContactNetwork } from '../api.ts';
import type { BetweennessResult } from './betweenness.ts';
import type { Communities } from './communities.ts';
import type { CommonContact } from './contacts.ts';
import type { Overview } from './overview.ts';
import type { PathOrder, ShortestPaths } from './paths.ts';

/** What is measured of a network at once. Columns by node, in the order of the network's own. */
export interface NetworkMeasures {
  /** Numbers the network; a question that names an older one is answered with null. */
  readonly network: number;
  /** Ties of each node. */
  readonly degree: Uint32Array<ArrayBuffer>;
  /** Messages on the ties of each node. */
  readonly weightedDegree: Float64Array<ArrayBuffer>;
  readonly communities: Communities;
  readonly overview: Overview;
}

/** Measures a contact network; runs in the network worker. The same network gives the same measures. */
export interface NetworkApi {
  /** Takes a network in place of the one before. @throws RangeError when its ties end at no node. */
  load(network: ContactNetwork): Promise<NetworkMeasures>;
  /**
   * @param onStep how many starting nodes were looked from, of all; now and then.
   * @returns null when `stop`, a later call, or another network ended it.
   */
  betweenness(
    network: number,
    onStep: (progress: { readonly done: number; readonly all: number }) => void,
  ): Promise<BetweennessResult | null>;
  stop(): Promise<void>;
  /** Shortest paths between two nodes, at most PATHS_LISTED of them listed. */
  paths(network: number, from: number, to: number, order: PathOrder): Promise<ShortestPaths | null>;
  /** Nodes tied to every one of those named, at least two. */
  common(network: number, among: readonly number[]): Promise<CommonContact[] | null>;
  /** A node and all within so many steps of it. */
  ego(network: number, node: number, steps: number): Promise<Uint32Array<ArrayBuffer> | null>;
}
