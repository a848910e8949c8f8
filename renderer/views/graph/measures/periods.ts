/** The two periods that are compared. */
import type { Period } from '../../../query/api.ts';
import { grouped } from '../../../ui/numbers.ts';
import type { Periods } from './use-changes.ts';

/** As they are written down: an end may still be missing, or stand before the beginning. */
export interface DraftPeriods {
  readonly first: Partial<Period>;
  readonly second: Partial<Period>;
}

const SECOND = 1000;

/** The halves of a stretch of time, cut at whole seconds; its last instant is in the second. */
export function halvesOf(from: number, to: number): DraftPeriods {
  const start = Math.floor(from / SECOND) * SECOND;
  const end = (Math.floor(to / SECOND) + 1) * SECOND;
  const middle = Math.ceil((start + end) / 2 / SECOND) * SECOND;
  return { first: { from: start, to: middle }, second: { from: middle, to: end } };
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

/** Messages a day: `4.2`, `0.03`. */
export function rateText(messages: number, { from, to }: Period): string {
  const rate = (messages * DAY) / (to - from);
  if (rate === 0) return '0';
  return rate >= 10 ? grouped(Math.round(rate)) : rate.toPrecision(2);
}
