/**
 * Sizes of what is drawn, px at the whole view: by the square root of messages, so that a node's area
 * follows its count, and no more in all than lets the picture be read.
 */

/** Size of a node or tie by its messages. */
export type SizeScale = (messages: number) => number;

/** Sum of the nodes' squared radii: about an eighth of a window's stage is covered. */
const NODE_INK = 18_000;
/** Sum of the ties' widths. */
const TIE_INK = 700;
/** The greatest is at least this much larger than the least, however many there are. */
const LEAST_STEP = 0.75;

const within = (n: number, least: number, most: number): number => Math.min(most, Math.max(least, n));
const magnitude = (count: number): number => Math.log10(Math.max(1, count));
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Square roots of the shares of the greatest. */
function sharesOf(messages: readonly number[]): { shares: number[]; share(of: number): number } {
  const greatest = messages.reduce((most, one) => Math.max(most, one), 0);
  const share = (of: number): number => (greatest > 0 ? Math.sqrt(of / greatest) : 0);
  return { shares: messages.map(share), share };
}

/** Radii of nodes with these messages. */
export function radiusScale(messages: readonly number[]): SizeScale {
  const { shares, share } = sharesOf(messages);
  const count = messages.length;
  const least = within(7.5 - 1.5 * magnitude(count), 2, 7);
  const most = within(27 - 5 * magnitude(count), 7, 22);
  // Largest step with Σ (least + step × share)² ≤ NODE_INK.
  const linear = least * sum(shares);
  const square = sum(shares.map((one) => one * one));
  const left = NODE_INK - count * least * least;
  const fits = left > 0 && square > 0 ? (Math.sqrt(linear * linear + square * left) - linear) / square : 0;
  const step = within(square > 0 ? fits : most, LEAST_STEP * least, most - least);
  return (of) => least + step * share(of);
}

/** Widths of ties with these messages. */
export function widthScale(messages: readonly number[]): SizeScale {
  const { shares, share } = sharesOf(messages);
  const count = messages.length;
  const least = within(1.5 - 0.25 * magnitude(count), 0.5, 1.25);
  const most = within(9 - 1.6 * magnitude(count), 2, 7);
  const all = sum(shares);
  const fits = all > 0 ? (TIE_INK - count * least) / all : most;
  const step = within(fits, LEAST_STEP * least, most - least);
  return (of) => least + step * share(of);
}

/** How opaque a tie is: many ties over each other still let the eye through. */
export function tieOpacity(ties: number): number {
  return within(1.25 - 0.3 * magnitude(ties), 0.2, 0.75);
}

/** The same of ties that are set off. */
export function litOpacity(ties: number): number {
  return within(1.6 - 0.4 * magnitude(ties), 0.35, 1);
}
