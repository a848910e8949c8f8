/** Times and distances as screens and reports write them. */
import type { Message } from '../model/index.ts';
import { formatOffset, type Zone } from './zone.ts';

export const BASIS_WORDS = {
  utc: 'UTC',
  'device-local': 'device clock',
  'assumed-zone': 'zone given',
} as const;

export const PRECISION_WORDS = {
  ms: 'to the ms',
  s: 'to the second',
  min: 'to the minute',
  day: 'to the day',
} as const;

const SHOWN_LENGTH = { ms: 23, s: 19, min: 16, day: 10 } as const;

/** `2024-03-22 14:38:05`, cut to what the precision says is known. */
function reading(ms: number, precision: Message['timePrecision']): string {
  return new Date(ms)
    .toISOString()
    .slice(0, SHOWN_LENGTH[precision ?? 'ms'])
    .replace('T', ' ');
}

/** An instant in the report's zone, with its offset; in UTC without one. */
export function instantText(
  ms: number,
  zone: Zone | undefined,
  precision: Message['timePrecision'] = 's',
): string {
  if (!zone) return `${reading(ms, precision)} UTC`;
  const offset = zone.offsetAt(ms);
  return `${reading(ms + offset, precision)} ${formatOffset(offset)}`;
}

/** A message's time; `when` is where it stands. */
export function sentText(message: Message, when: number, zone: Zone | undefined): string {
  const { sentAt, timeBasis, timePrecision } = message;
  if (sentAt === undefined) return 'no time';
  if (Number.isNaN(when)) return sentAt;
  if (timeBasis === 'device-local' && !zone) return reading(when, timePrecision);
  return instantText(when, zone, timePrecision);
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** Signed distance, `−00:03:12`, with days from 24 hours on; minutes or days only where no more is known. */
export function distanceText(ms: number, precision: Message['timePrecision']): string {
  const sign = ms < 0 ? '−' : '+';
  const seconds = Math.trunc(Math.abs(ms) / 1000);
  const days = Math.floor(seconds / 86_400);
  if (precision === 'day') return `${sign}${days} d`;
  const ofDays = days > 0 ? `${days} d ` : '';
  const hours = `${pad(Math.floor(seconds / 3600) % 24)}:${pad(Math.floor(seconds / 60) % 60)}`;
  return `${sign}${ofDays}${hours}${precision === 'min' ? '' : `:${pad(seconds % 60)}`}`;
}
