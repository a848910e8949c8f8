/** Long work in steps: whoever takes them does other work between two of them. */
export type Steps<T> = Generator<void, T, void>;

/** Messages of one step. */
const STEP = 32_768;

/** The stretches of `count` messages, one a step. */
export function* stretchesOf(count: number): Generator<{ readonly from: number; readonly to: number }, void> {
  for (let from = 0; from < count; from += STEP) yield { from, to: Math.min(from + STEP, count) };
}

/** Takes all steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
