/** Ids and times as X writes them. */
import { readingMs } from '../../../shared/time/instant.ts';

/** Characters of an id; X's have up to 20 digits. */
const LONGEST_ID = 100;

/** An id: digits in a string, or a number. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value !== 'string' || value === '') return undefined;
  return value.slice(0, LONGEST_ID).toWellFormed();
}

export interface Time {
  readonly at: string;
  readonly precision: 'ms' | 's';
}

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?Z$/;

/** An instant in ISO 8601, UTC; undefined where it is none, or of a date that does not exist. */
export function timeOf(value: unknown): Time | undefined {
  const parts = typeof value === 'string' ? ISO.exec(value) : null;
  if (!parts) return undefined;
  const at = `${parts[1]}.${(parts[2] ?? '').padEnd(3, '0')}Z`;
  if (Number.isNaN(readingMs(at))) return undefined;
  return { at, precision: parts[2] === undefined ? 's' : 'ms' };
}
