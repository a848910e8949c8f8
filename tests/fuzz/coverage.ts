/**
 * Which parts of the program's own source have run, by V8's block coverage
 * (Profiler.startPreciseCoverage of the inspector protocol, asked for in this process).
 *
 * V8 gives for each function that ran a list of nested ranges with counts, and merges a block into the one
 * around it when their counts agree. So what is compared between runs is not ranges but characters of the
 * source: a character counts as covered when the innermost range around it has run.
 */
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';

/** Characters covered so far of a script, 1 each. */
type Covered = Uint8Array<ArrayBuffer>;

export class Coverage {
  private readonly session = new Session();
  private readonly counts: (url: string) => boolean;
  private readonly covered = new Map<string, Covered>();
  private total = 0;

  /** @param counts whether a script is of interest, by its URL. */
  constructor(counts: (url: string) => boolean) {
    this.counts = counts;
  }

  async start(): Promise<void> {
    this.session.connect();
    await this.session.post('Profiler.enable');
    await this.session.post('Profiler.startPreciseCoverage', {
      callCount: false,
      detailed: true,
      allowTriggeredUpdates: false,
    });
  }

  /** Characters that have ever run. */
  get characters(): number {
    return this.total;
  }

  /** How many characters ran for the first time since the last call. */
  async news(): Promise<number> {
    const { result } = await this.session.post('Profiler.takePreciseCoverage');
    let fresh = 0;
    for (const script of result) if (this.counts(script.url)) fresh += this.take(script);
    this.total += fresh;
    return fresh;
  }

  private take({ url, functions }: Profiler.ScriptCoverage): number {
    const length = Math.max(0, ...functions.map(({ ranges }) => ranges[0]?.endOffset ?? 0));
    const now = new Uint8Array(length);
    // Functions stand in the order of their beginnings, an outer before an inner; so do a function's ranges.
    for (const { ranges } of functions) {
      for (const { startOffset, endOffset, count } of ranges)
        now.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    }
    let before = this.covered.get(url);
    if (!before || before.length < length) {
      const longer = new Uint8Array(length);
      if (before) longer.set(before);
      this.covered.set(url, longer);
      before = longer;
    }
    let fresh = 0;
    for (let at = 0; at < length; at++) {
      if (now[at] === 1 && before[at] === 0) {
        before[at] = 1;
        fresh++;
      }
    }
    return fresh;
  }

  stop(): void {
    this.session.disconnect();
  }
}
