/** Bins and ticks at the boundaries of a zone's calendar and clock, from seconds to millennia. */
import type { Zone } from '../../../../shared/time/zone.ts';

export interface CalendarUnit {
  readonly of: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
  /** So many of them. */
  readonly count: number;
  /** Usual length, ms. */
  readonly length: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LENGTHS = {
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30.436875 * DAY,
  year: 365.2425 * DAY,
} as const;

const unit = (of: CalendarUnit['of'], count: number): CalendarUnit => ({
  of,
  count,
  length: LENGTHS[of] * count,
});

/** From the shortest on. */
export const UNITS: readonly CalendarUnit[] = [
  ...[1, 5, 15, 30].map((count) => unit('second', count)),
  ...[1, 5, 15, 30].map((count) => unit('minute', count)),
  ...[1, 3, 6, 12].map((count) => unit('hour', count)),
  unit('day', 1),
  unit('week', 1),
  ...[1, 3].map((count) => unit('month', count)),
  ...[1, 5, 10, 50, 100, 500, 1000].map((count) => unit('year', count)),
];

/** The shortest unit that divides a span, ms, into at most so many parts. */
export function unitFor(span: number, most: number): CalendarUnit {
  return UNITS.find(({ length }) => span / length <= most) ?? UNITS.at(-1)!;
}

/** Monday, 5 January 1970. */
const FIRST_MONDAY = 4 * DAY;

const monthOf = (wall: number): number => {
  const date = new Date(wall);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

/** ms as if UTC of the first of a month counted from year 0. */
function monthStart(month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1);
  return date.getTime();
}

/** The reading (ms as if UTC) of the unit's boundary at or before a reading, or so many units further on. */
function boundary(wall: number, { of, count, length }: CalendarUnit, further: number): number {
  if (of === 'month' || of === 'year') {
    const months = of === 'month' ? count : 12 * count;
    return monthStart((Math.floor(monthOf(wall) / months) + further) * months);
  }
  const first = of === 'week' ? FIRST_MONDAY : 0;
  return first + (Math.floor((wall - first) / length) + further) * length;
}

/** Units up to an hour go on through a change of clocks; longer ones follow what the clock shows. */
const isEven = ({ length }: CalendarUnit): boolean => length <= HOUR;

/** The boundary at or before an instant. */
export function boundaryAt(zone: Zone, when: number, of: CalendarUnit): number {
  const offset = zone.offsetAt(when);
  if (isEven(of)) return boundary(when + offset, of, 0) - offset;
  for (let back = 0; ; back--) {
    const { utc } = zone.toUtc(boundary(when + offset, of, back));
    if (utc <= when) return utc;
  }
}

/** The boundary after one. */
export function boundaryAfter(zone: Zone, edge: number, of: CalendarUnit): number {
  if (isEven(of)) {
    const offset = zone.offsetAt(edge + of.length);
    const next = boundary(edge + of.length + offset, of, 0) - offset;
    return next > edge ? next : edge + of.length;
  }
  for (let further = 1; ; further++) {
    const { utc } = zone.toUtc(boundary(edge + zone.offsetAt(edge), of, further));
    if (utc > edge) return utc;
  }
}

/** Boundaries, ascending, from the one at or before `from` to the first at or after `to`; at least two. */
export function boundaries(zone: Zone, from: number, to: number, of: CalendarUnit): Float64Array {
  const edges = [boundaryAt(zone, from, of)];
  do edges.push(boundaryAfter(zone, edges.at(-1)!, of));
  while (edges.at(-1)! < to);
  return Float64Array.from(edges);
}

/** `15 minutes`, `1 month`. */
export function unitText({ of, count }: CalendarUnit): string {
  return `${count} ${of}${count === 1 ? '' : 's'}`;
}
