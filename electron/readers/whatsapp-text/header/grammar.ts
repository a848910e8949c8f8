/**
 * Reads the header of one line, whatever form it is in: `DATE, TIME - `, `[DATE, TIME] `, `DATE TIME: `,
 * date first or time first. This is the general way, and slow; `matcher.ts` is quick for one known form.
 */
import { isMark, isSpace } from '../marks.ts';
import { type DayPeriod, dayPeriod } from './day-periods.ts';
import { digitValue } from './digits.ts';
import { type Era, era } from './eras.ts';

/** Code units of a line that are looked at; no header is longer. */
const HEADER_UNITS = 100;
/** Bytes that hold so many code units of UTF-8, whatever they are. */
export const HEADER_BYTES = 3 * HEADER_UNITS;

/** What a number of a header is: the three of the date in the order they stand, and the time's. */
export type NumberRole = 'n1' | 'n2' | 'n3' | 'hour' | 'minute' | 'second';

export interface HeaderNumber {
  readonly role: NumberRole;
  readonly value: number;
  /** Place in the line, in code units. */
  readonly from: number;
  readonly to: number;
}

export interface HeaderReading {
  /** Equal for two lines of one form: brackets, separators, order of date and time, place of the day period… */
  readonly shape: string;
  /** In the order they stand. */
  readonly numbers: readonly HeaderNumber[];
  /** Which of the date's numbers has four digits, or -1. */
  readonly yearAt: 0 | 2 | -1;
  /** The words in front of the numbers, between date and time, and behind the numbers. */
  readonly lead: Words;
  readonly gap: Words;
  readonly tail: Words;
  /** How many numbers stand in front of the gap. */
  readonly gapAfter: number;
  /** Where sender or text begins, in code units. */
  readonly bodyAt: number;
}

/** What the words of a stretch say. */
export interface Words {
  readonly period?: DayPeriod;
  readonly era?: Era;
}

/** Between the numbers stand words and commas; `words` says which are allowed. */
const DATE = String.raw`(?<n1>\d{1,4})(?<dash> ?[./\-‐–] ?)(?<n2>\d{1,2})(?<dash2> ?[./\-‐–] ?)(?<n3>\d{1,4})`;
const TIME = String.raw`(?<hour>\d{1,2})(?<colon>[:.]| ?h ?)(?<minute>\d\d)(?:(?:[:.]| ?min )(?<second>\d\d))?`;
const GAP = String.raw`(?<gap>\D{1,30}?)`;
const TAIL = String.raw`(?<tail>[^\d\]]{0,30}?)`;
const END = String.raw`(?<end>\]| [-–—] |: )`;
const LEAD = String.raw`(?<open>\[?)(?<lead>[^\d[\]]{0,20})`;

const DATE_FIRST = new RegExp(`^${LEAD}${DATE}${GAP}${TIME}${TAIL}${END}`, 'du');
const TIME_FIRST = new RegExp(`^${LEAD}${TIME}${GAP}${DATE}${TAIL}${END}`, 'du');

/**
 * Words that join date and time in CLDR 48 and in WhatsApp's older exports; "s" of French seconds;
 * "hour" in Bulgarian. Without dots.
 */
const JOINING = new Set([
  'à',
  'at',
  'um',
  'kl',
  'klo',
  'a las',
  'às',
  'alle',
  'ore',
  'u',
  'в',
  'о',
  's',
  'ч',
]);
/** Basque writes the time in parentheses. */
const BETWEEN_WORDS = /[,،、()]/g;
const LONGEST_NAME = 3;

/**
 * What the words of a stretch between two numbers say, or null when one of them belongs in no header.
 * @param beside what a word means that is the name of an era and of a period: `م`, `AP`.
 */
function words(stretch: string, beside: 'date' | 'time'): Words | null {
  const found: { period?: DayPeriod; era?: Era } = {};
  const rest = stretch.replace(BETWEEN_WORDS, ' ').trim();
  if (rest === '') return found;
  const list = rest.split(/ +/);
  for (let i = 0; i < list.length; ) {
    let taken = 0;
    for (let n = Math.min(LONGEST_NAME, list.length - i); n > 0 && taken === 0; n--) {
      const name = list.slice(i, i + n).join(' ');
      const bare = name.replaceAll('.', '');
      const period = dayPeriod(name);
      const ofYear = n === 1 ? era(name) : undefined;
      if (bare === '' || JOINING.has(bare)) taken = n;
      else if (
        ofYear !== undefined &&
        found.era === undefined &&
        (period === undefined || beside === 'date')
      ) {
        found.era = ofYear;
        taken = n;
      } else if (period !== undefined && found.period === undefined) {
        found.period = period;
        taken = n;
      }
    }
    if (taken === 0) return null;
    i += taken;
  }
  return found;
}

/** The line as the grammar sees it: no marks, digits 0 to 9, plain spaces; and where each unit is from. */
function plain(line: string): { text: string; at: number[] } {
  const at: number[] = [];
  let text = '';
  const length = Math.min(line.length, HEADER_UNITS);
  for (let i = 0; i < length; i++) {
    const code = line.charCodeAt(i);
    if (isMark(code)) continue;
    const digit = digitValue(code);
    text += digit >= 0 ? String(digit) : isSpace(code) ? ' ' : line[i];
    at.push(i);
  }
  return { text, at };
}

const ROLES: readonly NumberRole[] = ['n1', 'n2', 'n3', 'hour', 'minute', 'second'];

/** Whether a line with this first code unit can be a header; most lines that are none end here. */
function canBegin(code: number): boolean {
  return code === 0x5b || isMark(code) || digitValue(code) >= 0;
}

/**
 * Reads a line's header.
 * @param line its first code units; more than a header needs do no harm.
 * @returns null when the line has none. Numbers out of range make no difference: a header that says the
 * 45th of the month is still one.
 */
export function readHeader(line: string): HeaderReading | null {
  if (line === '' || !canBegin(line.charCodeAt(0))) return null;
  const { text, at } = plain(line);
  for (const dateFirst of [true, false]) {
    const match = (dateFirst ? DATE_FIRST : TIME_FIRST).exec(text);
    const reading = match && fromMatch(match, text, at, dateFirst);
    if (reading) return reading;
  }
  return null;
}

function fromMatch(
  match: RegExpExecArray,
  text: string,
  at: readonly number[],
  dateFirst: boolean,
): HeaderReading | null {
  const group = match.groups as Record<string, string>;
  const { n1, n3, open, lead, dash, dash2, gap, tail, end, colon } = group as Required<typeof group>;
  const dashMark = dash!.trim();
  if (dashMark !== dash2!.trim() || n1!.length === 3 || n3!.length === 3) return null;
  if (n1!.length === 4 && n3!.length === 4) return null;
  if ((open === '[') !== (end === ']')) return null;
  if (open === '' && lead !== '') return null;
  if (!/[ ,،、]/.test(gap!)) return null;

  const [first, last] = dateFirst ? (['date', 'time'] as const) : (['time', 'date'] as const);
  const [inLead, inGap, inTail] = [words(lead!, first), words(gap!, first), words(tail!, last)];
  if (!inLead || !inGap || !inTail) return null;
  const found = [inLead, inGap, inTail];
  if (found.filter(({ period }) => period).length > 1 || found.filter(({ era }) => era).length > 1)
    return null;

  const place = (index: number): number => at[index] ?? at.at(-1)! + 1;
  const spans = match.indices!.groups!;
  const numbers = ROLES.filter((role) => group[role] !== undefined)
    .map((role): HeaderNumber => {
      const [from, to] = spans[role]!;
      return { role, value: Number(group[role]), from: place(from), to: place(to - 1) + 1 };
    })
    .sort((a, b) => a.from - b.from);

  const [, endTo] = spans.end!;
  const spaced = end === ']' && text[endTo] === ' ';
  const bodyAt = place(spaced ? endTo : endTo - 1) + 1;
  const yearAt = n1!.length === 4 ? 0 : n3!.length === 4 ? 2 : -1;
  const shape = [
    open,
    dateFirst ? 'date first' : 'time first',
    dashMark,
    dash!.length > dashMark.length ? 'spaced' : '',
    `year ${yearAt}`,
    /[,،、]/.test(gap!) ? ',' : '',
    colon!.trim(),
    group.second === undefined ? '' : 'seconds',
    inLead.period
      ? 'period in front'
      : inGap.period
        ? 'period between'
        : inTail.period
          ? 'period behind'
          : '',
    end!.replace(/[–—]/, '-'),
  ].join('|');
  return {
    shape,
    numbers,
    yearAt,
    lead: inLead,
    gap: inGap,
    tail: inTail,
    gapAfter: dateFirst ? 3 : numbers.length - 3,
    bodyAt,
  };
}
