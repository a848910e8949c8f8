/** A message that several exhibits hold, counted once: the first of its rows that passes stands for it. */
import type { Columns } from './columns.ts';
import type { Witnesses } from './witnesses.ts';

/** By which of a filter's lists a row fails; `result`: by none. */
export const FAILS = { chat: 1, person: 2, kind: 4, exhibit: 8, result: 16 } as const;

/**
 * Which rows may stand for which: the earlier rows of the same message are `earlier[starts[row] ..
 * starts[row + 1]]`. Only rows of one chat and one sender, so that ties of people keep their counts.
 */
export interface Folds {
  readonly starts: Uint32Array;
  readonly earlier: Uint32Array;
  /** Rows that have earlier ones, ascending. */
  readonly later: Uint32Array;
}

/** null where no two rows are one message of one chat and one sender. */
export function foldsOf({ rows, pairs }: Witnesses, { count, chat, sender }: Columns): Folds | null {
  const starts = new Uint32Array(count + 1);
  const each = (found: (earlier: number, later: number) => void): void => {
    for (const { first, second, matching } of pairs) {
      const [own, others] = [rows[first]!, rows[second]!];
      for (let a = 0; a < matching.ofFirst.length; a++) {
        const b = matching.ofFirst[a]!;
        if (b < 0) continue;
        const [one, other] = [own[a]!, others[b]!];
        if (chat[one] !== chat[other] || sender[one] !== sender[other]) continue;
        if (one < other) found(one, other);
        else found(other, one);
      }
    }
  };
  let total = 0;
  each((_, later) => {
    starts[later + 1]!++;
    total++;
  });
  if (total === 0) return null;
  for (let row = 0; row < count; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice(0, count);
  const earlier = new Uint32Array(total);
  each((one, later) => {
    earlier[next[later]!++] = one;
  });
  const later = new Uint32Array(total);
  let found = 0;
  for (let row = 0; row < count; row++) if (starts[row + 1]! > starts[row]!) later[found++] = row;
  return { starts, earlier, later: later.slice(0, found) };
}

/** Of the first rows that pass a filter, ascending, those that no earlier one of them stands for. */
export function eachOnce({ starts, earlier }: Folds, rows: readonly number[]): number[] {
  const passed = new Set(rows);
  return rows.filter(
    (row) => !earlier.subarray(starts[row]!, starts[row + 1]!).some((other) => passed.has(other)),
  );
}

/** Which rows of a filter stand for which. */
export class Folding {
  private readonly folds: Folds;
  private readonly kind: Uint8Array;
  private readonly failsOf: (row: number) => number;

  /** @param failsOf FAILS bits of a row; negative where it is left out, whatever the filter's lists say. */
  constructor(folds: Folds, { kind }: Columns, failsOf: (row: number) => number) {
    this.folds = folds;
    this.kind = kind;
    this.failsOf = failsOf;
  }

  /** The earlier rows that pass and stand for this one. */
  passedBefore(row: number): number[] {
    const { starts, earlier } = this.folds;
    const found: number[] = [];
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      if (this.failsOf(earlier[i]!) === 0) found.push(earlier[i]!);
    }
    return found;
  }

  /**
   * For which counts an earlier row of the same message stands for this one already: FAILS bits of the lists, and
   * `result`. The count of exhibits has each.
   */
  foldedIn(row: number): number {
    const { starts, earlier } = this.folds;
    let folded = 0;
    for (let i = starts[row]!; i < starts[row + 1]!; i++) {
      const other = earlier[i]!;
      const its = this.failsOf(other);
      if (its < 0) continue;
      if (its === 0) folded |= FAILS.result;
      if ((its & ~FAILS.chat) === 0) folded |= FAILS.chat;
      if ((its & ~FAILS.person) === 0) folded |= FAILS.person;
      if ((its & ~FAILS.kind) === 0 && this.kind[other] === this.kind[row]) folded |= FAILS.kind;
    }
    return folded;
  }
}
