/** The part of the case's time that the histogram shows, ms. */

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Closer than this nothing is to be told apart. */
const SHORTEST = 10_000;

export const lengthOf = ({ from, to }: Span): number => to - from;

/** A little more than the case's whole time, so that its first and last messages stand clear of the edges. */
export function wholeSpan(first: number, last: number): Span {
  const margin = Math.max(SHORTEST / 2, (last - first) * 0.01);
  return { from: first - margin, to: last + margin };
}

/** Within the whole, as long as it was or as the whole is. */
function within({ from, to }: Span, whole: Span): Span {
  const length = Math.min(to - from, lengthOf(whole));
  const start = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: start, to: start + length };
}

/** `factor` below 1 shows less; `at` stays where it is on screen. */
export function zoomed(span: Span, whole: Span, factor: number, at: number): Span {
  const length = lengthOf(span);
  const next = Math.min(Math.max(length * factor, Math.min(SHORTEST, lengthOf(whole))), lengthOf(whole));
  const fixed = Math.min(Math.max(at, span.from), span.to);
  const from = fixed - ((fixed - span.from) * next) / length;
  return within({ from, to: from + next }, whole);
}

export function panned({ from, to }: Span, whole: Span, by: number): Span {
  return within({ from: from + by, to: to + by }, whole);
}

/** A stretch with some room at both sides. */
export function spanAround({ from, to }: Span, whole: Span): Span {
  const margin = (to - from) * 0.1;
  return zoomed(within({ from: from - margin, to: to + margin }, whole), whole, 1, (from + to) / 2);
}

/** Moved just so far that a moment is in it. */
export function spanWith(span: Span, whole: Span, at: number): Span {
  if (at < span.from) return panned(span, whole, at - span.from);
  return at > span.to ? panned(span, whole, at - span.to) : span;
}
