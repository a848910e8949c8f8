/** Times that stand in a message beside its own: of edits, deletions, receipts, reactions. */
import { readingMs } from '../../../shared/time/instant.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import { zonedTime } from '../../ui/zoned-time.ts';

/**
 * A stored time as the window writes it: an instant in the case's zone with its offset; a reading of the
 * device's own clock (no `Z`) as it reads; anything else as it is.
 */
export function storedTimeText(zone: Zone, stored: string): string {
  const ms = readingMs(stored);
  if (Number.isNaN(ms)) return stored;
  if (!stored.endsWith('Z')) return `${stored.slice(0, 19).replace('T', ' ')} (device clock)`;
  const { date, clock, offset } = zonedTime(zone, ms);
  return `${date} ${clock} ${offset}`;
}
