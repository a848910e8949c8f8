/**
 * How words are compared. Each has two foldings: `exact`, of which case, width, digits of any script and
 * marks that show nothing do not matter, and `loose`, of which diacritics, vowel marks and the forms of
 * Arabic letters do not matter either. Searches use the loose one; words in quotation marks the exact one.
 */
import { foldText } from '../text/fold.ts';

/**
 * Marks that a writer may leave out: of Latin, Greek, Cyrillic, Hebrew, Arabic and Syriac. Those of the
 * scripts of India and further east are vowels, and Japanese's make another consonant; й and ў are letters.
 */
const LOOSE_MARKS =
  /(?![\u3099\u309a]|(?<=[иу])\u0306)(?=\p{M})[\p{sc=Inherited}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}]/gu;

/** Skin tones. */
const TONES = /[\u{1f3fb}-\u{1f3ff}]/gu;

/** Letters that no decomposition takes to their plain form. */
const LOOSE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  þ: 'th',
  ς: 'σ',
  // Arabic: alef wasla, alef maksura, teh marbuta; Persian and Urdu kaf, yeh and forms of heh.
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
  ے: 'ي',
  ہ: 'ه',
  ۂ: 'ه',
  ھ: 'ه',
  ە: 'ه',
};
const ODD_LETTERS = new RegExp(`[${Object.keys(LOOSE_LETTERS).join('')}]`, 'gu');

/** Arabic's stretching stroke, which writers put in for looks. */
const TATWEEL = /\u0640/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII
const ASCII = /^[\u0000-\u007f]*$/;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;
const IS_DIGIT = /^\p{Nd}$/u;
const zeros = new Map<number, number>();

/** The ASCII digit of a decimal digit of any script: each has its ten in a row (Unicode, section 4.6). */
function plainDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let first = zeros.get(code);
  if (first === undefined) {
    first = code;
    while (IS_DIGIT.test(String.fromCodePoint(first - 1))) first--;
    zeros.set(code, first);
  }
  return String((code - first) % 10);
}

export function foldExact(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return foldText(text.normalize('NFKC')).replace(TATWEEL, '').replace(OTHER_DIGIT, plainDigit);
}

/** @param exact as `foldExact` gives it. */
export function foldLoose(exact: string): string {
  if (ASCII.test(exact)) return exact;
  return (
    exact
      .normalize('NFKD')
      .replace(LOOSE_MARKS, '')
      .replace(TONES, '')
      .normalize('NFC')
      // Turkish İ is a capital until its dot is off.
      .toLowerCase()
      .replace(ODD_LETTERS, (letter) => LOOSE_LETTERS[letter]!)
  );
}
