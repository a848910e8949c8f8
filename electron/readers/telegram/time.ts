/** Times of an export: seconds since 1970 UTC as text, and readings of the clock of the computer it was made on. */
import type { TimeBasis } from '../../../shared/model/index.ts';
import { formatReading, isWritable, readingMs } from '../../../shared/time/instant.ts';
import type { Zone } from '../../../shared/time/zone.ts';

export interface Time {
  readonly at: string;
  readonly basis: TimeBasis;
  readonly isAmbiguous: boolean;
}

/** ISO 8601 without a zone, as Qt writes a local time. */
const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

const SECONDS = /^-?\d{1,15}$/;

/** The instant of a `…_unixtime`, or undefined: absent, 0, or of no year from 0 to 9999. */
export function instantOf(seconds: unknown): string | undefined {
  const number = typeof seconds === 'string' && SECONDS.test(seconds) ? Number(seconds) : seconds;
  if (typeof number !== 'number' || number === 0 || !isWritable(number * 1000)) return undefined;
  return formatReading(number * 1000, 'utc');
}

/** A local reading, put into the zone where one is given. */
export function readingOf(local: unknown, zone: Zone | undefined): Time | undefined {
  if (typeof local !== 'string' || !LOCAL.test(local)) return undefined;
  const at = `${local}.000`;
  const wall = readingMs(at);
  if (Number.isNaN(wall)) return undefined;
  if (!zone) return { at, basis: 'device-local', isAmbiguous: false };
  const { utc, ambiguous } = zone.toUtc(wall);
  if (!isWritable(utc)) return undefined;
  return { at: formatReading(utc, 'assumed-zone'), basis: 'assumed-zone', isAmbiguous: ambiguous };
}
