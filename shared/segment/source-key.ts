/**
 * Platform keys are mostly long hexadecimal numbers; packed they take half the room.
 * First byte: 0 = UTF-8 follows, 1 = upper-case hex, 2 = lower-case hex, two digits a byte.
 */
const UPPER = /^(?:[0-9A-F]{2})+$/;
const LOWER = /^(?:[0-9a-f]{2})+$/;

/** Both digits of each byte. */
const LOWER_DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const UPPER_DIGITS = LOWER_DIGITS.map((digits) => digits.toUpperCase());

const digit = (code: number): number => (code < 58 ? code - 48 : (code | 32) - 87);

export function encodeKey(key: string): Uint8Array {
  const upper = UPPER.test(key);
  if (upper || LOWER.test(key)) {
    const packed = new Uint8Array(1 + key.length / 2);
    packed[0] = upper ? 1 : 2;
    for (let i = 1; i < packed.length; i++) {
      packed[i] = (digit(key.charCodeAt(2 * i - 2)) << 4) | digit(key.charCodeAt(2 * i - 1));
    }
    return packed;
  }
  const text = new TextEncoder().encode(key);
  const plain = new Uint8Array(1 + text.length);
  plain.set(text, 1);
  return plain;
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
