/** The picture on the stage, taken down as plain data. */
import type { UndirectedGraph } from 'graphology';
import type { PlacedLabel } from './labels.ts';
import {
  type Appearance,
  DIM,
  type NodeAttributes,
  nodeColours,
  type TieAttributes,
  tieColours,
} from './looks.ts';
import { isOnStage, RING_GAP, RING_WIDTH, type Scene } from './scene.ts';

export interface Stage {
  /** px. */
  readonly width: number;
  readonly height: number;
  /** Where a place of the layout's plane is on it. */
  at(place: { readonly x: number; readonly y: number }): { x: number; y: number };
  /** px of a radius or width that is given for the whole view. */
  sized(px: number): number;
}

export function sceneOf(
  graph: UndirectedGraph<NodeAttributes, TieAttributes>,
  stage: Stage,
  appearance: Appearance,
  labels: readonly PlacedLabel[],
): Scene {
  const { width, height } = stage;
  const { colours, emphasis } = appearance;
  const spots = new Map(graph.mapNodes((key, node) => [key, stage.at(node)] as const));
  return {
    width,
    height,
    colours,
    labels,
    ties: graph
      .mapEdges((key, tie) => {
        const [from, to] = [spots.get(tie.source)!, spots.get(tie.target)!];
        const { colour, opacity, isLit } = tieColours(key, appearance);
        return {
          x1: from.x,
          y1: from.y,
          x2: to.x,
          y2: to.y,
          width: stage.sized(tie.size),
          colour,
          opacity: opacity * (emphasis.dims && !isLit ? DIM : 1),
        };
      })
      .filter(({ x1, y1, x2, y2 }) => crosses(stage, x1, y1, x2, y2)),
    nodes: graph
      .mapNodes((key, node) => ({
        ...spots.get(key)!,
        radius: stage.sized(node.size),
        shape: node.shape,
        ...nodeColours(node, appearance),
        opacity: emphasis.dims && !emphasis.nodes.has(key) ? DIM : 1,
      }))
      .filter(({ x, y, radius }) => isOnStage(stage, x, y, radius + RING_GAP + RING_WIDTH)),
  };
}

/** Whether a line may be on the stage: its ends are not both beyond the same side. */
function crosses({ width, height }: Stage, x1: number, y1: number, x2: number, y2: number): boolean {
  return (
    Math.max(x1, x2) > 0 && Math.min(x1, x2) < width && Math.max(y1, y2) > 0 && Math.min(y1, y2) < height
  );
}
