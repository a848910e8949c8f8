/**
 * Shortest paths between two nodes. By steps: the fewest ties. By strength: the least sum of 1/messages over the
 * ties, so that many messages make a tie short (M. E. J. Newman, "Scientific collaboration networks II", Physical
 * Review E 64, 2001; E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1,
 * 1959).
 */
import type { Network } from './network.ts';

export const PATH_ORDERS = ['steps', 'strength'] as const;
export type PathOrder = (typeof PATH_ORDERS)[number];

export interface ShortestPaths {
  /** Nodes from the one to the other; the one whose weakest tie is strongest first. */
  readonly paths: readonly (readonly number[])[];
  /** How many there are: more than are listed, it may be. */
  readonly count: number;
  /** Ties of each path, or the sum of 1/messages; Infinity where there is none. */
  readonly length: number;
}

const NONE: ShortestPaths = { paths: [], count: 0, length: Number.POSITIVE_INFINITY };

/** Sums of fractions that differ by less than this share are the same length. */
const SAME = 1e-12;

/** All shortest paths, of which at most `most` are listed. */
export function shortestPaths(
  network: Network,
  from: number,
  to: number,
  order: PathOrder,
  most: number,
): ShortestPaths {
  if (from === to || from >= network.nodes || to >= network.nodes) return NONE;
  const length = order === 'steps' ? stepsFrom(network, from, to) : strengthFrom(network, from, to);
  if (length[to] === Number.POSITIVE_INFINITY) return NONE;
  const cost = order === 'steps' ? () => 1 : (messages: number) => 1 / messages;
  return { ...pathsBack(network, length, from, to, cost, most), length: length[to]! };
}

/** Steps from a node to each that is no farther than `to`; Infinity beyond. */
function stepsFrom({ nodes, starts, neighbour }: Network, from: number, to: number): Float64Array {
  const length = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  const order = new Uint32Array(nodes);
  length[from] = 0;
  order[0] = from;
  for (let place = 0, end = 1; place < end; place++) {
    const node = order[place]!;
    const next = length[node]! + 1;
    if (next > length[to]!) break;
    for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
      const other = neighbour[arc]!;
      if (length[other]! <= next) continue;
      length[other] = next;
      order[end++] = other;
    }
  }
  return length;
}

/** Sums of 1/messages from a node to each that is no farther than `to`. */
function strengthFrom(
  { nodes, starts, neighbour, messages }: Network,
  from: number,
  to: number,
): Float64Array {
  const length = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  const heap = new Heap(length);
  length[from] = 0;
  heap.add(from);
  for (let node = heap.take(); node >= 0; node = heap.take()) {
    if (length[node]! > length[to]! * (1 + SAME)) break;
    for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
      const other = neighbour[arc]!;
      const next = length[node]! + 1 / messages[arc]!;
      if (next >= length[other]!) continue;
      length[other] = next;
      heap.add(other);
    }
  }
  return length;
}

/** Nodes by their length, the least first; a node added again with a lesser length moves up. */
class Heap {
  private readonly length: Float64Array;
  private readonly nodes: number[] = [];
  /** Place of each node in `nodes`, and 1; 0: not in it. */
  private readonly places: Uint32Array;

  constructor(length: Float64Array) {
    this.length = length;
    this.places = new Uint32Array(length.length);
  }

  add(node: number): void {
    let place = this.places[node]! - 1;
    if (place < 0) place = this.nodes.push(node) - 1;
    while (place > 0) {
      const above = (place - 1) >>> 1;
      if (this.length[this.nodes[above]!]! <= this.length[node]!) break;
      this.put(this.nodes[above]!, place);
      place = above;
    }
    this.put(node, place);
  }

  /** The node with the least length, or -1. */
  take(): number {
    const first = this.nodes[0];
    if (first === undefined) return -1;
    this.places[first] = 0;
    const last = this.nodes.pop()!;
    if (last === first) return first;
    const { nodes, length } = this;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= nodes.length) break;
      if (below + 1 < nodes.length && length[nodes[below + 1]!]! < length[nodes[below]!]!) below++;
      if (length[nodes[below]!]! >= length[last]!) break;
      this.put(nodes[below]!, place);
      place = below;
    }
    this.put(last, place);
    return first;
  }

  private put(node: number, place: number): void {
    this.nodes[place] = node;
    this.places[node] = place + 1;
  }
}

/** Goes back from the end over every node that lies on a shortest path. */
function pathsBack(
  { starts, neighbour, messages }: Network,
  length: Float64Array,
  from: number,
  to: number,
  cost: (messages: number) => number,
  most: number,
): Pick<ShortestPaths, 'paths' | 'count'> {
  /** The nodes before one, by the messages on the tie, the most first. */
  const before = new Map<number, number[]>();
  /** Those that lie on a path, each after all that come before it on its way back. */
  const onPaths = [to];
  for (let place = 0; place < onPaths.length; place++) {
    const node = onPaths[place]!;
    const arcs: number[] = [];
    for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
      const other = neighbour[arc]!;
      const its = length[other]!;
      if (its < length[node]! && its + cost(messages[arc]!) <= length[node]! * (1 + SAME)) arcs.push(arc);
    }
    arcs.sort((one, another) => messages[another]! - messages[one]! || one - another);
    const found = arcs.map((arc) => neighbour[arc]!);
    before.set(node, found);
    for (const other of found) {
      if (before.has(other) || other === from) continue;
      before.set(other, []);
      onPaths.push(other);
    }
  }

  const counts = new Map<number, number>([[from, 1]]);
  for (const node of onPaths.toSorted((one, other) => length[one]! - length[other]!)) {
    counts.set(
      node,
      before.get(node)!.reduce((sum, other) => sum + counts.get(other)!, 0),
    );
  }

  const paths: number[][] = [];
  // A walk without recursion: a path may be as long as the network.
  const way: { node: number; next: number }[] = [{ node: to, next: 0 }];
  while (way.length > 0 && paths.length < most) {
    const last = way.at(-1)!;
    const node = before.get(last.node)![last.next++];
    if (node === undefined) way.pop();
    else if (node === from) paths.push([from, ...way.map((one) => one.node).reverse()]);
    else way.push({ node, next: 0 });
  }
  return { paths, count: counts.get(to)! };
}
