/**
 * Betweenness: the share of all pairs of others whose shortest paths lead through a node; of a pair with
 * several shortest paths the share of them that do. L. C. Freeman, "A set of measures of centrality based on
 * betweenness", Sociometry 40 (1977); computed as U. Brandes, "A faster algorithm for betweenness centrality",
 * Journal of Mathematical Sociology 25 (2001), by steps, not by strength.
 *
 * In a large network from a sample of starting nodes, drawn without repetition, each as likely as any, and
 * scaled up: U. Brandes and C. Pich, "Centrality estimation in large networks", International Journal of
 * Bifurcation and Chaos 17 (2007).
 */
import { chance, drawFirst } from './chance.ts';
import { degreeOf, type Network } from './network.ts';

export interface BetweennessResult {
  /** For each node, 0 to 1. */
  readonly share: Float64Array<ArrayBuffer>;
  /**
   * For each node: three standard errors of the share by the spread within the sample, with the correction for a
   * finite population. No bound: on made networks 9 of 10 intervals or more held the exact share of those on at
   * least 1 path of 500; who is on few paths may be missed altogether. null: exact.
   */
  readonly error: Float64Array<ArrayBuffer> | null;
  /** Starting nodes looked from. */
  readonly sources: number;
  /** Nodes with a tie: what the starting nodes are drawn from. */
  readonly tied: number;
}

/** Visits of nodes and arcs that one run may take: a few seconds. */
export const BETWEENNESS_WORK = 150_000_000;
/** Starting nodes however large the network. */
const LEAST_SOURCES = 128;
/** Numbers of paths are scaled down from here on; only their ratios matter. */
const MANY_PATHS = 2 ** 500;

/** How many starting nodes a network gets: all of them where that is little work. */
export function sourcesFor({ nodes, neighbour }: Network, tied: number, work = BETWEENNESS_WORK): number {
  return Math.min(tied, Math.max(LEAST_SOURCES, Math.floor(work / Math.max(1, nodes + neighbour.length))));
}

/** A run in steps, so that it can be ended between two of them. */
export class Betweenness {
  private readonly network: Network;
  private readonly from: Uint32Array;
  private readonly tied: number;
  private readonly sum: Float64Array;
  private readonly squares: Float64Array;
  private readonly level: Int32Array;
  private readonly paths: Float64Array;
  private readonly share: Float64Array;
  private readonly order: Uint32Array;
  private done = 0;

  /** @param sources starting nodes; as many as `sourcesFor` finds right when it is not given. */
  constructor(network: Network, seed: number, sources?: number) {
    const { nodes } = network;
    this.network = network;
    const tied = Uint32Array.from({ length: nodes }, (_, node) => node).filter(
      (node) => degreeOf(network, node) > 0,
    );
    this.tied = tied.length;
    const count = Math.min(tied.length, sources ?? sourcesFor(network, tied.length));
    if (count < tied.length) drawFirst(tied, count, chance(seed));
    this.from = tied.subarray(0, count);
    this.sum = new Float64Array(nodes);
    this.squares = new Float64Array(nodes);
    this.level = new Int32Array(nodes).fill(-1);
    this.paths = new Float64Array(nodes);
    this.share = new Float64Array(nodes);
    this.order = new Uint32Array(nodes);
  }

  /** Starting nodes looked from, of all. */
  get progress(): { done: number; all: number } {
    return { done: this.done, all: this.from.length };
  }

  /** Looks from one more starting node. @returns whether there are more. */
  step(): boolean {
    if (this.done < this.from.length) this.lookFrom(this.from[this.done++]!);
    return this.done < this.from.length;
  }

  result(): BetweennessResult {
    const { nodes } = this.network;
    const { tied, done } = this;
    // Ordered pairs of others; each pair is met from both its ends.
    const pairs = Math.max(1, (nodes - 1) * (nodes - 2));
    const scale = done === 0 ? 0 : tied / done / pairs;
    const share = this.sum.map((sum) => Math.min(1, sum * scale));
    if (done === tied) return { share, error: null, sources: done, tied };
    const error = this.sum.map((sum, node) => {
      if (done < 2) return 1;
      const variance = Math.max(0, (this.squares[node]! - (sum * sum) / done) / (done - 1));
      return (3 * tied * Math.sqrt((variance / done) * (1 - done / tied))) / pairs;
    });
    return { share, error, sources: done, tied };
  }

  /** Adds what one starting node gives to each node: the sum over all targets of the paths' share through it. */
  private lookFrom(source: number): void {
    const { starts, neighbour } = this.network;
    const { level, paths, share, order, sum, squares } = this;
    // Where each level begins in `order`, and by what its numbers of paths were divided.
    const begins = [0];
    const divided = [1];
    level[source] = 0;
    paths[source] = 1;
    order[0] = source;
    let end = 1;
    for (let begin = 0, depth = 1; begin < end; depth++) {
      const levelEnd = end;
      let most = 0;
      for (let place = begin; place < levelEnd; place++) {
        const node = order[place]!;
        for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
          const to = neighbour[arc]!;
          if (level[to]! < 0) {
            level[to] = depth;
            paths[to] = 0;
            order[end++] = to;
          }
          if (level[to] === depth) {
            paths[to]! += paths[node]!;
            if (paths[to]! > most) most = paths[to]!;
          }
        }
      }
      const divisor = most > MANY_PATHS ? MANY_PATHS : 1;
      if (divisor > 1) for (let place = levelEnd; place < end; place++) paths[order[place]!]! /= divisor;
      begins.push(levelEnd);
      divided.push(divisor);
      begin = levelEnd;
    }

    for (let place = 0; place < end; place++) share[order[place]!] = 0;
    for (let place = end - 1; place > 0; place--) {
      const node = order[place]!;
      const depth = level[node]!;
      const through = (1 + share[node]!) / paths[node]! / divided[depth]!;
      for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
        const before = neighbour[arc]!;
        if (level[before] === depth - 1) share[before]! += paths[before]! * through;
      }
      sum[node]! += share[node]!;
      squares[node]! += share[node]! * share[node]!;
    }
    for (let place = 0; place < end; place++) level[order[place]!] = -1;
  }
}
