/** How many messages of a result each month has. */
import type { Zone } from '../../shared/time/zone.ts';
import type { MonthCount } from './api.ts';
import type { Columns } from './columns.ts';
import { type Matches, matchesBefore, rowAt } from './filter.ts';
import { lowerBound } from './order.ts';

/** The first instant of a zone's month, counted from the one that holds `when`. */
function monthStart(zone: Zone, when: number, further: 0 | 1): number {
  const wall = new Date(when + zone.offsetAt(when));
  const first = new Date(0);
  first.setUTCFullYear(wall.getUTCFullYear(), wall.getUTCMonth() + further, 1);
  return zone.toUtc(first.getTime()).utc;
}

/** Months of a zone's calendar in which messages with a time stand, in order. It goes from month to month. */
export function monthsOf(zone: Zone, { when, timed }: Columns, matches: Matches): MonthCount[] {
  const months: MonthCount[] = [];
  const last = matches.count - matches.untimed;
  for (let position = 0; position < last; ) {
    const at = when[rowAt(matches, position)]!;
    const from = Math.min(at, monthStart(zone, at, 0));
    const to = Math.max(at + 1, monthStart(zone, at, 1));
    const end = Math.min(last, matchesBefore(matches, lowerBound(when, to, timed)));
    months.push({ from, to, count: end - position });
    position = end;
  }
  return months;
}
