/** Where bytes are not UTF-8. */

/**
 * Offset of the first byte that is no valid UTF-8, or -1. Well-formed sequences as in The Unicode
 * Standard, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
 */
export function firstInvalid(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let i = 0; i < length; ) {
    const lead = bytes[i]!;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const count =
      lead >= 0xc2 && lead <= 0xdf ? 1 : (lead & 0xf0) === 0xe0 ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
    if (count === 0 || i + count >= length) return i;
    const second = bytes[i + 1]!;
    const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > most) return i;
    for (let n = 2; n <= count; n++) if ((bytes[i + n]! & 0xc0) !== 0x80) return i;
    i += count + 1;
  }
  return -1;
}

const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of bytes that need not be UTF-8: what is none becomes U+FFFD. */
export function decodeLossy(bytes: Uint8Array): string {
  return DECODER.decode(bytes);
}
