/** The picture as it stands on the stage, as plain data: what is saved is drawn from it. */
import type { GraphColours } from './graph-colours.ts';
import type { PlacedLabel } from './labels.ts';

export interface SceneTie {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly width: number;
  readonly colour: string;
  readonly opacity: number;
}

export interface SceneNode {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly shape: 'circle' | 'square';
  readonly colour: string;
  readonly opacity: number;
  /** Colour of the ring around it: of the owner of a device, or of the selection. */
  readonly ring: string | null;
}

/** All lengths in px; y downwards. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly ties: readonly SceneTie[];
  readonly nodes: readonly SceneNode[];
  readonly labels: readonly PlacedLabel[];
  readonly colours: GraphColours;
}

/** A ring stands this far off its node's edge, and is this wide; px. */
export const RING_GAP = 2;
export const RING_WIDTH = 2;
/** px of page colour around a node, so that it stands apart from what is under it. */
export const HALO = 1.5;
/** Half the side of a square that has the area of a circle of radius 1. */
export const SQUARE_HALF = Math.sqrt(Math.PI) / 2;

/** Lines under a saved picture: px from line to line, and around them. */
export const CAPTION_LINE = 18;
export const CAPTION_PADDING = 12;

export function captionHeight(lines: readonly string[]): number {
  return lines.length === 0 ? 0 : lines.length * CAPTION_LINE + 2 * CAPTION_PADDING;
}

/** What is on the stage, at least in part. */
export function isOnStage(
  { width, height }: { width: number; height: number },
  x: number,
  y: number,
  reach: number,
): boolean {
  return x > -reach && y > -reach && x < width + reach && y < height + reach;
}
