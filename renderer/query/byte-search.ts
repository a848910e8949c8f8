/** Finding a phrase's bytes in a heap of many texts. */

const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

/**
 * One bit for each letter a to z in either case, two for digits, four for the first bytes of other
 * scripts: what a text must have at least to have a phrase, so that most texts are not looked at.
 */
export const TRAITS = Int32Array.from({ length: 256 }, (_, byte) => {
  const lower = LOWER[byte]!;
  if (lower >= 97 && lower <= 122) return 1 << (lower - 97);
  if (byte >= 48 && byte <= 57) return 1 << (byte < 53 ? 26 : 27);
  if (byte >= 0xe0) return 1 << 31;
  if (byte >= 0xd7) return 1 << 30;
  if (byte >= 0xd0) return 1 << 29;
  return byte >= 0xc0 ? 1 << 28 : 0;
});

/** Texts one after the other. */
export interface TextHeap {
  readonly heap: Uint8Array;
  /** The end of each text; it starts where the one before it ends. */
  readonly ends: Uint32Array;
  /** TRAITS of each text's bytes together. */
  readonly traits: Int32Array;
}

/** Phrase bytes with the Horspool table: how far to go on from a byte under the phrase's last place. */
export interface Needle {
  readonly bytes: Uint8Array;
  readonly traits: number;
  /** 0 where the byte may be the phrase's last. */
  readonly skip: Uint32Array;
  /** How far to go on when the last byte fits and the rest does not. */
  readonly again: number;
}

/** @param bytes folded UTF-8, at least one. */
export function needleOf(bytes: Uint8Array): Needle {
  const length = bytes.length;
  const skip = new Uint32Array(256).fill(length);
  const set = (byte: number, distance: number): void => {
    skip[byte] = distance;
    if (byte >= 97 && byte <= 122) skip[byte - 32] = distance;
  };
  for (let i = 0; i < length - 1; i++) set(bytes[i]!, length - 1 - i);
  const last = bytes[length - 1]!;
  const again = skip[last]!;
  set(last, 0);
  return { bytes, traits: traitsOf(bytes, 0, length), skip, again };
}

export function traitsOf(bytes: Uint8Array, start: number, end: number): number {
  let traits = 0;
  for (let i = start; i < end; i++) traits |= TRAITS[bytes[i]!]!;
  return traits;
}

/** Calls `found` once for each text that has the phrase, ASCII in any case, in order. */
export function searchTexts(texts: TextHeap, needle: Needle, found: (text: number) => void): void {
  const { ends, traits } = texts;
  const isLetter = needle.bytes.length === 1 && needle.bytes[0]! >= 97 && needle.bytes[0]! <= 122;
  let start = 0;
  for (let text = 0; text < ends.length; text++) {
    const end = ends[text]!;
    if ((traits[text]! & needle.traits) === needle.traits) {
      // A letter's trait is the letter.
      if (isLetter || has(texts.heap, start, end, needle)) found(text);
    }
    start = end;
  }
}

function has(heap: Uint8Array, start: number, end: number, { bytes, skip, again }: Needle): boolean {
  const last = bytes.length - 1;
  let at = start + last;
  while (at < end) {
    const step = skip[heap[at]!]!;
    if (step !== 0) {
      at += step;
      continue;
    }
    let k = last - 1;
    const first = at - last;
    while (k >= 0 && LOWER[heap[first + k]!] === bytes[k]) k--;
    if (k < 0) return true;
    at += again;
  }
  return false;
}
