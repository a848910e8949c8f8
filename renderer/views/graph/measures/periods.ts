/** The two periods that are compared. */
import type { Period } from '../../../query/api.ts';
import type { Periods } from './use-changes.ts';

/** As they are written down: an end may still be missing, or stand before the beginning. */
export interface DraftPeriods {
  readonly first: Partial<Period>;
  readonly second: Partial<Period>;
}

/** The halves of a stretch of time; its last instant is in the second. */
export function halvesOf(from: number, to: number): DraftPeriods {
  const end = to + 1;
  const middle = Math.floor((from + end) / 2);
  return { first: { from, to: middle }, second: { from: middle, to: end } };
}

/** null while a period lacks an end or has nothing in it. */
export function wholePeriods({ first, second }: DraftPeriods): Periods | null {
  return isWhole(first) && isWhole(second) ? { first, second } : null;
}

function isWhole(period: Partial<Period>): period is Period {
  const { from, to } = period;
  return from !== undefined && to !== undefined && from < to;
}

const DAY = 86_400_000;

/** `4.2 a day`, `0.03 a day`. */
export function rateText(messages: number, { from, to }: Period): string {
  const rate = (messages * DAY) / (to - from);
  return `${rate >= 10 ? Math.round(rate).toLocaleString('en-GB') : rate.toPrecision(2)} a day`;
}
