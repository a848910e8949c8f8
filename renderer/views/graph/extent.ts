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

/** Of x,y pairs; never empty, around the origin when there are none. */
export function extentOf(places: Float32Array): Extent {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < places.length; i += 2) {
    left = Math.min(left, places[i]!);
    right = Math.max(right, places[i]!);
    bottom = Math.min(bottom, places[i + 1]!);
    top = Math.max(top, places[i + 1]!);
  }
  if (left > right) [left, right, bottom, top] = [0, 0, 0, 0];
  return { x: widened(left, right), y: widened(bottom, top) };
}
