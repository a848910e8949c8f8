/**
 * Arabic beside the Latin letters and digits in which chats write it (Arabizi: 7abibi, 3arabi). Spellings
 * agree in little but the consonants, so words are compared by these; what is found so is only likely.
 */

/** Letters that chats take for each other share a sound; vowels, and the letters that lengthen them, have none. */
const SOUNDS: readonly (readonly [sound: string, arabic: string, latin: readonly string[]])[] = [
  ['B', 'بپ', ['b', 'p']],
  ['T', 'تثط', ['t', 'th', '6']],
  ['J', 'جچ', ['j', 'g']],
  ['H', 'حه', ['h', '7']],
  ['X', 'خ', ['kh', '5', 'x']],
  ['D', 'دض', ['d']],
  ['Z', 'ذزظ', ['z', 'dh']],
  ['R', 'ر', ['r']],
  ['S', 'سص', ['s', '9']],
  ['C', 'ش', ['sh', 'ch']],
  ['E', 'ع', ['3']],
  ['G', 'غ', ['gh', '8']],
  ['F', 'فڤ', ['f', 'v']],
  ['K', 'قكگ', ['k', 'q', 'c']],
  ['L', 'ل', ['l']],
  ['M', 'م', ['m']],
  ['N', 'ن', ['n']],
  ['', 'اوييءآ', ['a', 'e', 'i', 'o', 'u', 'w', 'y', '2']],
];

const sounds = new Map<string, string>();
for (const [sound, arabic, latin] of SOUNDS) {
  for (const spelling of [...arabic, ...latin]) sounds.set(spelling, sound);
}

export type SoundScript = 'arabic' | 'latin';
const ARABIC = /^\p{sc=Arabic}+$/u;
const LATIN = /^[a-z2-9]*[a-z][a-z2-9]*$/;
/** One consonant says nothing. */
const LEAST_SOUNDS = 2;

export interface Sound {
  readonly script: SoundScript;
  readonly consonants: string;
}

/** @param word loosely folded. @returns null when it can't be such a word, or is too short to tell. */
export function soundOf(word: string): Sound | null {
  const script: SoundScript | null = ARABIC.test(word) ? 'arabic' : LATIN.test(word) ? 'latin' : null;
  if (script === null) return null;
  let consonants = '';
  let before = '';
  // The last h is mostly how a feminine ending in a is written, or left out.
  const end = /[هh]$/u.test(word) ? word.length - 1 : word.length;
  for (let i = 0; i < end; ) {
    const two = word.slice(i, i + 2);
    const spelling = two.length === 2 && i + 2 <= end && sounds.has(two) ? two : word[i]!;
    i += spelling.length;
    const sound = sounds.get(spelling);
    if (sound === undefined) return null;
    // Doubled letters are one in Arabic.
    if (spelling !== before) consonants += sound;
    before = spelling;
  }
  return consonants.length < LEAST_SOUNDS ? null : { script, consonants };
}
