/**
 * Text as the search compares it: composed (NFC), in simple case folding (Unicode's CaseFolding.txt,
 * statuses C and S), every space a plain one, and without the marks that show nothing (direction marks,
 * zero-width characters, soft hyphens, variation selectors), which exports strew about and writers may hide words with.
 */

const UNSEEN =
  /\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe00-\ufe0f]/g;
const SPACE = /\p{Zs}/gu;
const CASED = /[\p{Changes_When_Uppercased}\p{Changes_When_Lowercased}]/u;

/** Pairs of status S that no upper or lower case gives. */
const ODD: Readonly<Record<string, string>> = { '\u1fd3': '\u0390', '\u1fe3': '\u03b0', '\ufb05': '\ufb06' };

/** It folds to itself; its upper case would join it to i. */
const DOTLESS_I = 'ı';

const isOne = (text: string): boolean => text.length === (text.codePointAt(0)! > 0xffff ? 2 : 1);

/** The simple case folding of one code point. */
export function foldCase(character: string): string {
  if (character === DOTLESS_I) return character;
  const odd = ODD[character];
  if (odd !== undefined) return odd;
  const upper = character.toUpperCase();
  const lower = (isOne(upper) ? upper : character).toLowerCase();
  return isOne(lower) ? lower : character;
}

/** Cased letters stand below this, in planes 0 and 1. */
const CASED_END = 0x20000;

/** Matches what `toLowerCase` does not fold, or not in every place; built when first needed. */
let oddCase: RegExp | null = null;
function oddCases(): RegExp {
  if (oddCase) return oddCase;
  // Capital sigma's lower case depends on what stands around it.
  let odd = 'Σ';
  for (let code = 0x80; code < CASED_END; code++) {
    const character = String.fromCodePoint(code);
    if (CASED.test(character) && foldCase(character) !== character.toLowerCase()) odd += character;
  }
  oddCase = new RegExp(`[${odd}]`, 'u');
  return oddCase;
}

/** What most text is; of it nothing is composed, unseen, or folded otherwise than to lower case. */
const ASCII = /^[\0-\x7f]*$/;

export function foldText(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const composed = text.normalize('NFC').replace(UNSEEN, '').replace(SPACE, ' ');
  if (!oddCases().test(composed)) return composed.toLowerCase();
  let folded = '';
  for (const character of composed) folded += foldCase(character);
  return folded;
}
