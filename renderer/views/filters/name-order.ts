/**
 * The order of many names, found in slices: sorting 50,000 at once would hold the window up.
 */

/** Lower-cased, so that a list reads as an index does. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const RUN = 256;

/**
 * Merge sort that stops after every few thousand steps. It returns the indexes of the names in order; equal
 * names stay as they come.
 */
export function* nameOrder(names: readonly string[]): Generator<void, Uint32Array> {
  const count = names.length;
  const lower: string[] = [];
  for (const name of names) {
    lower.push(name.toLowerCase());
    if (lower.length % 1024 === 0) yield;
  }
  const byName = (a: number, b: number): number => compare(lower[a]!, lower[b]!) || a - b;
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let next = new Uint32Array(count);
  for (let start = 0; start < count; start += RUN) {
    order.subarray(start, start + RUN).sort(byName);
    yield;
  }
  for (let width = RUN; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      const middle = Math.min(start + width, count);
      const end = Math.min(start + 2 * width, count);
      for (let a = start, b = middle, to = start; to < end; to++) {
        const takesFirst = a < middle && (b >= end || byName(order[a]!, order[b]!) <= 0);
        next[to] = takesFirst ? order[a++]! : order[b++]!;
        if (to % 2048 === 0) yield;
      }
    }
    [order, next] = [next, order];
  }
  return order;
}

/** ms at a stretch. */
const SLICE = 8;

/** Runs it, with the window free between slices. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const stop = performance.now() + SLICE;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < stop);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
