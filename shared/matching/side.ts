/**
 * The messages of one exhibit as matching sees them, in ascending order of time, those without a time last.
 * Numbers of chats and people are those of the case, the same on both sides.
 */
export interface Side {
  readonly count: number;
  /** ms; NaN without a time. */
  readonly when: Float64Array;
  /** How long a stretch the time may mean, ms: 1, 1,000, 60,000 or a day. */
  readonly span: Uint32Array;
  readonly chat: Uint32Array;
  readonly sender: Uint32Array;
  /** Two hashes of the platform's id of the message; both 0: none that two devices share. */
  readonly key1: Uint32Array;
  readonly key2: Uint32Array;
  /** Two hashes of the text; both 0: no text. */
  readonly text1: Uint32Array;
  readonly text2: Uint32Array;
  /** STATE bits. */
  readonly state: Uint8Array;
}

export const STATE = {
  deleted: 1,
  edited: 2,
  /** What a device notes for itself: other devices word it otherwise or do not have it. */
  ownNote: 4,
  /** Its text is made of what it carries (a card, a poll, a place), and sources make it differently. */
  madeText: 16,
  /** A text long enough to tell messages apart by it. */
  telling: 8,
} as const;

/** How two messages were found to be one. */
export const MATCHED_BY = { key: 1, text: 2, time: 3 } as const;

/** A text of fewer bytes is often written twice. */
export const TELLING_BYTES = 12;

/**
 * Hash of bytes into 32 bits (FNV-1a, with another prime and start for the second); never 0 for the pair.
 * Two of them together mistake one pair of ten million messages with a chance of 1 in 100,000.
 */
export function hash1(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

export function hash2(bytes: Uint8Array): number {
  let hash = 0x9e3779b9 ^ bytes.length;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x5bd1e995);
  return ((hash ^ (hash >>> 13)) | 1) >>> 0;
}

/**
 * A text without spaces at its ends. WhatsApp's exports write their own words into texts (`<attached: …>`,
 * `image omitted`, `<This message was edited>`), each after a U+200E: of an export only what stands before.
 * @param exported whether it is from such an export.
 */
export function comparedText(bytes: Uint8Array, exported: boolean): Uint8Array {
  let from = 0;
  let to = exported ? firstMark(bytes) : bytes.length;
  while (from < to && bytes[from]! <= 0x20) from++;
  while (to > from && bytes[to - 1]! <= 0x20) to--;
  return bytes.subarray(from, to);
}

/** Where the first U+200E stands; the length where there is none. */
function firstMark(bytes: Uint8Array): number {
  for (let i = bytes.indexOf(0xe2); i >= 0; i = bytes.indexOf(0xe2, i + 1)) {
    if (bytes[i + 1] === 0x80 && bytes[i + 2] === 0x8e) return i;
  }
  return bytes.length;
}
