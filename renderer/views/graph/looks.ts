/** How nodes and ties look by the theme and by what is set off; sigma's programs and saved pictures share it. */
import type { DrawnNode, DrawnTie } from './drawn-graph.ts';
import type { Emphasis } from './emphasis.ts';
import type { GraphColours } from './graph-colours.ts';
import type { NodeLook } from './node-program.ts';
import { litOpacity } from './scale.ts';
import { RING_GAP, RING_WIDTH } from './scene.ts';
import type { TieLook } from './tie-program.ts';

export type NodeAttributes = DrawnNode & { x: number; y: number; size: number };
export type TieAttributes = DrawnTie & { size: number };

export interface Appearance {
  readonly colours: GraphColours;
  readonly emphasis: Emphasis;
  /** Of a tie that is not set off, 0 to 1. */
  readonly tieOpacity: number;
}

/** Opacity of what is not set off while something is. */
export const DIM = 0.12;

export function nodeColours(
  { key, shape, isOwner }: DrawnNode,
  { colours, emphasis }: Appearance,
): { colour: string; ring: string | null } {
  const own = shape === 'square' ? colours.group : colours.person;
  if (emphasis.selected === key) return { colour: colours.accent, ring: colours.text };
  return { colour: own, ring: isOwner ? own : null };
}

/** px from a node's edge to the outside of its ring. */
export function ringReach({ key, isOwner }: DrawnNode, { emphasis }: Appearance): number {
  return isOwner || emphasis.selected === key ? RING_GAP + RING_WIDTH : 0;
}

export function nodeLook(node: NodeAttributes, appearance: Appearance): NodeLook {
  const { colour, ring } = nodeColours(node, appearance);
  const isLit = appearance.emphasis.nodes.has(node.key);
  return {
    ...node,
    type: 'node',
    color: colour,
    ring,
    isSquare: node.shape === 'square',
    isLit,
    forceLabel: isLit,
    hidden: false,
    // Drawn once more over all others.
    highlighted: node.key === appearance.emphasis.selected || node.key === appearance.emphasis.hovered,
    zIndex: 0,
  };
}

/** Colour and opacity of a tie, before the rest is dimmed. */
export function tieColours(
  key: string,
  { colours, emphasis, tieOpacity }: Appearance,
): { colour: string; opacity: number; isLit: boolean } {
  return emphasis.ties.has(key)
    ? { colour: colours.accent, opacity: litOpacity(emphasis.ties.size), isLit: true }
    : { colour: colours.tie, opacity: tieOpacity, isLit: false };
}

export function tieLook(tie: TieAttributes, appearance: Appearance): TieLook {
  const { colour, opacity, isLit } = tieColours(tie.key, appearance);
  const alpha = Math.round(255 * opacity)
    .toString(16)
    .padStart(2, '0');
  return {
    ...tie,
    label: null,
    type: 'tie',
    color: `${colour}${alpha}`,
    isLit,
    forceLabel: false,
    hidden: false,
    zIndex: 0,
  };
}
