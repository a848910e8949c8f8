/** Clocks of exhibits, as the investigator corrects them. */
import type { TimePrecision } from '../model/index.ts';
import { type ClockDecision, type Decision, inForce } from './decision.ts';

/** A hundred years, ms: clocks that were never set begin in 1970, and no correction needs more. */
export const MOST_AHEAD = 36_525 * 86_400_000;

const DAY = 86_400_000;

/** The correction that holds for each exhibit that has one: the last. */
export function clockCorrections(decisions: readonly Decision[]): ReadonlyMap<string, ClockDecision> {
  const corrections = new Map<string, ClockDecision>();
  for (const one of inForce(decisions)) if (one.kind === 'clock') corrections.set(one.exhibit, one);
  return corrections;
}

/**
 * How much a time is corrected by, ms. A time that is known to the day alone moves by whole days: less would
 * put it on another day for minutes.
 */
export function aheadOf(ahead: number, precision: TimePrecision | null): number {
  return precision === 'day' ? DAY * Math.trunc(ahead / DAY) : ahead;
}
