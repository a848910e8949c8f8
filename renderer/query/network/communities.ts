/**
 * Communities: groups of nodes with more messages among themselves than chance would give them. Found by
 * Louvain: V. D. Blondel, J.-L. Guillaume, R. Lambiotte and E. Lefebvre, "Fast unfolding of communities in large
 * networks", Journal of Statistical Mechanics (2008) P10008, on modularity as in M. E. J. Newman, "Analysis of
 * weighted networks", Physical Review E 70 (2004). Ties weigh as many as their messages.
 *
 * Louvain can leave a community in parts that have no tie between them (V. A. Traag, L. Waltman and N. J. van
 * Eck, "From Louvain to Leiden", Scientific Reports 9, 2019): such parts are made communities of their own.
 */
import { chance, drawFirst } from './chance.ts';
import type { Network } from './network.ts';

export interface Communities {
  /** For each node; the largest community is 0, of equals the one whose first node comes first. */
  readonly of: Uint32Array<ArrayBuffer>;
  /** Nodes of each. */
  readonly sizes: Uint32Array<ArrayBuffer>;
  /** Of the partition, -0.5 to 1; 0 where there are no ties. */
  readonly modularity: number;
}

/** A network whose nodes are communities of the one before. */
interface Level {
  readonly nodes: number;
  readonly starts: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly weight: Float64Array;
  /** Twice the weight within each node. */
  readonly within: Float64Array;
}

/** Rounds of moving on one level: a bound, should sums beyond 2^53 let nodes go round in circles. */
const MOST_ROUNDS = 100;

/** The same network and seed give the same communities. */
export function communitiesOf(network: Network, seed: number): Communities {
  const below = chance(seed);
  const of = Uint32Array.from({ length: network.nodes }, (_, node) => node);
  let level: Level = {
    nodes: network.nodes,
    starts: network.starts,
    neighbour: network.neighbour,
    weight: Float64Array.from(network.messages),
    within: new Float64Array(network.nodes),
  };
  for (;;) {
    const { community, moved } = moveNodes(level, below);
    if (!moved) break;
    const count = renumber(community);
    for (let node = 0; node < of.length; node++) of[node] = community[of[node]!]!;
    level = joined(level, community, count);
  }
  const parts = connectedParts(network, of);
  const sizes = bySize(parts);
  return { of: parts, sizes, modularity: modularity(network, parts, sizes.length) };
}

/** Moves nodes to the neighbouring community that gains most modularity until none gains. */
function moveNodes(
  { nodes, starts, neighbour, weight, within }: Level,
  below: (below: number) => number,
): { community: Uint32Array<ArrayBuffer>; moved: boolean } {
  const community = Uint32Array.from({ length: nodes }, (_, node) => node);
  const degree = within.slice();
  for (let node = 0; node < nodes; node++) {
    for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) degree[node]! += weight[arc]!;
  }
  const total = degree.slice();
  const all = degree.reduce((sum, one) => sum + one, 0);
  const order = community.slice();
  drawFirst(order, nodes, below);
  const toCommunity = new Float64Array(nodes);
  const met = new Uint32Array(nodes);
  let moved = false;
  for (let round = 0, moves = 1; moves > 0 && round < MOST_ROUNDS; round++) {
    moves = 0;
    for (const node of order) {
      const own = community[node]!;
      const its = degree[node]!;
      let metCount = 0;
      for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
        const other = community[neighbour[arc]!]!;
        if (toCommunity[other] === 0) met[metCount++] = other;
        toCommunity[other]! += weight[arc]!;
      }
      total[own]! -= its;
      // Gains times the sum of all degrees: whole numbers, so that equal ones compare as equal.
      let best = own;
      let most = toCommunity[own]! * all - total[own]! * its;
      for (let i = 0; i < metCount; i++) {
        const other = met[i]!;
        const gain = toCommunity[other]! * all - total[other]! * its;
        if (gain > most || (gain === most && best !== own && other < best)) {
          best = other;
          most = gain;
        }
        toCommunity[other] = 0;
      }
      total[best]! += its;
      if (best !== own) {
        community[node] = best;
        moves++;
        moved = true;
      }
    }
  }
  return { community, moved };
}

/** Numbers communities from 0 by their first node. @returns how many there are. */
function renumber(community: Uint32Array): number {
  const numbers = new Int32Array(community.length).fill(-1);
  let count = 0;
  for (let node = 0; node < community.length; node++) {
    const old = community[node]!;
    if (numbers[old]! < 0) numbers[old] = count++;
    community[node] = numbers[old]!;
  }
  return count;
}

/** The level whose nodes are the communities of this one. */
function joined(level: Level, community: Uint32Array, count: number): Level {
  const { nodes, starts, neighbour, weight, within } = level;
  const members = new Uint32Array(nodes);
  const memberStarts = new Uint32Array(count + 1);
  for (let node = 0; node < nodes; node++) memberStarts[community[node]! + 1]!++;
  for (let i = 0; i < count; i++) memberStarts[i + 1]! += memberStarts[i]!;
  const next = memberStarts.slice(0, count);
  for (let node = 0; node < nodes; node++) members[next[community[node]!]!++] = node;

  const newStarts = new Uint32Array(count + 1);
  const newNeighbour = new Uint32Array(neighbour.length);
  const newWeight = new Float64Array(neighbour.length);
  const newWithin = new Float64Array(count);
  const sums = new Float64Array(count);
  const met = new Uint32Array(count);
  let end = 0;
  for (let one = 0; one < count; one++) {
    let metCount = 0;
    for (let place = memberStarts[one]!; place < memberStarts[one + 1]!; place++) {
      const node = members[place]!;
      newWithin[one]! += within[node]!;
      for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
        const other = community[neighbour[arc]!]!;
        if (other === one) newWithin[one]! += weight[arc]!;
        else {
          if (sums[other] === 0) met[metCount++] = other;
          sums[other]! += weight[arc]!;
        }
      }
    }
    for (const other of met.subarray(0, metCount).sort()) {
      newNeighbour[end] = other;
      newWeight[end++] = sums[other]!;
      sums[other] = 0;
    }
    newStarts[one + 1] = end;
  }
  return {
    nodes: count,
    starts: newStarts,
    neighbour: newNeighbour.slice(0, end),
    weight: newWeight.slice(0, end),
    within: newWithin,
  };
}

/** Parts of the communities that hang together by ties within them, numbered by their first node. */
function connectedParts({ nodes, starts, neighbour }: Network, of: Uint32Array): Uint32Array<ArrayBuffer> {
  const NONE = 0xffff_ffff;
  const parts = new Uint32Array(nodes).fill(NONE);
  const waiting = new Uint32Array(nodes);
  let count = 0;
  for (let first = 0; first < nodes; first++) {
    if (parts[first] !== NONE) continue;
    parts[first] = count;
    waiting[0] = first;
    for (let place = 0, end = 1; place < end; place++) {
      const node = waiting[place]!;
      for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
        const to = neighbour[arc]!;
        if (parts[to] !== NONE || of[to] !== of[node]) continue;
        parts[to] = count;
        waiting[end++] = to;
      }
    }
    count++;
  }
  return parts;
}

/** Numbers parts anew, the largest first. @returns their sizes. */
function bySize(parts: Uint32Array): Uint32Array<ArrayBuffer> {
  const count = parts.reduce((most, part) => Math.max(most, part + 1), 0);
  const sizes = new Uint32Array(count);
  for (const part of parts) sizes[part]!++;
  const order = Uint32Array.from({ length: count }, (_, part) => part).sort(
    (one, other) => sizes[other]! - sizes[one]! || one - other,
  );
  const places = new Uint32Array(count);
  for (const [place, part] of order.entries()) places[part] = place;
  for (let node = 0; node < parts.length; node++) parts[node] = places[parts[node]!]!;
  return sizes.sort().reverse();
}

/** Newman's modularity of a partition of `count` communities. */
export function modularity(
  { nodes, starts, neighbour, messages }: Network,
  of: Uint32Array,
  count: number,
): number {
  const within = new Float64Array(count);
  const total = new Float64Array(count);
  let all = 0;
  for (let node = 0; node < nodes; node++) {
    const its = of[node]!;
    for (let arc = starts[node]!; arc < starts[node + 1]!; arc++) {
      total[its]! += messages[arc]!;
      all += messages[arc]!;
      if (of[neighbour[arc]!] === its) within[its]! += messages[arc]!;
    }
  }
  if (all === 0) return 0;
  return within.reduce((sum, inside, one) => sum + inside / all - (total[one]! / all) ** 2, 0);
}
