/** A header's date and time as a reading of the device's clock. */
import type { DateOrder } from '../../../../shared/model/index.ts';
import { formatReading, isWritable } from '../../../../shared/time/instant.ts';
import { type DayPeriod, hourOfDay } from '../header/day-periods.ts';
import type { Era } from '../header/eras.ts';
import { type Calendar, calendarOf, calendarOfEra, dayOfDate } from './calendar.ts';
import { canBe, type DateDecision, type DateFacts, type DateNumbers, PLACES } from './order.ts';

const DAY_MS = 86_400_000;
const pad = (n: number): string => String(n).padStart(2, '0');
/** `14:38:00.000` of each minute of a day, and `:05.000` of each second. */
const MINUTES = Array.from({ length: 1440 }, (_, n) => `${pad(Math.floor(n / 60))}:${pad(n % 60)}:00.000`);
const SECONDS = Array.from({ length: 60 }, (_, n) => `:${pad(n)}.000`);
/** 24 February 2009, when WhatsApp was founded. */
const FOUNDED_DAY = 14_299;

/** Why a header gives no time: no such date or hour, or day and month could be either. */
export type Untimed = 'impossible' | 'open';

/** Two-digit years from here on are Buddhist when a file has no lesser one: 2552 is 2009. */
const LEAST_BUDDHIST = 52;
/** Two-digit years from here on are of the last century: a phone without a set clock begins in 1970. */
const LEAST_1900 = 70;

/** Reads the headers of one file, whose date order is decided. */
export class ClockReader {
  private readonly orders: readonly DateOrder[];
  private readonly chosen: DateOrder | undefined;
  private readonly fullYears: boolean;
  private readonly isBuddhist: Readonly<Record<DateOrder, boolean>>;
  private last1 = -1;
  private last2 = -1;
  private last3 = -1;
  private lastEra: Era | undefined;
  private lastDay = Number.NaN;
  /** `2024-03-22T` of `lastDay`. */
  private lastDate = '';
  private minuteOfDay = 0;
  private second = 0;
  private lastUntimed: Untimed | undefined;
  private lastCalendar: Calendar = 'gregorian';
  /** Headers dated by other calendars than the Gregorian, and before WhatsApp was founded. */
  readonly calendars = new Map<Calendar, number>();
  beforeFounding = 0;
  /** Why the last header gave no time. */
  untimed: Untimed | undefined;

  /** @param chosen the investigator's order, for headers whose own numbers leave it open. */
  constructor({ order, possible }: DateDecision, { of, fullYears }: DateFacts, chosen?: DateOrder) {
    this.orders = order === 'ambiguous' ? possible : [order];
    this.chosen = chosen;
    this.fullYears = fullYears;
    const isBuddhist = (each: DateOrder): boolean =>
      !fullYears && of[each].leastYear >= LEAST_BUDDHIST && of[each].mostYear <= 99;
    this.isBuddhist = { dmy: isBuddhist('dmy'), mdy: isBuddhist('mdy'), ymd: isBuddhist('ymd') };
  }

  /**
   * @param numbers the date's three as they stand, hour, minute and second.
   * @returns ms of the wall clock as if UTC, or NaN; `untimed` says why.
   */
  read(numbers: ArrayLike<number>, era?: Era, period?: DayPeriod): number {
    if (
      numbers[0] !== this.last1 ||
      numbers[1] !== this.last2 ||
      numbers[2] !== this.last3 ||
      era !== this.lastEra
    ) {
      this.readDate(numbers, era);
    }
    const hour = numbers[3]!;
    const minute = numbers[4]!;
    const second = numbers[5]!;
    this.untimed = this.lastUntimed;
    if (this.untimed === undefined && (hour > 24 || minute > 59 || second > 59)) this.untimed = 'impossible';
    if (this.untimed !== undefined) return Number.NaN;
    const { lastCalendar } = this;
    if (lastCalendar !== 'gregorian') {
      this.calendars.set(lastCalendar, (this.calendars.get(lastCalendar) ?? 0) + 1);
    }
    if (this.lastDay < FOUNDED_DAY) this.beforeFounding++;
    this.minuteOfDay = hourOfDay(hour, period) * 60 + minute;
    this.second = second;
    return this.lastDay * DAY_MS + (this.minuteOfDay * 60 + second) * 1000;
  }

  /** The last reading as `formatReading` writes one that is device-local, without going over its digits again. */
  reading(): string {
    const minute = MINUTES[this.minuteOfDay]!;
    return this.lastDate + (this.second === 0 ? minute : minute.slice(0, 5) + SECONDS[this.second]!);
  }

  private readDate(numbers: DateNumbers, era: Era | undefined): void {
    this.last1 = numbers[0]!;
    this.last2 = numbers[1]!;
    this.last3 = numbers[2]!;
    this.lastEra = era;
    const days = new Map<DateOrder, number>();
    for (const order of this.orders) {
      if (this.orders.length > 1 && !canBe(order, numbers, this.fullYears)) continue;
      const day = this.dayIn(order, numbers, era);
      if (!Number.isNaN(day) && isWritable(day * DAY_MS)) days.set(order, day);
    }
    const distinct = new Set(days.values());
    const chosenDay = this.chosen && days.get(this.chosen);
    const [first] = distinct;
    this.lastDay = (distinct.size === 1 ? first : chosenDay) ?? Number.NaN;
    this.lastDate = Number.isNaN(this.lastDay)
      ? ''
      : formatReading(this.lastDay * DAY_MS, 'device-local').slice(0, 11);
    this.lastUntimed = !Number.isNaN(this.lastDay) ? undefined : distinct.size === 0 ? 'impossible' : 'open';
    const year = numbers[PLACES[this.orders[0]!][0]]!;
    this.lastCalendar = era
      ? calendarOfEra(era)
      : this.isBuddhist[this.orders[0]!]
        ? 'buddhist'
        : calendarOf(year);
  }

  private dayIn(order: DateOrder, numbers: DateNumbers, era: Era | undefined): number {
    const [y, m, d] = PLACES[order];
    return dayOfDate(this.fullYear(order, numbers[y]!, era), numbers[m]!, numbers[d]!, era);
  }

  private fullYear(order: DateOrder, year: number, era: Era | undefined): number {
    if (this.fullYears) return year;
    switch (era) {
      case 'reiwa':
      case 'heisei':
      case 'showa':
        return year;
      case 'buddhist':
        return 2500 + year;
      case 'hijri':
        return 1400 + year;
      case 'persian':
        return (year >= 88 ? 1300 : 1400) + year;
      case 'gregorian':
        return 2000 + year;
      case undefined:
        if (this.isBuddhist[order]) return 2500 + year;
        return (year >= LEAST_1900 ? 1900 : 2000) + year;
    }
  }
}
