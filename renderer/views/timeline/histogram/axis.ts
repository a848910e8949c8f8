import type { Zone } from '../../../../shared/time/zone.ts';
import { boundaries, type CalendarUnit, unitFor } from './calendar.ts';

export interface Tick {
  /** ms since 1970 UTC. */
  readonly at: number;
  readonly label: string;
  /** A day among hours, a year among months. */
  readonly isMajor: boolean;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
/** px that a label and the space beside it take. */
const LABEL = 84;

function tickOf(wall: number, { of }: CalendarUnit): Omit<Tick, 'at'> {
  const date = new Date(wall);
  const [day, clock] = date.toISOString().split('T') as [string, string];
  const year = String(date.getUTCFullYear());
  const month = MONTHS[date.getUTCMonth()]!;
  if (of === 'year') return { label: year, isMajor: false };
  if (of === 'month') {
    const isJanuary = date.getUTCMonth() === 0;
    return { label: isJanuary ? year : `${month} ${year}`, isMajor: isJanuary };
  }
  const dayText = `${Number(day.slice(-2))} ${month}`;
  if (of === 'day' || of === 'week') return { label: dayText, isMajor: date.getUTCDate() === 1 };
  const isMidnight = wall % 86_400_000 === 0;
  if (isMidnight) return { label: dayText, isMajor: true };
  return { label: clock.slice(0, of === 'second' ? 8 : 5), isMajor: false };
}

/** Ticks within a span for a width, px, at boundaries of the zone's calendar and clock. */
export function ticksOf(zone: Zone, from: number, to: number, width: number): Tick[] {
  const unit = unitFor(to - from, Math.max(1, Math.floor(width / LABEL)));
  const ticks: Tick[] = [];
  for (const at of boundaries(zone, from, to, unit)) {
    if (at >= from && at <= to) ticks.push({ at, ...tickOf(at + zone.offsetAt(at), unit) });
  }
  return ticks;
}
