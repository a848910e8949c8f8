/** Dates of the calendars that phones write, as days. A day is counted from 1970-01-01. */
import type { Era } from '../header/eras.ts';

export type Calendar = 'gregorian' | 'buddhist' | 'hijri' | 'persian' | 'japanese';

const DAY_MS = 86_400_000;
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Day of a date in the proleptic Gregorian calendar; NaN when there is no such date. Years 0 to 9999. */
export function gregorianDay(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > MONTH_DAYS[month - 1]!) return Number.NaN;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) {
    return Number.NaN;
  }
  // Days from civil: Neri and Schneider, "Euclidean affine functions and their application to calendar
  // algorithms", 2022. A year begins in March, so that the leap day is its last.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** First days of the months of one calendar of ICU's, found once and kept. */
class MonthStarts {
  private readonly calendar: string;
  /** Made when it is first needed: it takes a while. */
  private format: Intl.DateTimeFormat | undefined;
  private readonly estimate: (year: number, month: number) => number;
  private readonly known = new Map<number, number>();

  constructor(calendar: string, estimate: (year: number, month: number) => number) {
    this.calendar = calendar;
    this.estimate = estimate;
  }

  /** Day of the month's first, or NaN when ICU has none near the estimate. */
  of(year: number, month: number): number {
    const key = year * 12 + month;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    this.format ??= new Intl.DateTimeFormat('en-u-nu-latn', {
      calendar: this.calendar,
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    const near = Math.round(this.estimate(year, month));
    let found = Number.NaN;
    for (let day = near - 4; day <= near + 4 && Number.isNaN(found); day++) {
      const field: Record<string, string> = {};
      for (const { type, value } of this.format.formatToParts(day * DAY_MS)) field[type] = value;
      if (Number(field.year) === year && Number(field.month) === month && Number(field.day) === 1)
        found = day;
    }
    this.known.set(key, found);
    return found;
  }

  day(year: number, month: number, day: number): number {
    if (month < 1 || month > 12 || day < 1) return Number.NaN;
    const first = this.of(year, month);
    const next = month === 12 ? this.of(year + 1, 1) : this.of(year, month + 1);
    return day <= next - first ? first + day - 1 : Number.NaN;
  }
}

/** Umm al-Qura, what phones of Saudi Arabia show. 1 Muharram 1 AH is 16 July 622; a month has 29.53 days. */
const hijri = new MonthStarts(
  'islamic-umalqura',
  (year, month) => -492_148 + ((year - 1) * 12 + month - 1) * 29.530_588_9,
);
/** 1 Farvardin 1 AP is 22 March 622 in the Gregorian calendar. */
const persian = new MonthStarts(
  'persian',
  (year, month) => -492_268 + (year - 1) * 365.2422 + (month - 1) * 31 - Math.max(0, month - 7),
);

/** First year of a Japanese era, less one. */
const JAPANESE = { reiwa: 2018, heisei: 1988, showa: 1925 } as const;

/**
 * The calendar a year of four digits is of, by its size alone: WhatsApp is of 2009, which is 2552 in the
 * Buddhist, 1388 in the Persian and 1430 in the Hijri calendar, so that no year of its time is in two.
 */
export function calendarOf(year: number): Calendar {
  if (year >= 2400 && year <= 2799) return 'buddhist';
  if (year >= 1300 && year <= 1429) return 'persian';
  if (year >= 1430 && year <= 1599) return 'hijri';
  return 'gregorian';
}

/** The calendar of a header's era. */
export function calendarOfEra(era: Era): Calendar {
  return era in JAPANESE ? 'japanese' : (era as Exclude<Era, keyof typeof JAPANESE>);
}

/**
 * Day of a date.
 * @param year in full; of a Japanese era as it stands.
 * @param era what the header says of the year; without it, its size does.
 * @returns NaN when there is no such date.
 */
export function dayOfDate(year: number, month: number, day: number, era?: Era): number {
  if (era === 'reiwa' || era === 'heisei' || era === 'showa') {
    return year < 1 ? Number.NaN : gregorianDay(JAPANESE[era] + year, month, day);
  }
  switch (era ?? calendarOf(year)) {
    case 'buddhist':
      return gregorianDay(year - 543, month, day);
    case 'hijri':
      return hijri.day(year, month, day);
    case 'persian':
      return persian.day(year, month, day);
    default:
      return gregorianDay(year, month, day);
  }
}
