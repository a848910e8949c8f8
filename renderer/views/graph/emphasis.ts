/** What a selection or the pointer sets off from the rest of the picture. */

/** A node by its key, or a tie by its. */
export type Picked =
  | { readonly kind: 'node'; readonly key: string }
  | { readonly kind: 'tie'; readonly key: string };

export interface Emphasis {
  /** Whether the rest is dimmed. */
  readonly dims: boolean;
  readonly nodes: ReadonlySet<string>;
  /** Drawn in the accent colour. */
  readonly ties: ReadonlySet<string>;
  /** The node that is selected. */
  readonly selected: string | null;
  /** The node under the pointer. */
  readonly hovered: string | null;
}

export const NO_EMPHASIS: Emphasis = {
  dims: false,
  nodes: new Set(),
  ties: new Set(),
  selected: null,
  hovered: null,
};

/** What emphasis needs of a graph. */
export interface Ends {
  hasNode(key: string): boolean;
  hasEdge(key: string): boolean;
  neighbors(key: string): string[];
  edges(key: string): string[];
  extremities(key: string): [string, string];
}

/** A node under the pointer goes before the selection; a tie under the pointer is added to it. */
export function emphasisOf(graph: Ends, selection: Picked | null, hovered: Picked | null): Emphasis {
  const chosen = selection !== null && exists(graph, selection) ? selection : null;
  const under = hovered !== null && exists(graph, hovered) ? hovered : null;
  const selected = chosen?.kind === 'node' ? chosen.key : null;
  const focus = under?.kind === 'node' ? under : chosen;
  const nodes = new Set<string>();
  const ties = new Set<string>();
  if (focus?.kind === 'node') {
    nodes.add(focus.key);
    for (const key of graph.neighbors(focus.key)) nodes.add(key);
    for (const key of graph.edges(focus.key)) ties.add(key);
  } else if (focus?.kind === 'tie') {
    for (const key of graph.extremities(focus.key)) nodes.add(key);
    ties.add(focus.key);
  }
  if (under?.kind === 'tie') ties.add(under.key);
  return { dims: focus !== null, nodes, ties, selected, hovered: under?.kind === 'node' ? under.key : null };
}

const exists = (graph: Ends, { kind, key }: Picked): boolean =>
  kind === 'node' ? graph.hasNode(key) : graph.hasEdge(key);

/** Nodes and ties that look different under two emphases, beside what is dimmed as a whole. */
export function changedLooks(before: Emphasis, after: Emphasis): { nodes: string[]; ties: string[] } {
  const nodes = new Set(inOne(before.nodes, after.nodes));
  for (const which of ['selected', 'hovered'] as const) {
    if (before[which] === after[which]) continue;
    for (const key of [before[which], after[which]]) if (key !== null) nodes.add(key);
  }
  // How strong a tie is set off depends on how many are.
  const ties =
    before.ties.size === after.ties.size
      ? inOne(before.ties, after.ties)
      : new Set([...before.ties, ...after.ties]);
  return { nodes: [...nodes], ties: [...ties] };
}

/** Members of one of two sets alone. */
function inOne(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...[...one].filter((key) => !other.has(key)), ...[...other].filter((key) => !one.has(key))];
}
