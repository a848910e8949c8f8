/**
 * The language of the search box and of `threadline search`, as docs/search.md tells it:
 *
 *     words "exact words" begin* near~ near~2 /expression/
 *     keyword:"a line of a keyword list"
 *     from: in: kind: has: before: after: on: platform: exhibit: tag:
 *     and (or nothing between two), or, not (or -), ( )
 */
import { MESSAGE_KINDS, PLATFORMS } from '../model/index.ts';

/** A stretch of the query, UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export const HAS = [
  'text',
  'attachment',
  'image',
  'video',
  'audio',
  'document',
  'location',
  'reaction',
  'reply',
  'mention',
  'link',
  'poll',
  'call',
  'edited',
  'deleted',
  'forwarded',
  'tag',
  'note',
] as const;
export type Has = (typeof HAS)[number];

export const FIELDS = [
  'from',
  'in',
  'kind',
  'has',
  'before',
  'after',
  'on',
  'platform',
  'exhibit',
  'tag',
] as const;
export type Field = (typeof FIELDS)[number];

export type Query =
  | { readonly type: 'and' | 'or'; readonly of: readonly Query[] }
  | { readonly type: 'not'; readonly of: Query }
  | Words
  | Expression
  | FieldIs;

export interface Words {
  readonly type: 'words';
  readonly text: string;
  /** In quotation marks: in this order, marks and forms of letters as written. */
  readonly quoted: boolean;
  /** The last word is only a beginning. */
  readonly begins: boolean;
  /** How many letters may be wrong, missing, added or changed about. */
  readonly typos: 0 | 1 | 2;
  /** A line of a keyword list: its words in this order, compared as words without quotation marks. */
  readonly keyword?: true;
  readonly place: Place;
}

export interface Expression {
  readonly type: 'expression';
  readonly source: string;
  readonly place: Place;
}

export interface FieldIs {
  readonly type: 'field';
  readonly field: Field;
  readonly value: string;
  readonly place: Place;
}

/** What is wrong with a query, and where. The message is for people. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

/** Longer ones are lists of keywords, which have their own door. */
const LONGEST = 10_000;
const DEEPEST = 100;
const DATE = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?)?)?$/;
const OPENING = '"“„«';
const CLOSING = '"”“»';

type Token =
  | { readonly type: 'open' | 'close' | 'and' | 'or' | 'not'; readonly place: Place }
  | Words
  | Expression
  | FieldIs;

class Lexer {
  private readonly text: string;
  private at = 0;
  readonly tokens: Token[] = [];

  constructor(text: string) {
    this.text = text;
    while (this.skipSpace()) this.next();
  }

  /** Whether something stands behind the space. */
  private skipSpace(): boolean {
    while (this.at < this.text.length && /\s/u.test(this.text[this.at]!)) this.at++;
    return this.at < this.text.length;
  }

  private next(): void {
    const start = this.at;
    const first = this.text[start]!;
    const place = { start, end: start + 1 };
    if (first === '(' || first === ')') {
      this.at++;
      this.tokens.push({ type: first === '(' ? 'open' : 'close', place });
    } else if (first === '-' && /\S/u.test(this.text[start + 1] ?? '')) {
      this.at++;
      this.tokens.push({ type: 'not', place });
    } else if (OPENING.includes(first)) this.quoted(start);
    else if (first === '/') this.expression(start);
    else this.bare(start);
  }

  private quoted(start: number): void {
    const { text, end } = this.inQuotes(start);
    const begins = this.text[end] === '*';
    this.at = begins ? end + 1 : end;
    const place = { start, end: this.at };
    this.tokens.push({ type: 'words', text, quoted: true, begins, typos: 0, place });
  }

  private inQuotes(start: number): { text: string; end: number } {
    const straight = this.text[start] === '"';
    let end = start + 1;
    while (end < this.text.length) {
      const character = this.text[end]!;
      if (straight ? character === '"' : CLOSING.includes(character)) {
        return { text: this.text.slice(start + 1, end), end: end + 1 };
      }
      end++;
    }
    throw new QueryError('A quotation mark is not closed.', { start, end: this.text.length });
  }

  private expression(start: number): void {
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '/') end += this.text[end] === '\\' ? 2 : 1;
    if (end >= this.text.length) {
      throw new QueryError('A regular expression is not closed by /.', { start, end: this.text.length });
    }
    this.at = end + 1;
    const place = { start, end: this.at };
    const source = this.text.slice(start + 1, end).replaceAll('\\/', '/');
    if (source === '') throw new QueryError('A regular expression is empty.', place);
    this.tokens.push({ type: 'expression', source, place });
  }

  private bare(start: number): void {
    const named = /^([\p{L}]+):(?!\/\/)/u.exec(this.text.slice(start, start + 40));
    if (named) {
      const field = named[1]!.toLowerCase();
      if (field === 'keyword') {
        this.keyword(start, start + named[0].length);
        return;
      }
      if (isField(field)) {
        this.field(start, field, start + named[0].length);
        return;
      }
      throw new QueryError(`There is no field "${named[1]}:". Fields are ${FIELDS.join(', ')}, keyword.`, {
        start,
        end: start + named[0].length,
      });
    }
    let end = start;
    // Brackets group; those that an address opens belong to it.
    const isAddress = /^(?:https?:\/\/|www\.)/i.test(this.text.slice(start, start + 8));
    let opened = 0;
    for (; end < this.text.length && !/\s/u.test(this.text[end]!); end++) {
      const character = this.text[end]!;
      if (isAddress && character === '(') opened++;
      else if (isAddress && character === ')' && opened > 0) opened--;
      else if ('()'.includes(character) || OPENING.includes(character)) break;
    }
    this.at = end;
    this.word(this.text.slice(start, end), { start, end });
  }

  private word(text: string, place: Place): void {
    const operator = text.toLowerCase();
    if (operator === 'and' || operator === 'or' || operator === 'not') {
      this.tokens.push({ type: operator, place });
      return;
    }
    const near = /^(.+)~([0-9]?)$/su.exec(text);
    if (near) {
      const typos = near[2] === '' ? 1 : Number(near[2]);
      if (typos !== 1 && typos !== 2) {
        throw new QueryError('A near match allows 1 or 2 typos: word~1, word~2.', place);
      }
      this.tokens.push({ type: 'words', text: near[1]!, quoted: false, begins: false, typos, place });
      return;
    }
    const begins = text.endsWith('*') && text.length > 1;
    const word = begins ? text.slice(0, -1) : text;
    if (word.includes('*')) {
      throw new QueryError('A * stands only at the end of a word, for any ending.', place);
    }
    this.tokens.push({ type: 'words', text: word, quoted: false, begins, typos: 0, place });
  }

  private keyword(start: number, at: number): void {
    const { text, end } = this.value(at);
    const begins = text.endsWith('*');
    const words = (begins ? text.slice(0, -1) : text).trim();
    const place = { start, end };
    if (words === '') throw new QueryError('"keyword:" says nothing.', place);
    this.tokens.push({ type: 'words', text: words, quoted: false, begins, typos: 0, keyword: true, place });
  }

  /** What stands behind a colon, up to a space or in quotation marks. */
  private value(at: number): { text: string; end: number } {
    const first = this.text[at] ?? '';
    let end = at;
    let text: string;
    if (first !== '' && OPENING.includes(first)) ({ text, end } = this.inQuotes(at));
    else {
      while (end < this.text.length && !/[\s()]/u.test(this.text[end]!)) end++;
      text = this.text.slice(at, end);
    }
    this.at = end;
    return { text, end };
  }

  private field(start: number, field: Field, at: number): void {
    const { text: value, end } = this.value(at);
    const place = { start, end };
    this.tokens.push({ type: 'field', field, value: checked(field, value.trim(), place), place });
  }
}

const isField = (name: string): name is Field => (FIELDS as readonly string[]).includes(name);

/** The value as it is compared. @throws QueryError when the field can't have it. */
function checked(field: Field, value: string, place: Place): string {
  if (value === '') throw new QueryError(`"${field}:" says nothing.`, place);
  const oneOf = (allowed: readonly string[]): string => {
    const lower = value.toLowerCase();
    if (allowed.includes(lower)) return lower;
    throw new QueryError(`"${field}:" is one of ${allowed.join(', ')}, not "${value}".`, place);
  };
  switch (field) {
    case 'kind':
      return oneOf(MESSAGE_KINDS);
    case 'has':
      return oneOf(HAS);
    case 'platform':
      return oneOf(PLATFORMS);
    case 'before':
    case 'after':
    case 'on': {
      const date = value.toUpperCase();
      const parts = DATE.test(date) ? periodOf(date) : null;
      if (parts) return date;
      throw new QueryError(
        `"${field}:" takes a date such as 2024-03-22, 2024-03 or 2024-03-22T14:40, not "${value}".`,
        place,
      );
    }
    default:
      return value;
  }
}

/**
 * The readings of the clock that a date of a query spans, ms as if UTC: first, and first after it. Null
 * when no calendar has it.
 */
export function periodOf(date: string): { from: number; to: number } | null {
  const [year, month, day, hour, minute, second] = date.split(/[-T:]/).map(Number);
  const start = new Date(0);
  start.setUTCFullYear(year!, (month ?? 1) - 1, day ?? 1);
  start.setUTCHours(hour ?? 0, minute ?? 0, second ?? 0);
  const whole =
    start.getUTCFullYear() === year &&
    start.getUTCMonth() === (month ?? 1) - 1 &&
    start.getUTCDate() === (day ?? 1) &&
    start.getUTCHours() === (hour ?? 0) &&
    start.getUTCMinutes() === (minute ?? 0) &&
    start.getUTCSeconds() === (second ?? 0);
  if (!whole) return null;
  const end = new Date(start);
  if (second !== undefined) end.setUTCSeconds(second + 1);
  else if (minute !== undefined) end.setUTCMinutes(minute + 1);
  else if (day !== undefined) end.setUTCDate(day + 1);
  else if (month !== undefined) end.setUTCMonth(month);
  else end.setUTCFullYear(year! + 1);
  return { from: start.getTime(), to: end.getTime() };
}

class Parser {
  private readonly tokens: readonly Token[];
  private readonly length: number;
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly Token[], length: number) {
    this.tokens = tokens;
    this.length = length;
  }

  whole(): Query {
    const query = this.either();
    const rest = this.tokens[this.at];
    if (rest) throw new QueryError('A closing bracket has no opening one.', rest.place);
    return query;
  }

  private either(): Query {
    const of = [this.both()];
    while (this.tokens[this.at]?.type === 'or') {
      this.at++;
      of.push(this.both());
    }
    return of.length === 1 ? of[0]! : { type: 'or', of };
  }

  private both(): Query {
    const of = [this.unless()];
    for (;;) {
      const next = this.tokens[this.at];
      if (!next || next.type === 'or' || next.type === 'close') break;
      if (next.type === 'and') this.at++;
      of.push(this.unless());
    }
    return of.length === 1 ? of[0]! : { type: 'and', of };
  }

  private unless(): Query {
    const token = this.tokens[this.at];
    if (!token) {
      const before = this.tokens[this.at - 1];
      const end = { start: this.length, end: this.length };
      throw new QueryError('Something is missing at the end.', before?.place ?? end);
    }
    this.at++;
    switch (token.type) {
      case 'not':
        return this.deeper(token.place, () => ({ type: 'not', of: this.unless() }));
      case 'open':
        return this.deeper(token.place, () => {
          const inner = this.either();
          const close = this.tokens[this.at];
          if (close?.type !== 'close') throw new QueryError('A bracket is not closed.', token.place);
          this.at++;
          return inner;
        });
      case 'close':
        throw new QueryError('Something is missing before this bracket.', token.place);
      case 'and':
      case 'or':
        throw new QueryError(
          `Something is missing before "${token.type}". To look for the word itself, put it in quotation marks.`,
          token.place,
        );
      default:
        return token;
    }
  }

  private deeper(place: Place, inner: () => Query): Query {
    if (++this.depth > DEEPEST) throw new QueryError('Brackets stand too deep in each other.', place);
    const query = inner();
    this.depth--;
    return query;
  }
}

/** Numbers that are written in groups are one number: `0770 090 0123`. */
function joinNumbers(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  const isGroup = (token: Token | undefined): token is Words =>
    token?.type === 'words' &&
    !token.quoted &&
    !token.begins &&
    !token.keyword &&
    token.typos === 0 &&
    /^[+]?[\p{Nd}.,'’/\-\u2010-\u2015\u2212 ]*\p{Nd}$/u.test(token.text);
  for (const token of tokens) {
    const before = joined.at(-1);
    if (isGroup(token) && isGroup(before) && !token.text.startsWith('+')) {
      const place = { start: before.place.start, end: token.place.end };
      joined[joined.length - 1] = { ...before, text: `${before.text} ${token.text}`, place };
    } else joined.push(token);
  }
  return joined;
}

/**
 * @returns null for a query of nothing but spaces, which asks for everything.
 * @throws QueryError
 */
export function parseQuery(text: string): Query | null {
  if (text.length > LONGEST) {
    throw new QueryError(`A query has at most ${LONGEST} characters.`, { start: LONGEST, end: text.length });
  }
  const tokens = joinNumbers(new Lexer(text).tokens);
  return tokens.length === 0 ? null : new Parser(tokens, text.length).whole();
}

/** The query that finds what a line of a keyword list finds. */
export function keywordQuery(keyword: string): string {
  // Quotation marks are between words like any other sign.
  return `keyword:"${keyword.replace(/["“”„«»]/gu, ' ').trim()}"`;
}
