/** A contact graph as it is drawn: shapes and sizes, without places and colours. */
import type { ContactGraph } from '../../query/api.ts';
import { radiusScale, tieOpacity, widthScale } from './scale.ts';

export interface DrawnNode {
  readonly key: string;
  readonly label: string;
  readonly messages: number;
  /** px at the whole view. */
  readonly radius: number;
  /** People are circles, groups squares. */
  readonly shape: 'circle' | 'square';
  /** Whether a device of the case is this person's: drawn with a ring. */
  readonly isOwner: boolean;
}

export interface DrawnTie {
  /** `source target`. */
  readonly key: string;
  readonly source: string;
  readonly target: string;
  readonly messages: number;
  /** px at the whole view. */
  readonly width: number;
}

export interface DrawnGraph {
  readonly nodes: readonly DrawnNode[];
  /** The weakest first, so that the strongest are drawn over them. */
  readonly ties: readonly DrawnTie[];
  /** Of a tie, 0 to 1. */
  readonly tieOpacity: number;
}

export const tieKey = ({ source, target }: { source: string; target: string }): string =>
  `${source} ${target}`;

/**
 * @param look by a node's key: its name as it is shown, and whether a device of the case is the person's.
 * @param shape of all nodes; by what they are when it is not given.
 */
export function drawnGraph(
  { nodes, edges }: ContactGraph,
  look: (key: string) => { readonly label: string; readonly isOwner: boolean },
  shape?: DrawnNode['shape'],
): DrawnGraph {
  const radius = radiusScale(nodes.map(({ messages }) => messages));
  const width = widthScale(edges.map(({ messages }) => messages));
  return {
    nodes: nodes.map(({ key, messages, person }) => ({
      ...look(key),
      key,
      messages,
      radius: radius(messages),
      shape: shape ?? (person === undefined ? 'square' : 'circle'),
    })),
    ties: edges
      .map((edge) => ({
        key: tieKey(edge),
        source: edge.source,
        target: edge.target,
        messages: edge.messages,
        width: width(edge.messages),
      }))
      .sort((one, other) => one.messages - other.messages),
    tieOpacity: tieOpacity(edges.length),
  };
}
