/** Moving over the picture with the arrow keys. */

export type Direction = 'left' | 'right' | 'up' | 'down';

export interface Spot {
  readonly key: string;
  /** px on the stage, y downwards. */
  readonly x: number;
  readonly y: number;
}

const AXES: Readonly<Record<Direction, readonly [x: number, y: number]>> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * The nearest spot in a direction: within 45° of it, and the nearer to its axis the better. When nothing
 * is there, the nearest of all on that side; null when that side is empty.
 */
export function nearestInDirection(spots: readonly Spot[], from: Spot, direction: Direction): string | null {
  const [ax, ay] = AXES[direction];
  let best: string | null = null;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const { key, x, y } of spots) {
    if (key === from.key) continue;
    const along = (x - from.x) * ax + (y - from.y) * ay;
    const aside = Math.abs((x - from.x) * ay) + Math.abs((y - from.y) * ax);
    if (along <= 0) continue;
    // Outside the quarter turn counts as far away, but better than nothing.
    const cost = Math.hypot(along, 2 * aside) + (aside > along ? 1e6 : 0);
    if (cost < bestCost || (cost === bestCost && best !== null && key < best)) {
      best = key;
      bestCost = cost;
    }
  }
  return best;
}
