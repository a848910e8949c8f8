import type { ContactGraph, GraphCut, GraphEdge, GraphNode, GraphPart, GraphRoster } from './api.ts';
import { type ContactTies, keyOf } from './graph.ts';
import { transferring } from './rpc.ts';

/** Ties of `also` that come whatever their strength. */
const ALSO_TIES = 500;

/** What the views get of a graph: the whole of it, or what `cut` asks for. */
export function partOf(ties: ContactTies, cut?: GraphCut): GraphPart {
  const { nodes, edges } = cut === undefined ? whole(ties) : cutOf(ties, cut);
  const roster = rosterOf(ties);
  const buffers = [roster.person, roster.chat, roster.messages, roster.ties].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
  return transferring({ nodes, edges, ties: ties.source.length, roster }, buffers);
}

/** A node by its key, or -1: people and chats stand in their order. */
export function nodeOfKey({ person, chat, nodes }: ContactTies, key: string): number {
  const isPerson = key.startsWith('p');
  const wanted = Number(key.slice(1));
  let from = 0;
  let to = nodes;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const isBefore = isPerson
      ? person[middle]! >= 0 && person[middle]! < wanted
      : person[middle]! >= 0 || chat[middle]! < wanted;
    if (isBefore) from = middle + 1;
    else to = middle;
  }
  return from < nodes && (isPerson ? person : chat)[from] === wanted ? from : -1;
}

/** All ties of one node, the strongest first. */
export function tiesOf(ties: ContactTies, key: string): GraphEdge[] {
  return tieNumbersOf(ties, nodeOfKey(ties, key)).map((tie) => edgeOf(ties, tie));
}

/** The tie of each pair of keys, or null. */
export function tiesBetween(
  ties: ContactTies,
  pairs: readonly (readonly [string, string])[],
): (GraphEdge | null)[] {
  const wanted = new Map<number, number[]>();
  for (const [i, [one, other]] of pairs.entries()) {
    const ends = [nodeOfKey(ties, one), nodeOfKey(ties, other)];
    const pair = Math.min(...ends) * ties.nodes + Math.max(...ends);
    wanted.set(pair, [...(wanted.get(pair) ?? []), i]);
  }
  const found: (GraphEdge | null)[] = pairs.map(() => null);
  const { source, target, nodes } = ties;
  for (let tie = 0; tie < source.length; tie++) {
    const places = wanted.get(
      Math.min(source[tie]!, target[tie]!) * nodes + Math.max(source[tie]!, target[tie]!),
    );
    for (const place of places ?? []) found[place] = edgeOf(ties, tie);
  }
  return found;
}

function nodeAt(ties: ContactTies, node: number): GraphNode {
  const { person, chat, held } = ties;
  const who = person[node]! >= 0 ? { person: person[node]! } : { chat: chat[node]! };
  return { key: keyOf(ties, node), ...who, label: ties.label(node), messages: held[node]! };
}

function edgeOf(ties: ContactTies, tie: number): GraphEdge {
  return {
    source: keyOf(ties, ties.source[tie]!),
    target: keyOf(ties, ties.target[tie]!),
    messages: ties.messages[tie]!,
    forth: ties.forth[tie]!,
    back: ties.back[tie]!,
    select: ties.select(tie),
  };
}

function whole(ties: ContactTies): ContactGraph {
  return {
    nodes: Array.from({ length: ties.nodes }, (_, node) => nodeAt(ties, node)),
    edges: Array.from(ties.source, (_, tie) => edgeOf(ties, tie)),
  };
}

/** Numbers of one node's ties, the strongest first. */
function tieNumbersOf({ source, target, messages }: ContactTies, node: number): number[] {
  const found: number[] = [];
  for (let tie = 0; tie < source.length; tie++) {
    if (source[tie] === node || target[tie] === node) found.push(tie);
  }
  return found.sort((one, other) => messages[other]! - messages[one]! || one - other);
}

/** Within its bounds all of the nodes wanted and the ties among them; else the strongest of these, and their ends. */
function cutOf(ties: ContactTies, cut: GraphCut): ContactGraph {
  const { source, target, nodes } = ties;
  const among = cut.among === undefined ? null : new Uint8Array(nodes);
  let wanted = nodes;
  if (among !== null) {
    wanted = 0;
    for (const key of cut.among!) {
      const node = nodeOfKey(ties, key);
      if (node < 0 || among[node] === 1) continue;
      among[node] = 1;
      wanted++;
    }
  }
  const isAmong = (tie: number): boolean =>
    among === null || (among[source[tie]!] === 1 && among[target[tie]!] === 1);
  let tiesAmong = among === null ? source.length : 0;
  if (among !== null) for (let tie = 0; tie < source.length; tie++) if (isAmong(tie)) tiesAmong++;
  const fits = wanted <= cut.wholeNodes && tiesAmong <= cut.wholeTies;
  const kept = new Set(strongest(ties, fits ? tiesAmong : cut.strongest, isAmong));
  const shown = fits ? (among?.slice() ?? new Uint8Array(nodes).fill(1)) : new Uint8Array(nodes);
  if (cut.also !== undefined) {
    const also = nodeOfKey(ties, cut.also);
    if (also >= 0) shown[also] = 1;
    for (const tie of tieNumbersOf(ties, also).slice(0, ALSO_TIES)) kept.add(tie);
  }
  for (const tie of kept) {
    shown[source[tie]!] = 1;
    shown[target[tie]!] = 1;
  }
  const found: GraphNode[] = [];
  for (let node = 0; node < nodes; node++) if (shown[node] === 1) found.push(nodeAt(ties, node));
  return { nodes: found, edges: [...kept].sort((one, other) => one - other).map((tie) => edgeOf(ties, tie)) };
}

/** The ties with the most messages; of equal ones the first. */
function strongest(
  { messages, source }: ContactTies,
  most: number,
  isWanted: (tie: number) => boolean,
): number[] {
  const byStrength = (one: number, other: number): number => messages[other]! - messages[one]! || one - other;
  // Those kept so far, cut back to the strongest each time they are twice as many: few are looked at twice.
  let kept: number[] = [];
  let least = 0;
  for (let tie = 0; tie < source.length; tie++) {
    if (messages[tie]! < least || !isWanted(tie)) continue;
    kept.push(tie);
    if (kept.length < 2 * most + 16) continue;
    kept = kept.sort(byStrength).slice(0, most);
    least = kept.length === 0 ? Number.POSITIVE_INFINITY : messages[kept.at(-1)!]!;
  }
  return kept.sort(byStrength).slice(0, most);
}

function rosterOf({ nodes, person, chat, held, source, target }: ContactTies): GraphRoster {
  const ties = new Uint32Array(nodes);
  for (let tie = 0; tie < source.length; tie++) {
    ties[source[tie]!]!++;
    ties[target[tie]!]!++;
  }
  const places = Uint32Array.from(held, (_, node) => node).sort(
    (one, other) => held[other]! - held[one]! || one - other,
  );
  return {
    person: Int32Array.from(places, (node) => person[node]!),
    chat: Int32Array.from(places, (node) => chat[node]!),
    messages: Uint32Array.from(places, (node) => held[node]!),
    ties: Uint32Array.from(places, (node) => ties[node]!),
  };
}
