/** One row of the table of attacks: what somebody tries, and what the program says to it. */
import type { RefusalCode } from '../../shared/model/index.ts';

export interface Attack {
  /** In one plain sentence. */
  readonly attack: string;
  /** Carries it out on real bytes: throws the refusal, or returns what a check found, in words. */
  readonly how: () => unknown;
  /** `found`: a check says what it found; `invalid`: a call of the page that makes no sense. */
  readonly code: RefusalCode | 'found' | 'invalid';
  /** Stands in what is said, letter for letter. */
  readonly says: string;
}

/** Attacks on one thing, and the same thing without an attack, which must pass. */
export interface AttackGroup {
  readonly title: string;
  readonly control: () => unknown;
  readonly attacks: readonly Attack[];
}

/** Bytes with one bit changed. @param at a negative place counts from the end. */
export function flipped(bytes: Uint8Array, at: number, bit = 0): Buffer {
  const changed = Buffer.from(bytes);
  changed[at < 0 ? bytes.length + at : at]! ^= 1 << bit;
  return changed;
}
