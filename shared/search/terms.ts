/**
 * A text's terms: what the search structures list and what a query looks up. Words are terms as they fold
 * loosely; scripts without spaces give a term for each two neighbours, so that any stretch of them is found.
 * Beside these stand terms of other kinds, told by their first character.
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
} from './characters.ts';
import { foldExact, foldLoose } from './folding.ts';
import { joinings, joinsGroups } from './numbers.ts';
import { wholesIn } from './wholes.ts';

/** A word in its exact folding, where that differs from the loose one. */
export const EXACT = '\u0001';
/** A word in its loose folding, where the exact one differs. */
export const MARKED = '\u0002';
/** A number, turned. */
export const NUMBER = '\u0003';
/** An address of the web, or an IBAN. */
export const WHOLE = '\u0004';
/** Between the beginning of a word that is too long to list and the digest of all of it. */
export const CUT = '\u0005';

/** Whether a term is a word as it folds loosely: the others begin with a sign of their own. */
export const isWord = (term: string): boolean => term > '\u001f';

/** UTF-16 units of a term that are listed as they are. */
const LONGEST = 64;
const KEPT = 48;
/** Positions between what is said in different places of a message, so that no phrase spans them. */
export const GAP = 64;

/** @param position place of the word in the text, from the position given; `start` and `end` in UTF-16 units. */
export type TermSink = (term: string, position: number, start: number, end: number) => void;

/** FNV-1a over UTF-16 units, twice with other starts: 64 bits. */
function digestOf(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}

/** The term under which a word is listed: itself, unless it is too long. */
export function listed(word: string): string {
  return word.length <= LONGEST ? word : word.slice(0, KEPT) + CUT + digestOf(word);
}

/** The beginning of a word as far as it is listed. */
export const listedStart = (start: string): string => start.slice(0, KEPT);

interface Folded {
  readonly exact: string;
  readonly loose: string;
}

const isWordly = (kind: CharacterClass): boolean => kind === LETTER || kind === DIGIT;
/** Folded sooner than it is looked up. */
const PLAIN = /^[a-z0-9]+$/i;
const CACHED = 20_000;
const cache = new Map<string, readonly Folded[]>();

/** A word's foldings: mostly one, but `½` is the words 1 and 2. */
function foldWord(word: string): readonly Folded[] {
  if (PLAIN.test(word)) {
    const lower = word.toLowerCase();
    return [{ exact: lower, loose: lower }];
  }
  const known = cache.get(word);
  if (known) return known;
  const folded: Folded[] = [];
  let part = '';
  const end = (): void => {
    if (part !== '') folded.push({ exact: part, loose: foldLoose(part) });
    part = '';
  };
  for (const character of foldExact(word)) {
    if (classOf(character.codePointAt(0)!) === APART) end();
    else part += character;
  }
  end();
  if (cache.size >= CACHED) cache.clear();
  // A cut of a long text would keep all of it.
  if (word.length <= LONGEST) cache.set(structuredClone(word), folded);
  return folded;
}

/** Sequences first: an alternative of one code point would cut them. */
const EMOJI = /\p{RGI_Emoji}|\p{Extended_Pictographic}|\p{Regional_Indicator}{1,2}|\p{Emoji_Modifier}/vy;

/** Gives a text's terms in order of position, from `position` on; returns the position behind the last. */
export function termsOf(text: string, sink: TermSink, position = 0): number {
  const wholes = wholesIn(text);
  let nextWhole = 0;
  let groups: { digits: string; start: number; end: number; position: number }[] = [];

  const endNumber = (): void => {
    if (groups.length === 0) return;
    for (const { first, last, turned } of joinings(groups.map(({ digits }) => digits))) {
      const group = groups[first]!;
      sink(NUMBER + turned, group.position, group.start, groups[last]!.end);
    }
    groups = [];
  };

  const give = ({ exact, loose }: Folded, start: number, end: number): void => {
    if (loose !== '') sink(listed(loose), position, start, end);
    if (exact !== loose) {
      sink(EXACT + listed(exact), position, start, end);
      if (loose !== '') sink(MARKED + listed(loose), position, start, end);
    }
    position++;
  };

  let i = 0;
  while (i < text.length) {
    while (nextWhole < wholes.length && wholes[nextWhole]!.start <= i) {
      const { form, start, end } = wholes[nextWhole++]!;
      sink(WHOLE + listed(form), position, start, end);
    }
    const code = text.codePointAt(i)!;
    const kind = classOf(code);
    if (kind === PICTURE) {
      endNumber();
      const emoji = emojiAt(text, i, code);
      for (const folded of foldEmoji(emoji)) give(folded, i, i + emoji.length);
      i += emoji.length;
    } else if (kind === UNSPACED) {
      endNumber();
      i = unspaced(text, i, give);
    } else if (kind === LETTER || kind === DIGIT || kind === MARK) {
      const { end, isDigits } = wordEnd(text, i);
      const word = text.slice(i, end);
      const before = groups.at(-1);
      if (before && !(isDigits && joinsGroups(text.slice(before.end, i)))) endNumber();
      const at = position;
      const folded = foldWord(word);
      for (const one of folded) give(one, i, end);
      if (isDigits) groups.push({ digits: folded[0]!.exact, start: i, end, position: at });
      i = end;
    } else {
      i += code > 0xffff ? 2 : 1;
    }
  }
  endNumber();
  return position;
}

const FIRST_TONE = 0x1f3fb;
const LAST_TONE = 0x1f3ff;
const FIRST_REGIONAL = 0x1f1e6;
const LAST_REGIONAL = 0x1f1ff;

/** Whether an emoji may go on with a code point: with marks, joiners and tags, tones. */
function goesOn(code: number | undefined): boolean {
  if (code === undefined) return false;
  const kind = classOf(code);
  return kind === MARK || kind === UNSEEN || code >= 0xe0000 || (code >= FIRST_TONE && code <= LAST_TONE);
}

/** The emoji that begins at a place, whole. */
function emojiAt(text: string, at: number, code: number): string {
  const own = String.fromCodePoint(code);
  const isRegional = code >= FIRST_REGIONAL && code <= LAST_REGIONAL;
  // Nearly all are of one code point; the expression is slow.
  if (!isRegional && !goesOn(text.codePointAt(at + own.length))) return own;
  EMOJI.lastIndex = at;
  return EMOJI.exec(text)?.[0] ?? own;
}

/** An emoji without its tone, and as it is. */
function foldEmoji(emoji: string): Folded[] {
  const exact = foldExact(emoji);
  if (exact === '') return [];
  const loose = foldLoose(exact);
  // A tone that stands alone is not nothing.
  return [{ exact, loose: loose === '' ? exact : loose }];
}

function wordEnd(text: string, start: number): { end: number; isDigits: boolean } {
  let isDigits = true;
  let end = start;
  for (let i = start; i < text.length; ) {
    const code = text.codePointAt(i)!;
    const kind = classOf(code);
    i += code > 0xffff ? 2 : 1;
    if (isWordly(kind) || kind === MARK) {
      end = i;
      if (kind !== DIGIT) isDigits = false;
    } else if (kind !== UNSEEN) break;
  }
  return { end, isDigits };
}

/** Terms of a run of letters without spaces: each letter with its marks and the next; the last also alone. */
function unspaced(
  text: string,
  start: number,
  give: (folded: Folded, start: number, end: number) => void,
): number {
  const units: { text: string; start: number; end: number }[] = [];
  let end = start;
  for (let i = start; i < text.length; ) {
    const code = text.codePointAt(i)!;
    const kind = classOf(code);
    const next = i + (code > 0xffff ? 2 : 1);
    if (kind === UNSPACED) units.push({ text: text.slice(i, next), start: i, end: next });
    else if (kind === MARK) {
      const unit = units.at(-1)!;
      unit.text += text.slice(i, next);
      unit.end = next;
    } else if (kind !== UNSEEN) break;
    i = next;
    if (kind !== UNSEEN) end = next;
  }
  const folded = units.map(({ text: unit, ...place }) => ({ ...place, form: foldExact(unit) }));
  for (const [i, { form, start: from, end: to }] of folded.entries()) {
    const after = folded[i + 1];
    const pair = after ? form + after.form : form;
    give({ exact: pair, loose: pair }, from, after ? after.end : to);
  }
  return end;
}
