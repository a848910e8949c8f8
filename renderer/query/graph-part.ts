import type { ContactGraph, GraphCut, GraphEdge, GraphPart, GraphRoster } from './api.ts';
import { transferring } from './rpc.ts';

/** By messages, the strongest first; equal ones keep their order. */
const byStrength = (one: GraphEdge, other: GraphEdge): number => other.messages - one.messages;

/** Ties of `also` that come whatever their strength. */
const ALSO_TIES = 500;

/** What the views get of a graph: the whole of it, or what `cut` asks for. */
export function partOf(graph: ContactGraph, cut?: GraphCut): GraphPart {
  const { nodes, edges } = cut === undefined || fits(graph, cut) ? graph : strongest(graph, cut);
  const roster = rosterOf(graph);
  const buffers = [roster.person, roster.chat, roster.messages, roster.ties].map(
    ({ buffer }) => buffer as ArrayBuffer,
  );
  return transferring({ nodes, edges, ties: graph.edges.length, roster }, buffers);
}

/** All ties of one node, the strongest first. */
export function tiesOf({ edges }: ContactGraph, key: string): GraphEdge[] {
  return edges.filter(({ source, target }) => source === key || target === key).sort(byStrength);
}

function fits({ nodes, edges }: ContactGraph, { wholeNodes, wholeTies }: GraphCut): boolean {
  return nodes.length <= wholeNodes && edges.length <= wholeTies;
}

/** The strongest ties in the order of the whole graph, and the nodes at their ends. */
function strongest(graph: ContactGraph, cut: GraphCut): ContactGraph {
  const kept = new Set(graph.edges.toSorted(byStrength).slice(0, cut.strongest));
  if (cut.also !== undefined) {
    for (const tie of tiesOf(graph, cut.also).slice(0, ALSO_TIES)) kept.add(tie);
  }
  const ends = new Set<string>(cut.also === undefined ? [] : [cut.also]);
  for (const { source, target } of kept) ends.add(source).add(target);
  return {
    nodes: graph.nodes.filter(({ key }) => ends.has(key)),
    edges: graph.edges.filter((edge) => kept.has(edge)),
  };
}

function rosterOf({ nodes, edges }: ContactGraph): GraphRoster {
  const tiesOfKey = new Map<string, number>();
  for (const { source, target } of edges) {
    tiesOfKey.set(source, (tiesOfKey.get(source) ?? 0) + 1);
    tiesOfKey.set(target, (tiesOfKey.get(target) ?? 0) + 1);
  }
  const sorted = nodes.toSorted((one, other) => other.messages - one.messages);
  return {
    person: Int32Array.from(sorted, ({ person }) => person ?? -1),
    chat: Int32Array.from(sorted, ({ chat }) => chat ?? -1),
    messages: Uint32Array.from(sorted, ({ messages }) => messages),
    ties: Uint32Array.from(sorted, ({ key }) => tiesOfKey.get(key) ?? 0),
  };
}
