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
  private allMembers = 0;
  private hasCareful = false;

  get count(): number {
    return this.starts.length;
  }

  /** @param isCareful whether only the careful parser will do. */
  add(start: number, end: number, { members }: ValueScanner, isCareful: boolean): void {
    this.starts.push(start);
    this.ends.push(end);
    this.members.push(members);
    this.careful.push(isCareful);
    this.allMembers += members;
    if (isCareful) this.hasCareful = true;
  }

  /**
   * Reads and forgets them.
   * @param base offset in the file of `view[0]`.
   */
  give(view: Buffer, base: number, options: ParseOptions): Given[] {
    const { starts, ends, count } = this;
    if (count === 0) return [];
    const bytes = starts.map((start) => base + start);
    const values = this.hasCareful
      ? undefined
      : parseList(view, starts[0]!, ends[count - 1]!, count, this.allMembers);
    const given: Given[] = values
      ? [{ is: 'values', n: 0, values, bytes }]
      : this.oneByOne(view, base, options);
    this.starts = [];
    this.ends = [];
    this.members = [];
    this.careful = [];
    this.allMembers = 0;
    this.hasCareful = false;
    return given;
  }

  private oneByOne(view: Buffer, base: number, options: ParseOptions): Given[] {
    const given: Given[] = [];
    let run: { values: unknown[]; bytes: number[] } | null = null;
    for (const [n, start] of this.starts.entries()) {
      const end = this.ends[n]!;
      const scanned = { members: this.members[n]!, needsCare: this.careful[n]! };
      const byte = base + start;
      const read = parseValue(view, start, end, scanned, base, options);
      if ('refused' in read) {
        const { refused: reason, detail } = read;
        given.push({ is: 'refused', n, byte, length: end - start, reason, detail });
        run = null;
        continue;
      }
      for (const problem of read.problems) given.push({ is: 'problem', n, problem });
      if (run === null || read.problems.length > 0) {
        run = { values: [], bytes: [] };
        given.push({ is: 'values', n, ...run });
      }
      run.values.push(read.value);
      run.bytes.push(byte);
    }
    return given;
  }
}
