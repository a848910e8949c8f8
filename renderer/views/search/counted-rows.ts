/** Rows of the counts beside a result. */
import type { Zone } from '../../../shared/time/zone.ts';
import type { Filter, MonthCount } from '../../query/api.ts';
import type { Counted } from './count-list.tsx';

/** Those that have messages or are chosen, the most messages first, equal ones as they come. */
export function countedRows(
  counts: Uint32Array,
  chosen: readonly number[] | undefined,
  nameOf: (key: number) => string,
): Counted[] {
  const isChosen = new Set(chosen);
  const keys: number[] = [];
  for (let key = 0; key < counts.length; key++) if (counts[key]! > 0 || isChosen.has(key)) keys.push(key);
  keys.sort((a, b) => counts[b]! - counts[a]! || a - b);
  return keys.map((key) => ({
    key,
    name: nameOf(key),
    count: counts[key]!,
    isChosen: isChosen.has(key),
  }));
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Months in order, by their place among them. */
export function monthRows(zone: Zone, months: readonly MonthCount[], filter: Filter): Counted[] {
  return months.map(({ from, to, count }, key) => ({
    key,
    name: monthName(zone, from),
    count,
    isChosen: filter.from === from && filter.to === to,
  }));
}

/** `March 2024` of the zone's month that begins at an instant. */
export function monthName(zone: Zone, from: number): string {
  const wall = new Date(from + zone.offsetAt(from));
  return `${MONTHS[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`;
}
