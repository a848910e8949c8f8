import type { TimeBasis } from '../model/message.ts';

/** Least and greatest ms that RFC 3339 can write: years 0000 to 9999. */
export const MIN_MS = -62_167_219_200_000;
export const MAX_MS = 253_402_300_799_999;

/** Whether an instant, ms since 1970 UTC, can be written as `sentAt`. */
export function isWritable(ms: number): boolean {
  return Number.isFinite(ms) && ms >= MIN_MS && ms <= MAX_MS;
}

/**
 * `sentAt` of an instant or of a wall-clock reading (ms as if UTC), with ms; `Z` unless device-local.
 * @throws RangeError when it is not writable.
 */
export function formatReading(ms: number, basis: TimeBasis | undefined): string {
  if (!isWritable(ms)) throw new RangeError(`time out of range: ${ms}`);
  const iso = new Date(ms).toISOString();
  return basis === 'device-local' ? iso.slice(0, -1) : iso;
}

const READING = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z?$/;

/** The inverse of `formatReading`: ms since 1970 UTC, or of the wall clock as if UTC; NaN when not of that form. */
export function readingMs(sentAt: string): number {
  if (!READING.test(sentAt)) return Number.NaN;
  return Date.parse(sentAt.length === 24 ? sentAt : `${sentAt}Z`);
}
