import { formatReading, isWritable } from '../../../shared/time/instant.ts';

/** ms since 1970 UTC; undefined for none (0, −1) and for an instant that no year has. */
export function instantOf(ms: number | undefined): number | undefined {
  return ms !== undefined && ms > 0 && isWritable(ms) ? Math.trunc(ms) : undefined;
}

/** An instant, ms since 1970 UTC, as RFC 3339; undefined for none (0, −1) and for one that no year has. */
export function timeOf(ms: number | undefined): string | undefined {
  const instant = instantOf(ms);
  return instant === undefined ? undefined : formatReading(instant, 'utc');
}
