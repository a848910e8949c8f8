import { formatReading, isWritable } from '../../../shared/time/instant.ts';

/** An instant, ms since 1970 UTC, as RFC 3339; undefined for none (0, −1) and for one that no year has. */
export function timeOf(ms: number | undefined): string | undefined {
  return ms !== undefined && ms > 0 && isWritable(ms) ? formatReading(ms, 'utc') : undefined;
}
