/**
 * The program's icon as a function of place: a thread through five knots, one of them marked, on a dark
 * square with round corners. Coordinates are of a unit square, y downwards.
 */

type Colour = readonly [red: number, green: number, blue: number];
type Point = readonly [x: number, y: number];

const GROUND: Colour = [0x1c, 0x2b, 0x3a];
const THREAD: Colour = [0xa9, 0xbd, 0xcf];
const KNOT: Colour = [0xf4, 0xf7, 0xfa];
const MARKED: Colour = [0xf0, 0xb3, 0x4d];

const MARGIN = 0.06;
const CORNER = 0.2;
const THREAD_WIDTH = 0.045;
const KNOT_RADIUS = 0.075;
const MARKED_RADIUS = 0.105;

const KNOTS: readonly Point[] = [
  [0.2, 0.7],
  [0.36, 0.38],
  [0.54, 0.58],
  [0.66, 0.28],
  [0.82, 0.5],
];
const MARKED_KNOT = 2;

/** Distance to the square with round corners; negative inside. */
function toGround([x, y]: Point): number {
  const half = 0.5 - MARGIN - CORNER;
  const dx = Math.max(Math.abs(x - 0.5) - half, 0);
  const dy = Math.max(Math.abs(y - 0.5) - half, 0);
  return Math.hypot(dx, dy) - CORNER;
}

function toSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function toThread(at: Point): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 1; i < KNOTS.length; i++) {
    nearest = Math.min(nearest, toSegment(at, KNOTS[i - 1]!, KNOTS[i]!));
  }
  return nearest - THREAD_WIDTH / 2;
}

/** Shapes from the ground up: distance to the shape, and its colour. */
const SHAPES: readonly [distance: (at: Point) => number, colour: Colour][] = [
  [toGround, GROUND],
  [toThread, THREAD],
  ...KNOTS.map(([x, y], i): [(at: Point) => number, Colour] => {
    const radius = i === MARKED_KNOT ? MARKED_RADIUS : KNOT_RADIUS;
    return [(at) => Math.hypot(at[0] - x, at[1] - y) - radius, i === MARKED_KNOT ? MARKED : KNOT];
  }),
];

/** @returns `size` × `size` pixels, 4 bytes each: red, green, blue, alpha. */
export function drawIcon(size: number): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at: Point = [(column + 0.5) / size, (row + 0.5) / size];
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (const [distance, colour] of SHAPES) {
        // A shape's edge is one pixel wide.
        const cover = Math.min(1, Math.max(0, 0.5 - distance(at) * size));
        if (cover === 0) continue;
        const next = cover + alpha * (1 - cover);
        const mix = (over: number, under: number): number =>
          (over * cover + under * alpha * (1 - cover)) / next;
        [red, green, blue] = [mix(colour[0], red), mix(colour[1], green), mix(colour[2], blue)];
        alpha = next;
      }
      pixels.set(
        [red, green, blue, alpha * 255].map((value) => Math.round(value)),
        (row * size + column) * 4,
      );
    }
  }
  return pixels;
}
