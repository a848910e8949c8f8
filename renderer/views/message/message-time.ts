/** A message's time as bubbles and the panel write it. */
import type { TimeBasis, TimePrecision } from '../../../shared/model/index.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { Row } from '../../query/api.ts';
import { basisText, zonedTime } from '../../ui/zoned-time.ts';
import { correctionNote } from '../clocks/clock-words.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

export type Timed = Pick<Row, 'when' | 'basis' | 'precision' | 'timeAmbiguous' | 'correction'>;

/** `Friday` of `2024-03-22`. */
export function weekdayOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return WEEKDAYS[day] ?? '';
}

/** The day of the zone's calendar and the offset there; null without a time. */
export function dayOf(zone: Zone, when: number): { date: string; offset: string } | null {
  if (Number.isNaN(when)) return null;
  const { date, offset } = zonedTime(zone, when);
  return { date, offset };
}

/** `14:36:48`, to what is known; `day only` or `no time` where there is no clock. */
export function clockText(zone: Zone, { when, precision }: Timed): string {
  if (Number.isNaN(when)) return 'no time';
  return precision === 'day' ? 'day only' : zonedTime(zone, when, precision).clock;
}

/** `2024-03-22 14:36:48 +00:00`, to what is known. */
export function fullTimeText(zone: Zone, { when, precision }: Pick<Timed, 'when' | 'precision'>): string {
  if (Number.isNaN(when)) return 'no time';
  const { date, clock, offset } = zonedTime(zone, when, precision);
  return clock === '' ? date : `${date} ${clock} ${offset}`;
}

/** What a reader must know of a time that is not simply an instant of the source; empty otherwise. */
export function timeNotes({ basis, timeAmbiguous, correction }: Timed): string {
  return [
    correction === undefined ? '' : correctionNote(correction),
    basisText(basis),
    timeAmbiguous ? 'clocks changed' : '',
  ]
    .filter((note) => note !== '')
    .join(', ');
}

/** How the time came to be, in a sentence for the panel. */
export const BASIS_SENTENCES: Readonly<Record<TimeBasis, string>> = {
  utc: 'The source holds the instant itself (UTC).',
  'device-local':
    'The source holds the reading of the device’s clock, its zone is not known. It is placed as if that clock ran in the case’s zone.',
  'assumed-zone':
    'The source holds the reading of the device’s clock, put into the zone given for the device.',
};

export const PRECISION_SENTENCES: Readonly<Record<TimePrecision, string>> = {
  ms: 'To the millisecond.',
  s: 'To the second.',
  min: 'To the minute: the seconds are not in the source.',
  day: 'To the day: the time of day is not in the source.',
};

export const AMBIGUOUS_SENTENCE =
  'The clocks of the zone changed here: the device’s reading happened twice, and the earlier instant is shown, or never, and the clock before the change is used.';
