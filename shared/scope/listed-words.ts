/**
 * Whether a text has one of the words that a document lists, compared as `foldText` folds. Nearly no text
 * has one, so it is first walked once, without making anything of it, for the beginnings of the words.
 */
import { foldText } from '../text/fold.ts';

/** What a code unit folds to, when that depends on nothing beside it; 0 until it is asked for. */
const FOLDED = new Uint16Array(0x10000);
/** In FOLDED: it shows nothing and folds to nothing. */
const UNSEEN = 1;
/** In FOLDED: what it becomes depends on its neighbours, as marks and most surrogates do. */
const OPEN = 2;
/** In FOLDED: a mark that is what it is, unless it stands beside another, when composition may exchange them. */
const MOVES = 3;
/** In FOLDED: one of the control characters whose numbers are used above. */
const CONTROL = 4;

/** Marks, and the second and third parts of Hangul syllables: composition joins most to what stands before. */
const MAY_JOIN = /[\p{M}\u1161-\u11ff]/u;
/** Units that composition joins to one before: all but the first of what a character comes apart into. */
let joined: Set<string> | null = null;
function joins(unit: string): boolean {
  if (!joined) {
    joined = new Set();
    for (let code = 0xc0; code < 0x10000; code++) {
      for (const part of String.fromCharCode(code).normalize('NFD').slice(1)) joined.add(part);
    }
  }
  return joined.has(unit);
}

/** Of the highest class of marks there is: each of another class goes before it. */
const LAST_MARK = 'a\u0345';
/** Whether a mark has a class, by which composition puts marks in order (The Unicode Standard, 3.11). */
const hasClass = (unit: string): boolean => (LAST_MARK + unit).normalize('NFD') !== LAST_MARK + unit;

const SURROGATES = 0xd800;
const LOW_SURROGATES = 0xdc00;
const AFTER_SURROGATES = 0xe000;
/** High surrogates of U+1F000 to U+1FBFF: emoji and other pictures, which are what they are. */
const isPictures = (unit: number): boolean => unit >= 0xd83c && unit <= 0xd83e;

function foldUnit(unit: number): number {
  if (unit >= SURROGATES && unit < AFTER_SURROGATES) {
    return unit >= LOW_SURROGATES || isPictures(unit) ? unit : OPEN;
  }
  const character = String.fromCharCode(unit);
  const folded = foldText(character);
  if (folded === '') return UNSEEN;
  if (folded.length !== 1 || character.normalize('NFC') !== character) return OPEN;
  if (MAY_JOIN.test(character)) {
    if (joins(character)) return OPEN;
    if (hasClass(character)) return MOVES;
  }
  return Math.max(folded.charCodeAt(0), CONTROL);
}

/** Units of a beginning: as many as the shortest word has, up to this. */
const LONGEST_BEGINNING = 4;
const HASH_BITS = 16;
const HASHES = 2 ** HASH_BITS;

export class WordList {
  private readonly words: readonly string[];
  /** By how many bits a hash moves for each unit, so that the units before the last few leave it. */
  private readonly shift: number;
  private readonly beginnings = new Uint8Array(HASHES);

  constructor(words: readonly string[]) {
    this.words = [...new Set(words.map(foldText))].filter((word) => word !== '');
    const units = Math.min(LONGEST_BEGINNING, ...this.words.map(({ length }) => length));
    this.shift = Math.ceil(HASH_BITS / units);
    for (const word of this.words) {
      let hash = 0;
      for (let i = 0; i < units; i++) {
        const code = word.charCodeAt(i);
        hash = ((hash << this.shift) ^ Math.max(code, CONTROL)) & (HASHES - 1);
      }
      this.beginnings[hash] = 1;
    }
  }

  get isEmpty(): boolean {
    return this.words.length === 0;
  }

  /** Whether one of the words stands in the text, in whatever case and with hidden marks in it. */
  isIn(text: string): boolean {
    if (!this.mayBeIn(text)) return false;
    const folded = foldText(text);
    return this.words.some((word) => folded.includes(word));
  }

  /** False only where no word can be. */
  private mayBeIn(text: string): boolean {
    const { beginnings, shift, words } = this;
    if (words.length === 0) return false;
    let hash = 0;
    let moving = -2;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      let folded = FOLDED[unit]!;
      if (folded === 0) {
        folded = foldUnit(unit);
        FOLDED[unit] = folded;
      }
      if (folded === UNSEEN) continue;
      if (folded <= MOVES) {
        if (folded === OPEN || moving === i - 1) return true;
        moving = i;
        folded = unit;
      }
      hash = ((hash << shift) ^ folded) & (HASHES - 1);
      if (beginnings[hash] === 1) return true;
    }
    return false;
  }
}
