/** A contact graph as typed arrays: what is measured on it at 50,000 accounts. */

/** Ties as they come from the query: parallel columns, each pair of nodes at most once, nobody tied to themselves. */
export interface TieList {
  readonly nodes: number;
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** At least 1. */
  readonly messages: Uint32Array;
}

/**
 * The same from each node: the arcs of node v are those from `starts[v]` to before `starts[v + 1]`, by
 * neighbour. Each tie is two arcs.
 */
export interface Network {
  readonly nodes: number;
  readonly starts: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly messages: Uint32Array;
}

/** @throws RangeError when a tie ends at no node, or where it begins. */
export function networkOf({ nodes, source, target, messages }: TieList): Network {
  const starts = new Uint32Array(nodes + 1);
  for (let tie = 0; tie < source.length; tie++) {
    const [one, other] = [source[tie]!, target[tie]!];
    if (one >= nodes || other >= nodes || one === other) {
      throw new RangeError(`tie ${tie} is from ${one} to ${other} of ${nodes} nodes`);
    }
    starts[one + 1]!++;
    starts[other + 1]!++;
  }
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;

  // Two counting sorts: by neighbour, then, keeping that order, by node.
  const arcs = 2 * source.length;
  const next = starts.slice(0, nodes);
  const byNeighbour = new Uint32Array(arcs);
  for (let arc = 0; arc < arcs; arc++) {
    const to = arc < source.length ? target[arc]! : source[arc - source.length]!;
    byNeighbour[next[to]!++] = arc;
  }
  next.set(starts.subarray(0, nodes));
  const neighbour = new Uint32Array(arcs);
  const weights = new Uint32Array(arcs);
  for (const arc of byNeighbour) {
    const tie = arc < source.length ? arc : arc - source.length;
    const [from, to] = arc < source.length ? [source[tie]!, target[tie]!] : [target[tie]!, source[tie]!];
    const place = next[from]!++;
    neighbour[place] = to;
    weights[place] = messages[tie]!;
  }
  return { nodes, starts, neighbour, messages: weights };
}

/** How many ties a node has. */
export function degreeOf({ starts }: Network, node: number): number {
  return starts[node + 1]! - starts[node]!;
}

/** The place of the arc between two nodes, or -1. */
export function arcBetween({ starts, neighbour }: Network, from: number, to: number): number {
  let low = starts[from]!;
  let high = starts[from + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (neighbour[middle]! < to) low = middle + 1;
    else high = middle;
  }
  return low < starts[from + 1]! && neighbour[low] === to ? low : -1;
}

/**
 * Messages on all ties of each node: its weighted degree, or strength (Barrat, Barthélemy, Pastor-Satorras and
 * Vespignani, "The architecture of complex weighted networks", PNAS 101, 2004).
 */
export function weightedDegrees({ nodes, starts, messages }: Network): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) sums[node]! += messages[arc]!;
  }
  return sums;
}
