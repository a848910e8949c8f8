import type { Message } from '../model/index.ts';
import { readingMs } from './instant.ts';
import type { Zone } from './zone.ts';

/**
 * Where a message stands: ms since 1970 UTC, NaN without a time. A reading of the device's own clock
 * is put into `zone`; without a zone it is taken as if it were UTC.
 */
export function whenOf({ sentAt, timeBasis }: Pick<Message, 'sentAt' | 'timeBasis'>, zone?: Zone): number {
  if (sentAt === undefined) return Number.NaN;
  const reading = readingMs(sentAt);
  return timeBasis === 'device-local' && zone && !Number.isNaN(reading) ? zone.toUtc(reading).utc : reading;
}
