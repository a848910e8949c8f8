/** Moments as people write them into the window: in the case's zone, or with an offset of their own. */
import { formatOffset, type Zone } from '../../shared/time/zone.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

export type MomentReading =
  | {
      readonly kind: 'moment';
      /** ms since 1970 UTC. */
      readonly when: number;
      /** Only a day was written: the moment is its beginning, and `end` that of the next. */
      readonly end?: number;
      /** The clock showed the reading twice: `when` is the earlier, this the later. */
      readonly later?: number;
    }
  | { readonly kind: 'empty' }
  | { readonly kind: 'problem'; readonly reason: string };

const FORM =
  /^(?:(\d{4})-(\d{1,2})-(\d{1,2}))?(?:(?:^|[T ]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?)?(?: *(Z|UTC|[+\-−]\d{2}(?::?\d{2})?))?$/i;

const HOW = 'Write it as 2024-03-22 14:40:00, or 14:40 for the same day.';

const problem = (reason: string): MomentReading => ({ kind: 'problem', reason });

/** ms as if UTC of a date; null when there is no such day. */
function dayOf(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : null;
}

function offsetOf(written: string): number | null {
  if (/^(?:z|utc)$/i.test(written)) return 0;
  const hours = Number(written.slice(1, 3));
  const minutes = Number(written.slice(3).replace(':', '') || 0);
  if (hours > 18 || minutes > 59) return null;
  return (written.startsWith('+') ? 1 : -1) * (hours * 60 + minutes) * MINUTE;
}

/** The instants, ascending, at which a zone's clock shows a reading (ms as if UTC): one, two, or none. */
function instantsOf(zone: Zone, wall: number): number[] {
  const offsets = new Set([zone.offsetAt(wall - DAY), zone.offsetAt(wall + DAY)]);
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((utc) => utc + zone.offsetAt(utc) === wall)
    .sort((a, b) => a - b);
}

/** `2024-03-22 14:40:00`, with ms where there are any, and the offset where the clock shows this twice. */
export function momentText(zone: Zone, when: number): string {
  const offset = zone.offsetAt(when);
  const wall = when + offset;
  const reading = new Date(wall).toISOString().replace('T', ' ');
  const text = reading.slice(0, wall % 1000 === 0 ? -5 : -1);
  return instantsOf(zone, wall).length > 1 ? `${text} ${formatOffset(offset)}` : text;
}

/**
 * Reads what was written.
 * @param near the moment on whose day, in the zone, a time without a date is; null: a date is needed.
 */
export function readMoment(text: string, zone: Zone, near: number | null): MomentReading {
  const written = text.trim();
  if (written === '') return { kind: 'empty' };
  const parts = FORM.exec(written);
  if (!parts || (parts[1] === undefined && parts[4] === undefined)) return problem(`Not a time. ${HOW}`);
  const [, year, month, day, hour = '0', minute = '0', second = '0', part = ''] = parts;
  let date: number | null;
  if (year === undefined) {
    if (near === null) return problem('Write the date as well, such as 2024-03-22 14:40.');
    const wall = near + zone.offsetAt(near);
    date = wall - (((wall % DAY) + DAY) % DAY);
  } else date = dayOf(Number(year), Number(month), Number(day));
  if (date === null) return problem(`There is no day ${year}-${month}-${day}.`);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return problem('A day goes from 00:00:00 to 23:59:59.');
  }
  const wall =
    date + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000 + Number(part.padEnd(3, '0'));

  if (parts[8] !== undefined) {
    const offset = offsetOf(parts[8]);
    if (offset === null) return problem(`There is no offset ${parts[8]}.`);
    return { kind: 'moment', when: wall - offset };
  }
  if (parts[4] === undefined) {
    return { kind: 'moment', when: zone.toUtc(wall).utc, end: zone.toUtc(wall + DAY).utc };
  }
  const [when, later] = instantsOf(zone, wall);
  if (when === undefined) {
    return problem(
      `In ${zone.name} the clocks went forward past this time: it did not happen. Write another, or add an offset.`,
    );
  }
  return { kind: 'moment', when, ...(later === undefined ? {} : { later }) };
}
