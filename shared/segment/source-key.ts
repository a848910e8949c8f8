/**
 * Platform keys are mostly long hexadecimal numbers; packed they take half the room.
 * First byte: 0 = UTF-8 follows, 1 = upper-case hex, 2 = lower-case hex, two digits a byte.
 */
/** Both digits of each byte. */
const LOWER_DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const UPPER_DIGITS = LOWER_DIGITS.map((digits) => digits.toUpperCase());

/** By code: 0 to 15 for a digit, with LOWER_ONLY or UPPER_ONLY for a letter; NO_DIGIT for anything else. */
const UPPER_ONLY = 16;
const LOWER_ONLY = 32;
const NO_DIGIT = UPPER_ONLY | LOWER_ONLY;
const DIGITS = new Uint8Array(128).fill(NO_DIGIT);
for (let n = 0; n < 16; n++) {
  const letter = n < 10 ? 0 : LOWER_ONLY;
  DIGITS[n.toString(16).charCodeAt(0)] = n | letter;
  if (letter) DIGITS[n.toString(16).toUpperCase().charCodeAt(0)] = n | UPPER_ONLY;
}

const encoder = new TextEncoder();

/** Bytes that a packed key takes at most. */
export const keyRoom = (key: string): number => 1 + 3 * key.length;

/** Packs a key into `target`, which has `keyRoom` from `at` on. @returns where it ends. */
export function encodeKeyInto(key: string, target: Uint8Array, at: number): number {
  const { length } = key;
  let seen = 0;
  let end = at + 1;
  for (let i = 0; i < length; i += 2) {
    const first = DIGITS[key.charCodeAt(i)] ?? NO_DIGIT;
    // NaN beyond the end: a key of an odd length.
    const second = DIGITS[key.charCodeAt(i + 1)] ?? NO_DIGIT;
    seen |= first | second;
    if ((seen & NO_DIGIT) === NO_DIGIT) break;
    target[end++] = (first << 4) | (second & 15);
  }
  if (length > 0 && (seen & NO_DIGIT) !== NO_DIGIT) {
    // One of digits alone counts as upper-case.
    target[at] = seen & LOWER_ONLY ? 2 : 1;
    return end;
  }
  target[at] = 0;
  return at + 1 + encoder.encodeInto(key, target.subarray(at + 1)).written;
}

export function encodeKey(key: string): Uint8Array {
  const packed = new Uint8Array(keyRoom(key));
  return packed.slice(0, encodeKeyInto(key, packed, 0));
}

/** The key, or undefined for an empty range (no key). */
export function decodeKey(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined;
  // TextDecoder refuses views of shared memory; keys are short, so a copy costs nothing.
  if (bytes[0] === 0) return new TextDecoder().decode(bytes.slice(1));
  const digits = bytes[0] === 1 ? UPPER_DIGITS : LOWER_DIGITS;
  let hex = '';
  for (let i = 1; i < bytes.length; i++) hex += digits[bytes[i]!]!;
  return hex;
}
