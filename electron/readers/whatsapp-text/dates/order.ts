/** Whether the day or the month comes first: decided for a whole file, from all its dates. */
import type { DateOrder } from '../../../../shared/model/index.ts';
import type { Era } from '../header/eras.ts';
import { calendarOf } from './calendar.ts';

const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const satisfies readonly DateOrder[];

/** A date's three numbers, first, as they stand. */
export type DateNumbers = ArrayLike<number>;

/** Places of year, month and day among a date's numbers. */
export const PLACES: Readonly<Record<DateOrder, readonly [year: number, month: number, day: number]>> = {
  dmy: [2, 1, 0],
  mdy: [2, 0, 1],
  ymd: [0, 1, 2],
};

const MOST_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Two-digit years of this century before WhatsApp's time. */
const LAST_WITHOUT = 8;

/**
 * Whether numbers can be a date in an order. Of other calendars, and of February, all days are let pass
 * that any year has. Years of two digits are not those in which there was no WhatsApp.
 */
export function canBe(order: DateOrder, numbers: DateNumbers, fullYears: boolean): boolean {
  const [y, m, d] = PLACES[order];
  const month = numbers[m]!;
  const day = numbers[d]!;
  const year = numbers[y]!;
  if (month < 1 || month > 12 || day < 1) return false;
  if (!fullYears) return year > LAST_WITHOUT && day <= MOST_DAYS[month - 1]!;
  return day <= (calendarOf(year) === 'gregorian' ? MOST_DAYS[month - 1]! : 31);
}

const ordersOf = (yearAt: 0 | 2 | -1): readonly DateOrder[] =>
  yearAt === 0 ? ['ymd'] : yearAt === 2 ? ['dmy', 'mdy'] : DATE_ORDERS;

/** Whether numbers can be a date in any order that the place of the year leaves. */
export function canBeDate(numbers: DateNumbers, yearAt: 0 | 2 | -1): boolean {
  return ordersOf(yearAt).some((order) => canBe(order, numbers, yearAt >= 0));
}

/** What is known of one order. */
export interface OrderFacts {
  /** Headers that cannot be a date in this order, but can in another. */
  against: number;
  firstAgainst?: { readonly line: number; readonly byte: number };
  /** How often a date is before the one in front of it. */
  descents: number;
  /** Least and greatest two-digit year. */
  leastYear: number;
  mostYear: number;
}

/** What all dates of a file say together. */
export interface DateFacts {
  /** Whether years have four digits. */
  readonly fullYears: boolean;
  /** Orders that the place of the year leaves. */
  readonly orders: readonly DateOrder[];
  readonly of: Readonly<Record<DateOrder, OrderFacts>>;
  /** Headers that can be a date in one order, but not in all. */
  readonly telling: number;
  /** How often a date was another than the one before, and one at all. */
  readonly changes: number;
}

/** Takes a file's dates one by one, in bounded memory. */
export class DateSurvey {
  private readonly orders: readonly DateOrder[];
  private readonly fullYears: boolean;
  private readonly facts: Record<DateOrder, OrderFacts>;
  private readonly before: Record<DateOrder, number> = { dmy: 0, mdy: 0, ymd: 0 };
  private telling = 0;
  private changes = 0;
  private last1 = -1;
  private last2 = -1;
  private last3 = -1;
  private lastEra: Era | undefined;
  /** Orders that the last date fails, where others do not. */
  private lastAgainst: DateOrder[] = [];

  constructor(yearAt: 0 | 2 | -1) {
    this.orders = ordersOf(yearAt);
    this.fullYears = yearAt >= 0;
    const none = (): OrderFacts => ({ against: 0, descents: 0, leastYear: 9999, mostYear: 0 });
    this.facts = { dmy: none(), mdy: none(), ymd: none() };
  }

  /** A header's date, and where its line is. Most headers have the date of the one before. */
  add(numbers: DateNumbers, era: Era | undefined, line: number, byte: number): void {
    if (
      numbers[0] !== this.last1 ||
      numbers[1] !== this.last2 ||
      numbers[2] !== this.last3 ||
      era !== this.lastEra
    ) {
      this.weigh(numbers, era);
    }
    if (this.lastAgainst.length === 0) return;
    this.telling++;
    for (const order of this.lastAgainst) {
      const facts = this.facts[order];
      facts.against++;
      facts.firstAgainst ??= { line, byte };
    }
  }

  private weigh(numbers: DateNumbers, era: Era | undefined): void {
    this.last1 = numbers[0]!;
    this.last2 = numbers[1]!;
    this.last3 = numbers[2]!;
    this.lastEra = era;
    // A Japanese era stands in front of its year.
    const eraFirst = era === 'reiwa' || era === 'heisei' || era === 'showa';
    const possible = this.orders.filter((order) =>
      eraFirst ? order === 'ymd' : canBe(order, numbers, this.fullYears),
    );
    this.lastAgainst = possible.length === 0 ? [] : this.orders.filter((order) => !possible.includes(order));
    if (possible.length > 0) this.changes++;
    for (const order of possible) {
      const [y, m, d] = PLACES[order];
      const year = numbers[y]!;
      const facts = this.facts[order];
      // Comparable, not a count of days.
      const at = year * 372 + numbers[m]! * 31 + numbers[d]!;
      if (at < this.before[order]) facts.descents++;
      this.before[order] = at;
      if (year < facts.leastYear) facts.leastYear = year;
      if (year > facts.mostYear) facts.mostYear = year;
    }
  }

  result(): DateFacts {
    return {
      fullYears: this.fullYears,
      orders: this.orders,
      of: this.facts,
      telling: this.telling,
      changes: this.changes,
    };
  }
}

/** How the order came to be. */
export type DecidedBy = 'year' | 'numbers' | 'sequence' | 'investigator' | 'nothing' | 'contradiction';

export interface DateDecision {
  readonly order: DateOrder | 'ambiguous';
  readonly by: DecidedBy;
  /** Orders that a header may be read in where its own numbers leave one only. */
  readonly possible: readonly DateOrder[];
}

/** Of so many telling headers one may contradict the others: text can look like a header. */
const TOLERATED = 100;

/** Dates that it takes to tell years from days. */
const ENOUGH_DATES = 3;

/**
 * Decides the order of a file.
 * 1. A year of four digits in front fixes y/m/d; numbers that cannot be a month, a day or a year rule orders out.
 * 2. Where two-digit years leave d/m/y and y/m/d, of three dates at least: the first number is the day,
 *    unless it never changes while the last one does, or dates go back in d/m/y alone. Of fewer dates the
 *    investigator's choice, or else the day.
 * 3. Of several left: the only one in which no date goes back.
 * 4. The investigator's choice. 5. Otherwise it stays open.
 * Where every order is contradicted, the one with at most a hundredth of the telling headers against it stands.
 */
export function decideOrder(facts: DateFacts, chosen?: DateOrder): DateDecision {
  const { orders, of, telling } = facts;
  const least = orders.filter((order) => of[order].against * TOLERATED <= telling);
  const clean = orders.filter((order) => of[order].against === 0);
  const possible = clean.length > 0 ? clean : least;
  if (possible.length === 0) return { order: 'ambiguous', by: 'contradiction', possible: orders };
  if (possible.length === 1) {
    return { order: possible[0]!, by: orders.length === 1 ? 'year' : 'numbers', possible };
  }
  if (!possible.includes('mdy')) return { ...dayOrYearFirst(facts, chosen), possible };
  const rising = possible.filter((order) => of[order].descents === 0);
  if (rising.length === 1) return { order: rising[0]!, by: 'sequence', possible };
  if (chosen !== undefined && possible.includes(chosen))
    return { order: chosen, by: 'investigator', possible };
  return { order: 'ambiguous', by: 'nothing', possible };
}

function dayOrYearFirst(
  { of: { dmy, ymd }, changes }: DateFacts,
  chosen: DateOrder | undefined,
): Pick<DateDecision, 'order' | 'by'> {
  if (changes < ENOUGH_DATES) {
    return chosen === 'ymd' ? { order: 'ymd', by: 'investigator' } : { order: 'dmy', by: 'numbers' };
  }
  const onlyLastChanges = ymd.leastYear === ymd.mostYear && dmy.leastYear !== dmy.mostYear;
  if (onlyLastChanges) return { order: 'ymd', by: 'numbers' };
  return ymd.descents === 0 && dmy.descents > 0
    ? { order: 'ymd', by: 'sequence' }
    : { order: 'dmy', by: 'numbers' };
}
