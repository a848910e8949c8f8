import type { TimePrecision } from '../../../shared/model/index.ts';
import { formatReading, isWritable, readingMs } from '../../../shared/time/instant.ts';

const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,7}))?\s*(?:(Z)|([+-])(\d\d):?(\d\d))?$/;
/** What Cellebrite writes for none. */
const NONE = '0001-01-01';

export interface ReportTime {
  /** ms since 1970, of the instant, or of the clock as if it were UTC. */
  readonly ms: number;
  /** Whether the offset from UTC is known. */
  readonly isInstant: boolean;
  readonly precision: TimePrecision;
}

/** `2024-03-22T14:38:05.000+00:00`; null for none, undefined for a text that is no time in this form. */
export function timeOf(text: string | undefined): ReportTime | null | undefined {
  if (text === undefined || text === '' || text.startsWith(NONE)) return null;
  const written = WRITTEN.exec(text.trim());
  if (!written) return undefined;
  const [, date, clock, fraction, z, sign, hours, minutes] = written;
  const part = (fraction ?? '').slice(0, 3).padEnd(3, '0');
  const wall = readingMs(`${date}T${clock}.${part}`);
  const offset = sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const ms = wall - offset * 60_000;
  if (!isWritable(ms)) return undefined;
  return {
    ms,
    isInstant: z !== undefined || sign !== undefined,
    precision: fraction === undefined ? 's' : 'ms',
  };
}

/** The instant that a text gives, RFC 3339; undefined where it gives none. */
export function instantOf(text: string | undefined): string | undefined {
  const time = timeOf(text);
  return time?.isInstant ? formatReading(time.ms, 'utc') : undefined;
}

const DURATION = /^(?:(\d{1,5})\.)?(\d{1,4}):(\d\d):(\d\d)(?:\.\d+)?$/;

/** Seconds of `00:01:01`, with days as `1.02:03:04`. */
export function secondsOf(text: string | undefined): number | undefined {
  const written = DURATION.exec(text?.trim() ?? '');
  if (!written) return undefined;
  const [, days = '0', hours, minutes, seconds] = written;
  return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}
