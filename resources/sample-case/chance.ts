/** Chance with a fixed seed: the same name gives the same numbers on every machine. */
import { createHash } from 'node:crypto';

/** Everything made is drawn from this; another seed is another case. */
const SEED = 'OP LANTERN 1';

export interface Chance {
  /** 0 included to 1 excluded. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** True with this probability. */
  happens(probability: number): boolean;
  hex(digits: number): string;
}

/**
 * A stream of its own for each name, so that a change in one part of the case leaves the others as they
 * are. Mulberry32 over the name's SHA-256.
 */
export function chance(name: string): Chance {
  let state = createHash('sha256').update(`${SEED}\0${name}`).digest().readUInt32LE(0);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    pick: (from) => from[whole(0, from.length - 1)]!,
    happens: (probability) => next() < probability,
    hex: (digits) =>
      Array.from({ length: digits }, () => whole(0, 15).toString(16))
        .join('')
        .toUpperCase(),
  };
}

/** Bytes that belong to a name: keys, nonces, ids. At most 32. */
export function bytesOf(name: string, length: number): Buffer {
  return createHash('sha256').update(`${SEED}\0bytes\0${name}`).digest().subarray(0, length);
}
