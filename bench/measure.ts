/** One line of the benchmark's table. Rates are work per second; ratio = ours / baseline. */
export interface BenchRow {
  readonly work: string;
  readonly baseline: string;
  /** Medians, ms. */
  readonly oursMs: number;
  readonly baselineMs: number;
  /** baselineMs / oursMs: above 1 is faster than the baseline. */
  readonly ratio: number;
  /** The least ratio the issue asks for. */
  readonly target: number;
  /** Anything measured beside it: memory, messages/s. */
  readonly notes: string;
}

/** A file of this folder exports `rows`; `run.ts` prints what all of them give. */
export type Bench = () => Promise<BenchRow[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Runs `first` and `second` in turn, so that a noisy machine disturbs both alike; ms medians of each. */
export async function inTurn(
  runs: number,
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < runs; i++) {
    for (const [which, work] of [first, second].entries()) {
      const start = performance.now();
      await work();
      times[which]!.push(performance.now() - start);
    }
  }
  return [median(times[0]), median(times[1])];
}
