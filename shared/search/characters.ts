/** What a code point is to the search. */

/** Between words. */
export const APART = 0;
/** Shows nothing: within a word it is passed over. */
export const UNSEEN = 1;
/** A letter, or a number that is no decimal digit. */
export const LETTER = 2;
export const DIGIT = 3;
/** Belongs to the letter before it. */
export const MARK = 4;
/** A letter of a script that is written without spaces between words. */
export const UNSPACED = 5;
/** An emoji may begin here. */
export const PICTURE = 6;
export type CharacterClass =
  | typeof APART
  | typeof UNSEEN
  | typeof LETTER
  | typeof DIGIT
  | typeof MARK
  | typeof UNSPACED
  | typeof PICTURE;

const UNKNOWN = 0xff;
const classes = new Uint8Array(0x110000).fill(UNKNOWN);

/** As `foldText` of shared/text leaves them out; variation selectors are marks. */
const HIDDEN = /[\u034f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/u;
const NO_SPACES =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tai_Tham}\p{sc=New_Tai_Lue}\p{sc=Tai_Le}\p{sc=Tai_Viet}\p{sc=Javanese}\p{sc=Balinese}\p{sc=Yi}]/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

function look(character: string): CharacterClass {
  if (HIDDEN.test(character)) return UNSEEN;
  if (/\p{M}/u.test(character)) return MARK;
  if (/\p{Nd}/u.test(character)) return DIGIT;
  if (/[\p{Alphabetic}\p{N}]/u.test(character)) return NO_SPACES.test(character) ? UNSPACED : LETTER;
  // Skin tones on their own count as emoji, too.
  if (EMOJI.test(character) || /\p{Emoji_Modifier}/u.test(character)) return PICTURE;
  return APART;
}

export function classOf(code: number): CharacterClass {
  let known = classes[code]!;
  if (known === UNKNOWN) {
    known = look(String.fromCodePoint(code));
    classes[code] = known;
  }
  return known as CharacterClass;
}
