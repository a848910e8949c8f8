import type { TimeBasis } from '../model/message.ts';

/** Least and greatest ms that RFC 3339 can write: years 0000 to 9999. */
export const MIN_MS = -62_167_219_200_000;
export const MAX_MS = 253_402_300_799_999;

/** Whether an instant, ms since 1970 UTC, can be written as `sentAt`. */
export function isWritable(ms: number): boolean {
  return Number.isFinite(ms) && ms >= MIN_MS && ms <= MAX_MS;
}

const DAY_MS = 86_400_000;
const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));
let lastDay = Number.NaN;
/** `2024-03-22T` of `lastDay`. */
let lastDate = '';

/**
 * `sentAt` of an instant or of a wall-clock reading (ms as if UTC), with ms; `Z` unless device-local.
 * @throws RangeError when it is not writable.
 */
export function formatReading(ms: number, basis: TimeBasis | undefined): string {
  if (!isWritable(ms)) throw new RangeError(`time out of range: ${ms}`);
  const whole = Math.trunc(ms);
  const day = Math.floor(whole / DAY_MS);
  // Messages come mostly in the order of time: a run of them is of one day.
  if (day !== lastDay) {
    lastDay = day;
    lastDate = new Date(day * DAY_MS).toISOString().slice(0, 11);
  }
  const ofDay = whole - day * DAY_MS;
  const seconds = Math.trunc(ofDay / 1000);
  const clock = `${TWO[Math.trunc(seconds / 3600)]}:${TWO[Math.trunc(seconds / 60) % 60]}:${TWO[seconds % 60]}`;
  const part = ofDay % 1000;
  const digits = part < 10 ? `00${part}` : part < 100 ? `0${part}` : part;
  return `${lastDate}${clock}.${digits}${basis === 'device-local' ? '' : 'Z'}`;
}

const READING = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z?$/;

/** The inverse of `formatReading`: ms since 1970 UTC, or of the wall clock as if UTC; NaN when not of that form. */
export function readingMs(sentAt: string): number {
  if (!READING.test(sentAt)) return Number.NaN;
  return Date.parse(sentAt.length === 24 ? sentAt : `${sentAt}Z`);
}
