/** The case's wall clock: what was written down in London, as instants. */
import { Zone } from '../../shared/time/zone.ts';

export const TIME_ZONE = 'Europe/London';
const zone = new Zone(TIME_ZONE);

/** The incident: 14:40:00 in London, which keeps UTC in March until the 31st. */
export const INSTANT = '2024-03-22T14:40:00.000Z';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `2024-03-22 14:36:48` as ms since 1970 UTC; of a reading that happened twice, the earlier instant. */
export function london(reading: string): number {
  const wall = Date.parse(`${reading.replace(' ', 'T')}Z`);
  if (Number.isNaN(wall)) throw new Error(`not a reading of a clock: ${reading}`);
  return zone.toUtc(wall).utc;
}

/** What the clock showed at an instant, as a date whose UTC fields are the wall clock's. */
export function wallClock(utc: number): Date {
  return new Date(utc + zone.offsetAt(utc));
}
