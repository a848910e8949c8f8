/** A message that several exhibits hold, counted once: the first of its rows that passes stands for it. */
import type { Columns } from './columns.ts';
import { otherWitnesses, type Witnesses } from './witnesses.ts';

/** By which of a filter's lists a row fails; `result`: by none. */
export const FAILS = { chat: 1, person: 2, kind: 4, exhibit: 8, result: 16 } as const;

const MET = 32;

/** Rows are met in ascending order. Only rows of one chat and one sender are folded, so that ties of people keep their counts. */
export class Folding {
  private readonly witnesses: Witnesses;
  private readonly columns: Columns;
  /** FAILS of each row met, with MET. */
  private readonly fails: Uint8Array;

  constructor(witnesses: Witnesses, columns: Columns) {
    this.witnesses = witnesses;
    this.columns = columns;
    this.fails = new Uint8Array(columns.count);
  }

  private earlier(row: number): number[] {
    const { exhibit, chat, sender } = this.columns;
    return otherWitnesses(this.witnesses, exhibit[row]!, row).filter(
      (other) =>
        other < row && this.fails[other] !== 0 && chat[other] === chat[row] && sender[other] === sender[row],
    );
  }

  /** The rows that pass already and stand for this one. */
  passedBefore(row: number): number[] {
    return this.earlier(row).filter((other) => this.fails[other] === MET);
  }

  /** List bits of those. */
  marksBefore(row: number, marked: ArrayLike<number>): number {
    let bits = 0;
    for (const other of this.passedBefore(row)) bits |= marked[other]!;
    return bits;
  }

  /**
   * Notes a row, and says for which counts an earlier row of the same message stands for it already: FAILS
   * bits of the lists, and `result`. The count of exhibits has each.
   */
  met(row: number, fails: number): number {
    const { kind } = this.columns;
    let folded = 0;
    for (const other of this.earlier(row)) {
      const its = this.fails[other]! & ~MET;
      if (its === 0) folded |= FAILS.result;
      if ((its & ~FAILS.chat) === 0) folded |= FAILS.chat;
      if ((its & ~FAILS.person) === 0) folded |= FAILS.person;
      if ((its & ~FAILS.kind) === 0 && kind[other] === kind[row]) folded |= FAILS.kind;
    }
    this.fails[row] = MET | fails;
    return folded;
  }
}
