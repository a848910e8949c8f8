import type { TimeBasis } from '../model/message.ts';

/**
 * A time on its way from a reader into a segment: as the model writes it, or an instant by its ms since 1970
 * UTC, whole and writable. Writing out several for each message, only to read them again, is what an import
 * of instants would otherwise spend an eighth of its time on.
 */
export type TimeReading = string | number;

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

/** A reading as the model writes it. */
export function writtenReading(reading: TimeReading): string {
  return typeof reading === 'number' ? formatReading(reading, 'utc') : reading;
}

const DASH = 45;
const DOT = 46;
const ZERO = 48;
const COLON = 58;
const T = 84;
const Z = 90;
let lastReading = '';
let lastMs = Number.NaN;
let parsedDate = Number.NaN;
/** ms of the beginning of `parsedDate`; NaN where no calendar has it. */
let parsedDay = Number.NaN;

/** The number of `count` digits from `at`, NaN when one of them is none. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * The inverse of `formatReading`: ms since 1970 UTC, or of the wall clock as if UTC; NaN when it writes no
 * such reading. Written out, since an import reads several of them for each message.
 */
export function readingMs(sentAt: TimeReading): number {
  if (typeof sentAt === 'number') return sentAt;
  // A message's scope is judged by it, then its column is filled with it.
  if (sentAt !== lastReading) {
    lastReading = sentAt;
    lastMs = parsedMs(sentAt);
  }
  return lastMs;
}

function parsedMs(sentAt: string): number {
  const { length } = sentAt;
  if (length !== 23 && !(length === 24 && sentAt.charCodeAt(23) === Z)) return Number.NaN;
  if (
    sentAt.charCodeAt(4) !== DASH ||
    sentAt.charCodeAt(7) !== DASH ||
    sentAt.charCodeAt(10) !== T ||
    sentAt.charCodeAt(13) !== COLON ||
    sentAt.charCodeAt(16) !== COLON ||
    sentAt.charCodeAt(19) !== DOT
  ) {
    return Number.NaN;
  }
  const date = (digits(sentAt, 0, 4) * 100 + digits(sentAt, 5, 2)) * 100 + digits(sentAt, 8, 2);
  const [hours, minutes, seconds] = [digits(sentAt, 11, 2), digits(sentAt, 14, 2), digits(sentAt, 17, 2)];
  if (hours > 23 || minutes > 59 || seconds > 59) return Number.NaN;
  if (date !== parsedDate) {
    parsedDate = date;
    const day = Date.parse(`${sentAt.slice(0, 10)}T00:00:00.000Z`);
    // JavaScript takes 31 February for 2 March.
    parsedDay = new Date(day).getUTCDate() === date % 100 ? day : Number.NaN;
  }
  return parsedDay + ((hours * 60 + minutes) * 60 + seconds) * 1000 + digits(sentAt, 20, 3);
}
