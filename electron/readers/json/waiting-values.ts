import { type ParseOptions, parseList, parseValue } from './parse-value.ts';
import type { RefusedReason, ValueProblem } from './problems.ts';
import type { ValueScanner } from './value-scanner.ts';

/** What became of values that waited; `n` counts them from 0 in the order in which they were added. */
export type Given =
  | { readonly is: 'values'; readonly n: number; readonly values: unknown[]; readonly bytes: number[] }
  | {
      readonly is: 'refused';
      readonly n: number;
      readonly byte: number;
      readonly length: number;
      readonly reason: RefusedReason;
      readonly detail: string;
    }
  | { readonly is: 'problem'; readonly n: number; readonly problem: ValueProblem };

/**
 * Values that were scanned and not read yet. They follow each other in the window, a comma between each
 * two, so that all of them can be read at once.
 */
export class WaitingValues {
  private starts: number[] = [];
  private ends: number[] = [];
  private members: number[] = [];
  private careful: boolean[] = [];

  get count(): number {
    return this.starts.length;
  }

  /** @param isCareful whether only the careful parser will do. */
  add(start: number, end: number, { members }: ValueScanner, isCareful: boolean): void {
    this.starts.push(start);
    this.ends.push(end);
    this.members.push(members);
    this.careful.push(isCareful);
  }

  /**
   * Reads and forgets them.
   * @param base offset in the file of `view[0]`.
   */
  give(view: Buffer, base: number, options: ParseOptions): Given[] {
    const { starts, careful, count } = this;
    if (count === 0) return [];
    const given = new GivenList(starts, base);
    for (let from = 0; from < count; ) {
      let to = from;
      while (to < count && !careful[to]) to++;
      const values = to > from ? this.atOnce(view, from, to) : undefined;
      if (values) {
        given.addAll(from, values);
        from = to;
        continue;
      }
      // Any of these may be the one that is out of the ordinary.
      to = Math.max(to, from + 1);
      for (; from < to; from++) this.giveOne(from, given, view, base, options);
    }
    this.starts = [];
    this.ends = [];
    this.members = [];
    this.careful = [];
    return given.all;
  }

  private atOnce(view: Buffer, from: number, to: number): unknown[] | undefined {
    const { starts, ends } = this;
    let members = 0;
    for (let n = from; n < to; n++) members += this.members[n]!;
    return parseList(view, starts[from]!, ends[to - 1]!, to - from, members);
  }

  private giveOne(n: number, given: GivenList, view: Buffer, base: number, options: ParseOptions): void {
    const [start, end] = [this.starts[n]!, this.ends[n]!];
    const scanned = { members: this.members[n]!, needsCare: this.careful[n]! };
    const read = parseValue(view, start, end, scanned, base, options);
    if ('refused' in read) {
      const { refused: reason, detail } = read;
      given.add({ is: 'refused', n, byte: base + start, length: end - start, reason, detail });
      return;
    }
    for (const problem of read.problems) given.add({ is: 'problem', n, problem });
    given.addAll(n, [read.value]);
  }
}

/** Values that follow each other with nothing to say between them are given together. */
class GivenList {
  readonly all: Given[] = [];
  private readonly starts: readonly number[];
  private readonly base: number;
  private run: { readonly values: unknown[]; readonly bytes: number[] } | null = null;

  constructor(starts: readonly number[], base: number) {
    this.starts = starts;
    this.base = base;
  }

  add(given: Given): void {
    this.all.push(given);
    this.run = null;
  }

  /** @param n of the first of them. */
  addAll(n: number, values: unknown[]): void {
    const { starts, base } = this;
    if (this.run) for (const value of values) this.run.values.push(value);
    else {
      this.run = { values, bytes: [] };
      this.all.push({ is: 'values', n, ...this.run });
    }
    for (let i = 0; i < values.length; i++) this.run.bytes.push(base + starts[n + i]!);
  }
}
