/** Dates as Google Chat's export has them: written out in the language of the account, in UTC. */
import { isWritable, readingMs } from '../../../shared/time/instant.ts';
import { LANGUAGES } from './languages.ts';

/** `Friday, March 22, 2024 at 2:38:05 PM UTC`, behind the `at`; since CLDR 42 with U+202F before PM. */
const ENGLISH_CLOCK = /^(\d{1,2}):(\d\d):(\d\d)[ \u202f\u00a0]([AP])M UTC$/;
const ENGLISH_DAY = /^[A-Z][a-z]{5,8}, [A-Z][a-z]{2,8} \d{1,2}, \d{4}$/;
const AT = ' at ';

/** Dates are not longer, in any language. */
const LONGEST = 100;
/** `14:38:05`, `14.38.05`, `14 h 38 min 05 s`, `2시 38분 5초`. */
const CLOCK =
  /(\d{1,2})(?:[:.]| ?(?:h|時|时|點|点|시) ?)(\d{1,2})(?:[:.]| ?(?:min|分|분) ?)(\d{2}|\d(?=\s*(?:초|秒)))(?!\d)/u;
const MORNING =
  /(?<!\p{L})(?:a\.? ?m\.?|오전|午前|上午|凌晨|清晨|早上|ص|π\.μ\.|pg|vorm\.)(?!\p{L})|上午|午前|凌晨|清晨|早上|오전/u;
const AFTERNOON = /(?<!\p{L})(?:p\.? ?m\.?|م|μ\.μ\.|ptg|nachm\.)(?!\p{L})|下午|午後|晚上|中午|오후/u;
const UTC = /(?<!\p{L})(?:utc|gmt)(?![\p{L}+\u2212-])/u;
const WORD = /\p{L}[\p{L}\p{M}]*/gu;

interface Language {
  readonly months: readonly string[];
  readonly days: readonly string[];
}

let languages: Language[] | undefined;
/** The one that was met last: a file has one. */
let last = 0;

function known(): Language[] {
  languages ??= LANGUAGES.map(([, months, days]) => ({
    months: months === '' ? [] : months.split('|'),
    days: days.split('|'),
  }));
  return languages;
}

/** The one space, the digits 0 to 9, no marks of direction, small letters. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\u00a0\u2009\u202f]+/g, ' ')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u0966-\u096f]/g, (digit) => String(digit.charCodeAt(0) - 0x966));
}

/** ms of the beginning of a day that has the weekday it says. */
function dayMs(year: number, month: number, day: number, weekday: number): number | undefined {
  const two = (n: number): string => String(n).padStart(2, '0');
  const ms = readingMs(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T00:00:00.000`);
  if (Number.isNaN(ms) || new Date(ms).getUTCDay() !== weekday) return undefined;
  return ms;
}

/** The day of a date in a language, or undefined where it is not in that language, or not a day that exists. */
function dayIn({ months, days }: Language, date: string): number | undefined {
  // A day's name can stand in another's.
  let weekday = -1;
  for (const [index, name] of days.entries()) {
    if (date.includes(name) && (weekday < 0 || name.length > days[weekday]!.length)) weekday = index;
  }
  if (weekday < 0) return undefined;
  const numbers = (date.match(/\d+/g) ?? []).map(Number);
  const year = numbers.findIndex((number) => number >= 1000);
  if (months.length === 0) {
    if (numbers.length !== 3) return undefined;
    // `2024年3月22日`, and `22 tháng 3, 2024`.
    const [first, second, third] = numbers as [number, number, number];
    if (year === 0) return dayMs(first, second, third, weekday);
    return year === 2 ? dayMs(third, second, first, weekday) : undefined;
  }
  if (numbers.length !== 2 || year < 0) return undefined;
  const words = new Set(date.match(WORD) ?? []);
  const month = months.findIndex((name) => words.has(name));
  return month < 0 ? undefined : dayMs(numbers[year]!, month + 1, numbers[1 - year]!, weekday);
}

function day(date: string): number | undefined {
  const all = known();
  const found = dayIn(all[last]!, date);
  if (found !== undefined) return found;
  for (const [index, language] of all.entries()) {
    const ms = dayIn(language, date);
    if (ms === undefined) continue;
    last = index;
    return ms;
  }
  return undefined;
}

function msOfClock(
  written: readonly (string | undefined)[],
  isMorning: boolean,
  isAfternoon: boolean,
): number | undefined {
  let hours = Number(written[1]);
  const [minutes, seconds] = [Number(written[2]), Number(written[3])];
  if (isMorning || isAfternoon) {
    if (hours < 1 || hours > 12 || (isMorning && isAfternoon)) return undefined;
    hours = (hours % 12) + (isAfternoon ? 12 : 0);
  }
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function anyMs(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const written = plain(text);
  const clock = CLOCK.exec(written);
  if (!clock || !UTC.test(written)) return undefined;
  const ofClock = msOfClock(clock, MORNING.test(written), AFTERNOON.test(written));
  const ofDay = day(written.slice(0, clock.index) + written.slice(clock.index + clock[0].length));
  return ofClock === undefined || ofDay === undefined ? undefined : ofDay + ofClock;
}

let lastDate = '';
let lastDay = 0;

/** ms since 1970 of a date; undefined for what is none, or in no form that is known. */
export function msOf(text: string): number | undefined {
  const at = text.indexOf(AT);
  const clock = at < 0 ? null : ENGLISH_CLOCK.exec(text.slice(at + AT.length));
  if (!clock) return writable(anyMs(text));
  const date = text.slice(0, at);
  // Messages come in the order of time: a run of them is of one day.
  if (date !== lastDate) {
    if (!ENGLISH_DAY.test(date)) return writable(anyMs(text));
    const ms = dayIn(known()[0]!, date.toLowerCase());
    if (ms === undefined) return undefined;
    lastDate = date;
    lastDay = ms;
  }
  const ms = msOfClock(clock, clock[4] === 'A', clock[4] === 'P');
  return ms === undefined ? undefined : writable(lastDay + ms);
}

const writable = (ms: number | undefined): number | undefined =>
  ms !== undefined && isWritable(ms) ? ms : undefined;
