/**
 * The terms of texts as terms.ts gives them, as numbers: made for millions of texts. Words are told apart on
 * the bytes and looked up as they stand, so that each spelling is folded once.
 */
import {
  APART,
  type CharacterClass,
  classOf,
  DIGIT,
  LETTER,
  MARK,
  PICTURE,
  UNSEEN,
  UNSPACED,
} from '../../../shared/search/characters.ts';
import { joinsGroups, LEAST_DIGITS } from '../../../shared/search/numbers.ts';
import { termsOf } from '../../../shared/search/terms.ts';
import { TermTable } from './term-table.ts';

const DOT = 46;
const SLASH = 47;
const COLON = 58;
const UPPER_A = 65;
const UPPER_Z = 90;
const LEAST_IBAN = 15;
const LOWER_W = 119;
const CASE = 32;
const VARIATION = 0xfe0f;
const TAGS = 0xe0000;
/** Longer ones are rare, and not worth keeping. */
const LONGEST_SPELLING = 96;
/** Spellings kept: beyond this, texts are no longer of words. */
const MOST_SPELLINGS = 1 << 20;
/** Characters between the groups of one number, at most. */
const MOST_BETWEEN = 3;

const ASCII_CLASS = Uint8Array.from({ length: 128 }, (_, code) => classOf(code));

/** The end of a code point's bytes in UTF-8. */
const after = (first: number, at: number): number =>
  at + (first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);

function codeAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return first;
  if (first < 0xe0) return ((first & 0x1f) << 6) | (bytes[at + 1]! & 0x3f);
  if (first < 0xf0) {
    return ((first & 0x0f) << 12) | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f);
  }
  return (
    ((first & 0x07) << 18) |
    ((bytes[at + 1]! & 0x3f) << 12) |
    ((bytes[at + 2]! & 0x3f) << 6) |
    (bytes[at + 3]! & 0x3f)
  );
}

export type Put = (term: number, place: number) => void;

export class TermLister {
  readonly table = new TermTable();
  private spellings = new TermTable();
  /** Of each spelling: its terms and their places, and how many places it takes. */
  private found: {
    readonly terms: readonly number[];
    readonly places: readonly number[];
    readonly length: number;
  }[] = [];
  private readonly lower = new Uint8Array(LONGEST_SPELLING);
  private static readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** Gives the terms of a text, from `place` on; returns the place behind the last. */
  text(text: string, place: number, put: Put): number {
    return termsOf(text, (term, at) => put(this.table.ofText(term), at), place);
  }

  /**
   * The same for a text as bytes of UTF-8, from place 0. Null, with some of it given, when it has what is not
   * told by its words alone: numbers in groups, addresses, rare emoji.
   */
  bytes(bytes: Uint8Array, put: Put): number | null {
    const { length } = bytes;
    let place = 0;
    let i = 0;
    while (i < length) {
      const first = bytes[i]!;
      const kind = (first < 0x80 ? ASCII_CLASS[first]! : classOf(codeAt(bytes, i))) as CharacterClass;
      let end: number;
      if (kind === APART || kind === UNSEEN) {
        if (first === COLON && bytes[i + 1] === SLASH && bytes[i + 2] === SLASH) return null;
        i = after(first, i);
        continue;
      }
      if (kind === LETTER || kind === DIGIT || kind === MARK) {
        const word = this.word(bytes, i, place, put);
        if (word === null) return null;
        ({ end, place } = word);
      } else if (kind === UNSPACED) {
        const run = this.unspaced(bytes, i, place, put);
        if (run === null) return null;
        ({ end, place } = run);
      } else {
        const run = this.pictures(bytes, i, place, put);
        if (run === null) return null;
        ({ end, place } = run);
      }
      i = end;
    }
    return place;
  }

  private word(
    bytes: Uint8Array,
    start: number,
    place: number,
    put: Put,
  ): { end: number; place: number } | null {
    const { lower } = this;
    let isAscii = true;
    let isDigits = true;
    let end = start;
    let i = start;
    while (i < bytes.length) {
      const byte = bytes[i]!;
      if (byte < 0x80) {
        const kind = ASCII_CLASS[byte]!;
        if (kind === LETTER) isDigits = false;
        else if (kind !== DIGIT) break;
        if (i - start < LONGEST_SPELLING)
          lower[i - start] = byte >= UPPER_A && byte <= UPPER_Z ? byte | CASE : byte;
        end = ++i;
        continue;
      }
      const kind = classOf(codeAt(bytes, i));
      if (kind !== LETTER && kind !== MARK && kind !== DIGIT && kind !== UNSEEN) break;
      isAscii = false;
      if (kind !== DIGIT && kind !== UNSEEN) isDigits = false;
      i = after(byte, i);
      if (kind !== UNSEEN) end = i;
    }
    if (end - start > LONGEST_SPELLING) return null;
    if (isDigits && (!isAscii || end - start >= LEAST_DIGITS || isGrouped(bytes, end))) return null;
    if (bytes[end] === DOT && isW(bytes[end - 1]) && isW(bytes[end - 2])) return null;
    if (isAscii) {
      if (end - start > 64 || this.mayBeIban(bytes, start, end)) return null;
      put(this.table.of(lower, 0, end - start), place);
      return { end, place: place + 1 };
    }
    return { end, place: this.spelling(bytes, start, end, place, put) };
  }

  /** Letters and digits in one, as an IBAN without its spaces (ISO 13616): two letters, two digits, 15 and more in all. */
  private mayBeIban(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start < LEAST_IBAN) return false;
    const kinds = [0, 1, 2, 3].map((i) => ASCII_CLASS[bytes[start + i]!]);
    return kinds[0] === LETTER && kinds[1] === LETTER && kinds[2] === DIGIT && kinds[3] === DIGIT;
  }

  /** What terms.ts gives for a stretch that stands on its own. */
  private spelling(bytes: Uint8Array, start: number, end: number, place: number, put: Put): number {
    const { found } = this;
    const id = this.spellings.of(bytes, start, end);
    if (id === found.length) {
      const terms: number[] = [];
      const places: number[] = [];
      const text = TermLister.decoder.decode(bytes.slice(start, end));
      const length = this.text(text, 0, (term, at) => {
        terms.push(term);
        places.push(at);
      });
      found.push({ terms, places, length });
    }
    const { terms, places, length } = found[id]!;
    for (let i = 0; i < terms.length; i++) put(terms[i]!, place + places[i]!);
    if (found.length > MOST_SPELLINGS) {
      this.spellings = new TermTable();
      this.found = [];
    }
    return place + length;
  }

  private unspaced(
    bytes: Uint8Array,
    start: number,
    from: number,
    put: Put,
  ): { end: number; place: number } | null {
    let place = from;
    // The letter before, with its marks.
    let before = -1;
    let unit = -1;
    let i = start;
    while (i < bytes.length) {
      const byte = bytes[i]!;
      const kind = byte < 0x80 ? APART : classOf(codeAt(bytes, i));
      if (kind === UNSEEN) return null;
      if (kind === UNSPACED) {
        if (before >= 0) this.pair(bytes, before, i, place++, put);
        before = unit;
        unit = i;
      } else if (kind !== MARK) break;
      i = after(byte, i);
    }
    if (before >= 0) this.pair(bytes, before, i, place++, put);
    this.pair(bytes, unit, i, place++, put);
    return { end: i, place };
  }

  /** Two neighbours, or the last letter: the first term that terms.ts gives for them. */
  private pair(bytes: Uint8Array, start: number, end: number, place: number, put: Put): void {
    const id = this.spellings.of(bytes, start, end);
    if (id === this.found.length) {
      const terms: number[] = [];
      this.text(TermLister.decoder.decode(bytes.slice(start, end)), 0, (term) => terms.push(term));
      this.found.push({ terms: terms.slice(0, 1), places: [0], length: 1 });
    }
    put(this.found[id]!.terms[0]!, place);
  }

  private pictures(
    bytes: Uint8Array,
    start: number,
    place: number,
    put: Put,
  ): { end: number; place: number } | null {
    let i = start;
    while (i < bytes.length) {
      const byte = bytes[i]!;
      if (byte < 0x80) break;
      const code = codeAt(bytes, i);
      const kind = classOf(code);
      if (code >= TAGS || (kind === MARK && code !== VARIATION)) return null;
      if (kind !== PICTURE && kind !== UNSEEN && kind !== MARK) break;
      i = after(byte, i);
    }
    if (i - start > LONGEST_SPELLING) return null;
    return { end: i, place: this.spelling(bytes, start, i, place, put) };
  }
}

const isW = (byte: number | undefined): boolean => byte !== undefined && (byte | CASE) === LOWER_W;

/** Whether more digits follow that may be of the same number. */
function isGrouped(bytes: Uint8Array, from: number): boolean {
  let i = from;
  let between = '';
  while (i < bytes.length && between.length < MOST_BETWEEN) {
    const code = codeAt(bytes, i);
    if (classOf(code) === DIGIT) return joinsGroups(between);
    between += String.fromCodePoint(code);
    i = after(bytes[i]!, i);
  }
  return i < bytes.length && classOf(codeAt(bytes, i)) === DIGIT && joinsGroups(between);
}
