/** Sizes of what is drawn, px at the whole view. The more there is to draw, the smaller the greatest. */

interface Bounds {
  readonly least: number;
  readonly most: number;
}

const within = (n: number, least: number, most: number): number => Math.min(most, Math.max(least, n));
const magnitude = (count: number): number => Math.log10(Math.max(1, count));

/** Of a node's radius, by how many nodes there are. */
export function radiusBounds(nodes: number): Bounds {
  return {
    least: within(7.5 - 1.5 * magnitude(nodes), 2, 7),
    most: within(27 - 5 * magnitude(nodes), 7, 22),
  };
}

/** Of a tie's width, by how many ties there are. */
export function widthBounds(ties: number): Bounds {
  return {
    least: within(1.5 - 0.25 * magnitude(ties), 0.5, 1.25),
    most: within(9 - 1.6 * magnitude(ties), 2, 7),
  };
}

/** From 0 to `greatest` messages onto the bounds by the square root, so that a node's area follows its count. */
export function squareRootScale(greatest: number, { least, most }: Bounds): (messages: number) => number {
  return (messages) => least + (most - least) * Math.sqrt(greatest > 0 ? messages / greatest : 0);
}

/** How opaque a tie is: many ties over each other still let the eye through. */
export function tieOpacity(ties: number): number {
  return within(1.25 - 0.3 * magnitude(ties), 0.2, 0.75);
}
