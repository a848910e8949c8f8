import type { ContactGraph } from '../api.ts';
import type { ContactTies } from '../graph.ts';

/** A graph that was written down, as the columns of one; its people stand before its chats, each in their order. */
export function graphTies({ nodes, edges }: ContactGraph): ContactTies {
  const numbers = new Map(nodes.map(({ key }, node) => [key, node]));
  return {
    nodes: nodes.length,
    person: Int32Array.from(nodes, ({ person }) => person ?? -1),
    chat: Int32Array.from(nodes, ({ chat }) => chat ?? -1),
    held: Uint32Array.from(nodes, ({ messages }) => messages),
    source: Uint32Array.from(edges, ({ source }) => numbers.get(source)!),
    target: Uint32Array.from(edges, ({ target }) => numbers.get(target)!),
    messages: Uint32Array.from(edges, ({ messages }) => messages),
    forth: Uint32Array.from(edges, ({ forth }) => forth),
    back: Uint32Array.from(edges, ({ back }) => back),
    label: (node) => nodes[node]!.label,
    select: (tie) => edges[tie]!.select,
  };
}
