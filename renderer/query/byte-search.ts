/** Finding a phrase's bytes in a heap of many texts. */

const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

/** Phrase bytes, folded, with the Horspool table: how far to go on from a byte under the phrase's last place. */
export interface Needle {
  readonly bytes: Uint8Array;
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
  return { bytes, skip, again };
}

/**
 * Calls `found` once for each text that has the phrase, ASCII in any case, in order.
 * @param ends the end of each text in the heap; a text starts where the one before it ends.
 */
export function searchTexts(
  heap: Uint8Array,
  ends: Uint32Array,
  needle: Needle,
  found: (text: number) => void,
): void {
  const { bytes, skip, again } = needle;
  const last = bytes.length - 1;
  const size = heap.length;
  let text = 0;
  let at = last;
  while (at < size) {
    const step = skip[heap[at]!]!;
    if (step !== 0) {
      at += step;
      continue;
    }
    let k = last - 1;
    while (k >= 0 && LOWER[heap[at - last + k]!] === bytes[k]) k--;
    if (k >= 0) {
      at += again;
      continue;
    }
    while (ends[text]! <= at) text++;
    const start = text === 0 ? 0 : ends[text - 1]!;
    if (at - last < start) {
      // It runs from one text into the next.
      at += again;
      continue;
    }
    found(text);
    at = ends[text]! + last;
  }
}
