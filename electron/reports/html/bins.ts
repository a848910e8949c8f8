/** Hours counted into the bins of a time line picture: hours, days, months or years, whichever suits the span. */
import type { Zone } from '../../../shared/time/zone.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type BinUnit = 'hour' | 'day' | 'month' | 'year';

export interface Bin {
  /** ms on the picture's clock (the report's zone, or UTC) as if UTC. */
  readonly from: number;
  readonly to: number;
  readonly messages: number;
}

export interface Bins {
  readonly unit: BinUnit;
  readonly bins: readonly Bin[];
  /** Messages so far from all others that drawing them would leave no room for the rest. */
  readonly before: number;
  readonly after: number;
}

/** Longest spans drawn by hour, by day, by month. */
const BY_HOUR_MS = 4 * DAY;
const BY_DAY_MS = 200 * DAY;
const BY_MONTH_MS = 12 * 366 * DAY;
/** A longer span is cut to its middle 99 %: clocks reset to 1970 and made-up years are common. */
const CUT_ABOVE_MS = 30 * 366 * DAY;
const CUT_SHARE = 0.005;

function startOf(wall: number, unit: BinUnit): number {
  const date = new Date(wall);
  if (unit === 'hour') return Math.floor(wall / HOUR) * HOUR;
  if (unit === 'day') return Math.floor(wall / DAY) * DAY;
  date.setUTCHours(0, 0, 0, 0);
  date.setUTCDate(1);
  if (unit === 'year') date.setUTCMonth(0);
  return date.getTime();
}

function nextStart(start: number, unit: BinUnit): number {
  if (unit === 'hour') return start + HOUR;
  if (unit === 'day') return start + DAY;
  const date = new Date(start);
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.getTime();
}

/**
 * @param hours messages by hour from 1970 UTC. In zones off by part of an hour, a message may be drawn
 * up to 45 minutes early.
 * @returns null when there is nothing to draw.
 */
export function binsOf(hours: ReadonlyMap<number, number>, zone: Zone | undefined): Bins | null {
  const walls = [...hours]
    .map(([hour, messages]): [number, number] => [hour * HOUR + (zone?.offsetAt(hour * HOUR) ?? 0), messages])
    .sort(([a], [b]) => a - b);
  if (walls.length === 0) return null;
  let first = 0;
  let last = walls.length - 1;
  let before = 0;
  let after = 0;
  if (walls[last]![0] - walls[first]![0] > CUT_ABOVE_MS) {
    const all = walls.reduce((sum, [, messages]) => sum + messages, 0);
    while (first < last && before + walls[first]![1] <= all * CUT_SHARE) before += walls[first++]![1];
    while (first < last && after + walls[last]![1] <= all * CUT_SHARE) after += walls[last--]![1];
  }
  const span = walls[last]![0] - walls[first]![0];
  const unit: BinUnit =
    span <= BY_HOUR_MS ? 'hour' : span <= BY_DAY_MS ? 'day' : span <= BY_MONTH_MS ? 'month' : 'year';
  const counts = new Map<number, number>();
  for (let i = first; i <= last; i++) {
    const [wall, messages] = walls[i]!;
    const start = startOf(wall, unit);
    counts.set(start, (counts.get(start) ?? 0) + messages);
  }
  const bins: Bin[] = [];
  const end = startOf(walls[last]![0], unit);
  for (let start = startOf(walls[first]![0], unit); start <= end; start = nextStart(start, unit)) {
    bins.push({ from: start, to: nextStart(start, unit), messages: counts.get(start) ?? 0 });
  }
  return { unit, bins, before, after };
}
