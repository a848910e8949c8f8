/** When a message may have been sent, as far as its time says. */
import type { TimeBasis, TimePrecision } from '../model/index.ts';
import { readingMs, type TimeReading } from '../time/instant.ts';

/** ms since 1970 UTC; `to` is exclusive. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

export interface MessageTime {
  readonly sentAt?: TimeReading;
  readonly timeBasis?: TimeBasis;
  readonly timePrecision?: TimePrecision;
  readonly timeAmbiguous?: true;
}

const PRECISION_MS: Readonly<Record<TimePrecision, number>> = {
  ms: 1,
  s: 1000,
  min: 60_000,
  day: 86_400_000,
};
const HOUR = 3_600_000;
/** Zones are from 12 hours behind UTC to 14 ahead. */
const FURTHEST_AHEAD = 14 * HOUR;
const FURTHEST_BEHIND = 12 * HOUR;
/** No change of clocks moves them by more than this (Antarctica/Troll: two hours). */
const LARGEST_CHANGE = 2 * HOUR;

/** The span in which a message was sent; null when its time is not known. */
export function timeSpan({ sentAt, timeBasis, timePrecision, timeAmbiguous }: MessageTime): TimeSpan | null {
  if (sentAt === undefined) return null;
  const at = readingMs(sentAt);
  if (Number.isNaN(at)) return null;
  const end = at + PRECISION_MS[timePrecision ?? 'ms'];
  if (timeBasis === 'device-local') return { from: at - FURTHEST_AHEAD, to: end + FURTHEST_BEHIND };
  if (timeAmbiguous) return { from: at - LARGEST_CHANGE, to: end + LARGEST_CHANGE };
  return { from: at, to: end };
}
