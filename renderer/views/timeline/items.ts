/** What stands in the list's rows: the result's messages, and the lines that divide them. */

export interface Dividers {
  /** Messages of the result. */
  readonly count: number;
  /** How many of them have a time; the others stand last, below a line. */
  readonly timed: number;
  /** The first message at or after the instant; null without an instant. */
  readonly instantAt: number | null;
}

export type Item =
  | { readonly is: 'message'; readonly position: number }
  | { readonly is: 'instant' }
  | { readonly is: 'untimed' };

const hasUntimed = ({ count, timed }: Dividers): boolean => count > timed;

export function itemCount(dividers: Dividers): number {
  if (dividers.count === 0) return 0;
  return dividers.count + (dividers.instantAt === null ? 0 : 1) + (hasUntimed(dividers) ? 1 : 0);
}

/** The row in which the instant's line stands; null without one. */
export function itemOfInstant({ instantAt, timed }: Dividers): number | null {
  return instantAt === null ? null : Math.min(instantAt, timed);
}

export function itemOf(dividers: Dividers, position: number): number {
  const line = itemOfInstant(dividers);
  const below = line !== null && position >= line ? 1 : 0;
  return position + below + (position >= dividers.timed ? 1 : 0);
}

export function itemAt(dividers: Dividers, item: number): Item {
  const line = itemOfInstant(dividers);
  if (item === line) return { is: 'instant' };
  const position = line !== null && item > line ? item - 1 : item;
  if (hasUntimed(dividers) && position === dividers.timed) return { is: 'untimed' };
  return { is: 'message', position: position > dividers.timed ? position - 1 : position };
}

/** Positions of the messages in the rows `first` to before `end`. */
export function positionsIn(
  dividers: Dividers,
  first: number,
  end: number,
): readonly [first: number, end: number] {
  const at = (item: number): number => {
    const one = itemAt(dividers, item);
    if (one.is === 'message') return one.position;
    return one.is === 'instant' ? itemOfInstant(dividers)! : dividers.timed;
  };
  const all = itemCount(dividers);
  if (all === 0) return [0, 0];
  return [at(Math.min(first, all - 1)), end >= all ? dividers.count : at(end)];
}
