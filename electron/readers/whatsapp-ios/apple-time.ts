/** Times of Core Data: seconds since 2001-01-01 UTC, mostly with a fraction. */
import type { TimePrecision } from '../../../shared/model/index.ts';
import { type Cell, real } from '../../sqlite/cells.ts';
import { timeOf } from '../whatsapp/time.ts';

/** 2001-01-01 UTC in seconds since 1970. */
const APPLE_EPOCH = 978_307_200;

export interface AppleTime {
  readonly at: string;
  /** Servers give whole seconds, phones fractions. */
  readonly precision: TimePrecision;
}

/** ms since 1970 of a cell; undefined where it holds no number. */
export function unixMs(cell: Cell | undefined): number | undefined {
  const seconds = real(cell);
  return seconds === undefined ? undefined : Math.round((seconds + APPLE_EPOCH) * 1000);
}

/** The instant; undefined for none (2001 and before, when there was no WhatsApp) and for one that no year has. */
export function appleTime(cell: Cell | undefined): AppleTime | undefined {
  const seconds = real(cell);
  if (seconds === undefined || seconds <= 0) return undefined;
  const at = timeOf(Math.round((seconds + APPLE_EPOCH) * 1000));
  return at === undefined ? undefined : { at, precision: Number.isInteger(seconds) ? 's' : 'ms' };
}
