/**
 * One pass over the rows that a filter looks at: each is counted in its cell (chat-writers.ts), in one step and
 * without a branch, and the cells then tell the counts of all lists. Ten million rows take some tens of
 * milliseconds so.
 */
import { MESSAGE_KINDS } from '../../shared/model/index.ts';
import type { Filter } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { allowed, chatsBetween } from './filter-tables.ts';
import { FAILS, Folding } from './folding.ts';
import { lowerBound } from './order.ts';

/** In the place of FAILS: not looked at, whatever the lists say. */
const LEFT_OUT = -1;

export interface Counted {
  /** Rows that pass, ascending. */
  readonly rows: Uint32Array;
  readonly count: number;
  /** By pair. */
  readonly written: Uint32Array;
  readonly byChat: Uint32Array;
  /** Its last place is of messages without a sender. */
  readonly byPerson: Uint32Array;
  readonly byKind: Uint32Array;
  readonly byExhibit: Uint32Array;
}

export class FilterPass {
  private readonly index: CaseIndex;
  private readonly eligible: Uint8Array | null;
  /** FAILS of each cell, LEFT_OUT where none of its messages is looked at. */
  private readonly fails: Int8Array;
  private readonly folding: Folding | null;

  /**
   * @param start rows before it stand for none. @param eligible 1 for each row that what else the filter asks for
   * lets pass, in a buffer of its own; null: all.
   */
  constructor(index: CaseIndex, filter: Filter, start: number, eligible: Uint8Array | null) {
    this.index = index;
    this.eligible = eligible;
    this.fails = cellFails(index, filter);
    const { columns, folds } = index;
    const failsOf = (row: number): number =>
      row < start || eligible?.[row] === 0 ? LEFT_OUT : this.failsOf(row);
    this.folding = filter.copies || folds === null ? null : new Folding(folds, columns, failsOf);
  }

  /** FAILS of a row by the filter's lists alone; negative where they leave it out. */
  failsOf(row: number): number {
    return this.fails[this.index.writers.cells.of[row]!]!;
  }

  /** The earlier rows of the same message that pass. */
  passedBefore(row: number): readonly number[] {
    return this.folding?.passedBefore(row) ?? [];
  }

  /** Counts the rows from `start` to before `end`. */
  counted(start: number, end: number): Counted {
    const { chats, people, exhibits, writers, columns } = this.index;
    const { cells } = writers;
    // Of a search mostly few are found: only they are gone through.
    const tried = this.eligible === null ? null : rowsWith(this.eligible, start, end);
    const rows = new Uint32Array(tried === null ? end - start : tried.length);
    const tally: Tally = {
      rows,
      count: 0,
      met: new Uint32Array(cells.pair.length),
      isPassing: passing(this.fails),
      of: cells.of,
    };
    const written = new Uint32Array(writers.person.length);
    const byChat = new Uint32Array(chats.length);
    const byPerson = new Uint32Array(people.length + 1);
    const byKind = new Uint32Array(MESSAGE_KINDS.length);
    const byExhibit = new Uint32Array(exhibits.length);

    /** @param folded FAILS of the lists in which earlier rows stand for these; with any, they are in no result. */
    const add = (cell: number, messages: number, folded: number): void => {
      const fails = this.fails[cell]!;
      if (messages === 0 || fails === LEFT_OUT) return;
      const pair = cells.pair[cell]!;
      const counts = (list: number): boolean => (fails & ~list) === 0 && (folded & list) === 0;
      if (fails === 0 && folded === 0) written[pair]! += messages;
      if (counts(FAILS.chat)) byChat[writers.chat[pair]!]! += messages;
      if (counts(FAILS.person)) byPerson[writers.person[pair]!]! += messages;
      if (counts(FAILS.kind)) byKind[cells.kind[cell]!]! += messages;
      if ((fails & ~FAILS.exhibit) === 0) byExhibit[cells.exhibit[cell]!]! += messages;
    };

    const takeLater = (row: number): void => {
      const cell = cells.of[row]!;
      const folded = this.folding!.foldedIn(row);
      if (folded === 0) {
        tally.met[cell]!++;
        if (this.fails[cell] === 0) rows[tally.count++] = row;
      } else add(cell, 1, folded);
    };
    const folds = this.folding === null ? null : this.index.folds;
    if (tried !== null) {
      for (const row of tried) {
        if (folds !== null && folds.starts[row]! < folds.starts[row + 1]!) takeLater(row);
        else take(tally, row, row + 1);
      }
    } else {
      let at = start;
      for (let i = folds === null ? 0 : lowerBound(folds.later, start); i < (folds?.later.length ?? 0); i++) {
        const row = folds!.later[i]!;
        if (row >= end) break;
        take(tally, at, row);
        takeLater(row);
        at = row + 1;
      }
      take(tally, at, end);
    }
    for (let cell = 0; cell < tally.met.length; cell++) add(cell, tally.met[cell]!, 0);

    const { count } = tally;
    // Memory that was not written to takes none: only few rows are worth a copy.
    const found = count * 2 < columns.count ? rows.slice(0, count) : rows.subarray(0, count);
    return { rows: found, count, written, byChat, byPerson, byKind, byExhibit };
  }
}

/** 1 for each cell whose rows pass. */
function passing(fails: Int8Array): Uint8Array {
  const cells = new Uint8Array(fails.length);
  for (let cell = 0; cell < fails.length; cell++) cells[cell] = fails[cell] === 0 ? 1 : 0;
  return cells;
}

function cellFails(index: CaseIndex, filter: Filter): Int8Array {
  const { writers, chats, people, exhibits } = index;
  const { cells } = writers;
  const chatOk = allowed(filter.chats, chats.length);
  const personOk = allowed(filter.people, people.length + 1);
  // The place of messages without a sender, whatever indexes the filter lists.
  personOk[people.length] = filter.people ? 0 : 1;
  const kindOk = allowed(
    filter.kinds?.map((kind) => MESSAGE_KINDS.indexOf(kind)),
    MESSAGE_KINDS.length,
  );
  const exhibitOk = allowed(
    filter.exhibits?.map((exhibit) => exhibits.indexOf(exhibit)).filter((i) => i >= 0),
    exhibits.length,
  );
  const { between } = filter;
  const talkOk = between ? allowed(chatsBetween(index, between), chats.length) : null;
  const fails = new Int8Array(cells.pair.length);
  for (let cell = 0; cell < fails.length; cell++) {
    const pair = cells.pair[cell]!;
    const chat = writers.chat[pair]!;
    const person = writers.person[pair]!;
    fails[cell] =
      talkOk !== null && (talkOk[chat] === 0 || !between!.includes(person))
        ? LEFT_OUT
        : (chatOk[chat] === 0 ? FAILS.chat : 0) |
          (personOk[person] === 0 ? FAILS.person : 0) |
          (kindOk[cells.kind[cell]!] === 0 ? FAILS.kind : 0) |
          (exhibitOk[cells.exhibit[cell]!] === 0 ? FAILS.exhibit : 0);
  }
  return fails;
}

interface Tally {
  readonly rows: Uint32Array;
  count: number;
  /** Rows of each cell. */
  readonly met: Uint32Array;
  /** 1 for each cell whose rows pass. */
  readonly isPassing: Uint8Array;
  /** Of each row: its cell. */
  readonly of: Uint32Array;
}

/** Takes rows for which no other can stand. */
function take(tally: Tally, start: number, end: number): void {
  const { rows, met, isPassing, of } = tally;
  let { count } = tally;
  for (let row = start; row < end; row++) {
    const cell = of[row]!;
    met[cell]!++;
    rows[count] = row;
    count += isPassing[cell]!;
  }
  tally.count = count;
}

/** The rows from start to before end that are 1, ascending. */
function rowsWith(found: Uint8Array, start: number, end: number): Uint32Array {
  let rows = new Uint32Array(1024);
  let count = 0;
  const add = (row: number): void => {
    if (count === rows.length) {
      const larger = new Uint32Array(Math.min(end - start, 4 * count));
      larger.set(rows);
      rows = larger;
    }
    rows[count++] = row;
  };
  // Four at a time: most are none.
  const words = new Uint32Array(found.buffer, found.byteOffset, found.length >>> 2);
  for (let row = start; row < end; ) {
    if ((row & 3) === 0 && row + 4 <= end && words[row >>> 2] === 0) {
      row += 4;
      continue;
    }
    if (found[row] === 1) add(row);
    row++;
  }
  return rows.subarray(0, count);
}
