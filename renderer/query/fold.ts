/**
 * Text as the search compares it: composed (NFC), in simple case folding (Unicode's CaseFolding.txt,
 * statuses C and S), every space a plain one, and without the marks that show nothing (direction marks,
 * zero-width characters, soft hyphens, variation selectors), which exports strew about and writers may hide words with.
 */

const UNSEEN =
  /\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|[\ufe00-\ufe0f]/;
const SPACE = /\p{Zs}/u;

/** Pairs of status S that no upper or lower case gives. */
const ODD: Readonly<Record<string, string>> = { '\u1fd3': '\u0390', '\u1fe3': '\u03b0', '\ufb05': '\ufb06' };

/** Its `C` and `S` mappings lead here from I alone; upper and lower case would join it to i. */
const DOTLESS_I = 'ı';

const isOne = (text: string): boolean =>
  text.length === 1 || (text.length === 2 && text.codePointAt(0)! > 0xffff);

/** Folds one code point: to one other, to itself, or to nothing. */
export function foldCharacter(character: string): string {
  if (UNSEEN.test(character)) return '';
  if (SPACE.test(character)) return ' ';
  if (character === DOTLESS_I) return character;
  const odd = ODD[character];
  if (odd !== undefined) return odd;
  const upper = character.toUpperCase();
  const lower = (isOne(upper) ? upper : character).toLowerCase();
  return isOne(lower) ? lower : character;
}

const LAST_CODE_POINT = 0x10ffff;
const SURROGATES = [0xd800, 0xdfff] as const;

/** Matches what `toLowerCase` folds differently: built once, when first needed. */
let needsCare: RegExp | null = null;
function careNeeded(): RegExp {
  if (needsCare) return needsCare;
  const ranges: string[] = [];
  let start = -1;
  for (let code = 0; code <= LAST_CODE_POINT + 1; code++) {
    if (code === SURROGATES[0]) code = SURROGATES[1] + 1;
    let differs = false;
    if (code <= LAST_CODE_POINT) {
      const character = String.fromCodePoint(code);
      // Capital sigma's lower case depends on what stands around it.
      differs = character === 'Σ' || foldCharacter(character) !== character.toLowerCase();
    }
    if (differs && start < 0) start = code;
    else if (!differs && start >= 0) {
      ranges.push(`\\u{${start.toString(16)}}-\\u{${(code - 1).toString(16)}}`);
      start = -1;
    }
  }
  needsCare = new RegExp(`[${ranges.join('')}]`, 'u');
  return needsCare;
}

export function foldText(text: string): string {
  const composed = text.normalize('NFC');
  if (!careNeeded().test(composed)) return composed.toLowerCase();
  let folded = '';
  for (const character of composed) folded += foldCharacter(character);
  return folded;
}

/** What is known of a code point: nothing yet, that it folds to itself wherever it stands, or that it may not. */
const UNKNOWN = 0;
const STEADY = 1;
const CHANGING = 2;
const steadiness = new Uint8Array(LAST_CODE_POINT + 1);

/** Jamo that compose with what stands before them. */
const isJoiningJamo = (code: number): boolean => code >= 0x1160 && code <= 0x11ff;

/**
 * Whether a text with this code point, beyond ASCII, folds to more than its lower-case ASCII: it has
 * another case, shows nothing, or may join or change places with its neighbours when composed.
 */
export function mayFold(code: number): boolean {
  let known = steadiness[code]!;
  if (known === UNKNOWN) {
    const character = String.fromCodePoint(code);
    const steady =
      foldCharacter(character) === character &&
      character.normalize('NFC') === character &&
      !/\p{M}/u.test(character) &&
      !isJoiningJamo(code);
    known = steady ? STEADY : CHANGING;
    steadiness[code] = known;
  }
  return known === CHANGING;
}
