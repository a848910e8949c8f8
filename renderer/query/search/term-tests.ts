/** Look-ups that all words of a block are held against, told on the words' bytes as far as that goes. */
import { type LookUp, wordTest } from '../../../shared/search/index.ts';
import { CUT } from '../../../shared/search/terms.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const LEAST_WORD = 0x20;

/** One of 32 bits for each code point: of a letter changed, at most one bit goes and one comes. */
function lettersOf(word: Uint8Array): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) {
    const byte = word[i]!;
    // A code point's last byte is the one before a byte that begins another.
    const next = word[i + 1];
    if (next === undefined || (next & 0xc0) !== 0x80) letters |= 1 << (byte & 31);
  }
  return letters;
}

function bits(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Code points of UTF-8. */
function lengthOf(word: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < word.length; i++) if ((word[i]! & 0xc0) !== 0x80) length++;
  return length;
}

/** Whether the bytes hold those of `part` somewhere. */
function holds(bytes: Uint8Array, part: Uint8Array): boolean {
  const first = part[0]!;
  for (let i = bytes.indexOf(first); i >= 0; i = bytes.indexOf(first, i + 1)) {
    if (i + part.length > bytes.length) return false;
    let j = 1;
    while (j < part.length && bytes[i + j] === part[j]) j++;
    if (j === part.length) return true;
  }
  return false;
}

/** Longer ones are cut before they are compared. */
const LONGEST = 60;

/** @returns a test of a term's bytes. */
export function termTest(
  lookUp: Extract<LookUp, { type: 'near' | 'sounds' | 'within' }>,
): (term: Uint8Array) => boolean {
  const test = wordTest(lookUp);
  const decoded = (term: Uint8Array): boolean => test(decoder.decode(term.slice()));
  if (lookUp.type === 'sounds') return decoded;
  if (lookUp.type === 'within') {
    const [part, cut] = [encoder.encode(lookUp.part), encoder.encode(CUT)];
    return (term) => term[0]! >= LEAST_WORD && (holds(term, part) || holds(term, cut));
  }
  const word = encoder.encode(lookUp.term);
  const [letters, length] = [lettersOf(word), lengthOf(word)];
  const { typos } = lookUp;
  if (length > LONGEST) return decoded;
  return (term) => {
    if (term[0]! < LEAST_WORD || Math.abs(lengthOf(term) - length) > typos) return false;
    const own = lettersOf(term);
    return bits(letters & ~own) <= typos && bits(own & ~letters) <= typos && decoded(term);
  };
}
