/** The part of the layout's plane that the whole view shows. */

export interface Extent {
  x: [least: number, most: number];
  y: [least: number, most: number];
}

/** Units of the layout; few nodes are not drawn apart to the edges of the window. */
const LEAST_SIDE = 60;

function widened(least: number, most: number): [number, number] {
  const more = Math.max(0, LEAST_SIDE - (most - least)) / 2;
  return [least - more, most + more];
}

/** Of all places, never empty; around the origin when there are none. */
export function extentOf(places: Iterable<{ readonly x: number; readonly y: number }>): Extent {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  if (left > right) [left, right, bottom, top] = [0, 0, 0, 0];
  return { x: widened(left, right), y: widened(bottom, top) };
}
