/**
 * One pass over the rows that a filter's lists look at. The loop does the same few steps for every row, without a
 * branch: a row is counted by its pair of chat and writer, which tells both lists' counts once all rows are
 * counted. Ten million rows take some tens of milliseconds so.
 */
import { MESSAGE_KINDS } from '../../shared/model/index.ts';
import type { Filter } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { allowed, chatsBetween } from './filter-tables.ts';
import { FAILS, Folding } from './folding.ts';
import { lowerBound } from './order.ts';

const PASSES = 0;
/** In the place of FAILS: not looked at, whatever the lists say. */
const LEFT_OUT = -1;

export interface Counted {
  /** Rows that pass, ascending. */
  readonly rows: Uint32Array;
  readonly count: number;
  /** By pair. */
  readonly written: Uint32Array;
  /** The last place of `byPerson` is of messages without a sender. */
  readonly byChat: Uint32Array;
  readonly byPerson: Uint32Array;
  readonly byKind: Uint32Array;
  readonly byExhibit: Uint32Array;
}

export class FilterPass {
  private readonly index: CaseIndex;
  private readonly eligible: Uint8Array | null;
  /** FAILS of each pair, LEFT_OUT where none of its messages is looked at. */
  private readonly pairFails: Int8Array;
  private readonly pairOk: Uint8Array;
  private readonly kindOk: Uint8Array;
  private readonly exhibitOk: Uint8Array;
  private readonly folding: Folding | null;
  private rows = new Uint32Array(0);
  private count = 0;
  /** By pair, of the rows that pass by kind and exhibit. */
  private readonly met: Uint32Array;
  private readonly written: Uint32Array;
  private readonly byChat: Uint32Array;
  private readonly byPerson: Uint32Array;
  private readonly byKind = new Uint32Array(MESSAGE_KINDS.length);
  private readonly byExhibit: Uint32Array;

  /**
   * @param start rows before it stand for none. @param eligible 1 for each row that what else the filter asks for
   * lets pass; null: all.
   */
  constructor(index: CaseIndex, filter: Filter, start: number, eligible: Uint8Array | null) {
    const { columns, writers, chats, people, exhibits, folds } = index;
    this.index = index;
    this.eligible = eligible;
    const chatOk = allowed(filter.chats, chats.length);
    const personOk = allowed(filter.people, people.length + 1);
    // The place of messages without a sender, whatever indexes the filter lists.
    personOk[people.length] = filter.people ? 0 : 1;
    const talkOk = filter.between ? allowed(chatsBetween(index, filter.between), chats.length) : null;
    const pairs = writers.person.length;
    this.pairFails = new Int8Array(pairs);
    this.pairOk = new Uint8Array(pairs);
    for (let pair = 0; pair < pairs; pair++) {
      const [chat, person] = [writers.chat[pair]!, writers.person[pair]!];
      const isLeftOut = talkOk !== null && (talkOk[chat] === 0 || !filter.between!.includes(person));
      this.pairFails[pair] = isLeftOut
        ? LEFT_OUT
        : (chatOk[chat] === 0 ? FAILS.chat : 0) | (personOk[person] === 0 ? FAILS.person : 0);
      this.pairOk[pair] = this.pairFails[pair] === PASSES ? 1 : 0;
    }
    this.kindOk = allowed(
      filter.kinds?.map((kind) => MESSAGE_KINDS.indexOf(kind)),
      MESSAGE_KINDS.length,
    );
    this.exhibitOk = allowed(
      filter.exhibits?.map((exhibit) => exhibits.indexOf(exhibit)).filter((i) => i >= 0),
      exhibits.length,
    );
    this.met = new Uint32Array(pairs);
    this.written = new Uint32Array(pairs);
    this.byChat = new Uint32Array(chats.length);
    this.byPerson = new Uint32Array(people.length + 1);
    this.byExhibit = new Uint32Array(exhibits.length);
    this.folding =
      filter.copies || folds === null
        ? null
        : new Folding(folds, columns, (row) =>
            row < start || eligible?.[row] === 0 ? LEFT_OUT : this.failsOf(row),
          );
  }

  /** FAILS of a row by the filter's lists alone; negative where they leave it out. */
  failsOf(row: number): number {
    const { kind, exhibit } = this.index.columns;
    const fails = this.pairFails[this.index.writers.of[row]!]!;
    if (fails === LEFT_OUT) return LEFT_OUT;
    return (
      fails |
      (this.kindOk[kind[row]!] === 0 ? FAILS.kind : 0) |
      (this.exhibitOk[exhibit[row]!] === 0 ? FAILS.exhibit : 0)
    );
  }

  /** The earlier rows of the same message that pass. */
  passedBefore(row: number): readonly number[] {
    return this.folding?.passedBefore(row) ?? [];
  }

  /** Counts the rows from `start` to before `end`. */
  take(start: number, end: number): void {
    this.rows = new Uint32Array(end - start);
    const later = this.folding === null ? null : this.index.folds!.later;
    let at = start;
    for (let i = later === null ? 0 : lowerBound(later, start); later !== null && i < later.length; i++) {
      const row = later[i]!;
      if (row >= end) break;
      this.takeStretch(at, row);
      this.takeLater(row);
      at = row + 1;
    }
    this.takeStretch(at, end);
  }

  /** Rows for which no other can stand. */
  private takeStretch(start: number, end: number): void {
    const { kind, exhibit } = this.index.columns;
    const { of } = this.index.writers;
    const { rows, met, byKind, byExhibit, pairOk, kindOk, exhibitOk, eligible } = this;
    let { count } = this;
    if (eligible === null) {
      for (let row = start; row < end; row++) {
        const pair = of[row]!;
        const what = kind[row]!;
        const where = exhibit[row]!;
        const p = pairOk[pair]!;
        const k = kindOk[what]!;
        const e = exhibitOk[where]!;
        met[pair]! += k & e;
        byKind[what]! += p & e;
        byExhibit[where]! += p & k;
        rows[count] = row;
        count += p & k & e;
      }
    } else {
      for (let row = start; row < end; row++) {
        if (eligible[row] === 0) continue;
        const pair = of[row]!;
        const what = kind[row]!;
        const where = exhibit[row]!;
        const p = pairOk[pair]!;
        const k = kindOk[what]!;
        const e = exhibitOk[where]!;
        met[pair]! += k & e;
        byKind[what]! += p & e;
        byExhibit[where]! += p & k;
        rows[count] = row;
        count += p & k & e;
      }
    }
    this.count = count;
  }

  /** A row for which an earlier one may stand. */
  private takeLater(row: number): void {
    if (this.eligible?.[row] === 0) return;
    const fails = this.failsOf(row);
    if (fails < 0) return;
    const { columns, writers } = this.index;
    const folded = this.folding!.foldedIn(row);
    const pair = writers.of[row]!;
    if (fails === 0 && (folded & FAILS.result) === 0) {
      this.rows[this.count++] = row;
      this.written[pair]!++;
    }
    const counts = (list: number): boolean => (fails & ~list) === 0 && (folded & list) === 0;
    if (counts(FAILS.chat)) this.byChat[writers.chat[pair]!]!++;
    if (counts(FAILS.person)) this.byPerson[writers.person[pair]!]!++;
    if (counts(FAILS.kind)) this.byKind[columns.kind[row]!]!++;
    if ((fails & ~FAILS.exhibit) === 0) this.byExhibit[columns.exhibit[row]!]!++;
  }

  /** Once all rows are taken. */
  counted(): Counted {
    const { count, written, byChat, byPerson, byKind, byExhibit, met, pairFails } = this;
    const { chat, person } = this.index.writers;
    for (let pair = 0; pair < met.length; pair++) {
      const messages = met[pair]!;
      const fails = pairFails[pair]!;
      if (messages === 0 || fails === LEFT_OUT) continue;
      if (fails === PASSES) written[pair]! += messages;
      if ((fails & ~FAILS.chat) === 0) byChat[chat[pair]!]! += messages;
      if ((fails & ~FAILS.person) === 0) byPerson[person[pair]!]! += messages;
    }
    const rows = count === this.rows.length ? this.rows : this.rows.slice(0, count);
    return { rows, count, written, byChat, byPerson, byKind, byExhibit };
  }
}
