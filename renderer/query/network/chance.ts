/** Numbers that look random and are the same for the same seed: a measure taken twice is the same twice. */

/** @returns a function that gives whole numbers from 0 to before `below`. Mulberry32, by Tommy Ettinger (public domain). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Puts `count` members of a list, chosen by chance, each as likely as any, first in it (Fisher and Yates). */
export function drawFirst(list: Uint32Array, count: number, below: (below: number) => number): void {
  for (let i = 0; i < count; i++) {
    const other = i + below(list.length - i);
    const drawn = list[other]!;
    list[other] = list[i]!;
    list[i] = drawn;
  }
}
