/**
 * Exports that another program saved anew as UTF-16. WhatsApp writes UTF-8; such a file is read as UTF-8
 * here, and the places of its lines are counted back in code units of two bytes.
 */

/** How the bytes of a text are to be read, told by its byte order mark. */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** Bytes of the byte order mark, and what it says. */
export function encodingOf(head: Uint8Array): { encoding: Encoding; markBytes: number } {
  const [a, b, c] = head;
  if (a === 0xff && b === 0xfe) return { encoding: 'utf16le', markBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf16be', markBytes: 2 };
  return { encoding: 'utf8', markBytes: a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0 };
}

/** What was wrong with the code units; counted while they are read. */
export interface Utf16Damage {
  loneSurrogates: number;
  oddByte: boolean;
}

/**
 * Code units of UTF-16, without their byte order mark, as UTF-8. A surrogate without its other half
 * becomes U+FFFD, as does half a code unit at the end: each is one code unit still.
 */
export async function* utf8Of(
  chunks: AsyncIterable<Uint8Array>,
  encoding: 'utf16le' | 'utf16be',
  damage: Utf16Damage,
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let skip = 2;
  for await (const chunk of chunks) {
    const joined = Buffer.concat([rest, chunk]);
    const bytes = joined.subarray(skip);
    skip = Math.max(0, skip - joined.length);
    // Half a code unit, and the first half of a pair, wait for the next chunk.
    let whole = bytes.length - (bytes.length % 2);
    const units = Buffer.from(bytes.subarray(0, whole));
    if (encoding === 'utf16be') units.swap16();
    if (whole >= 2 && (units.readUInt16LE(whole - 2) & 0xfc00) === 0xd800) whole -= 2;
    rest = Buffer.from(bytes.subarray(whole));
    yield* encoded(units.subarray(0, whole), damage);
  }
  const last = Buffer.from(rest.subarray(0, rest.length - (rest.length % 2)));
  if (encoding === 'utf16be') last.swap16();
  yield* encoded(last, damage);
  if (rest.length % 2 === 1) {
    damage.oddByte = true;
    yield Buffer.from('\ufffd');
  }
}

function* encoded(units: Buffer, damage: Utf16Damage): Generator<Buffer> {
  if (units.length === 0) return;
  const text = units.toString('utf16le');
  if (!text.isWellFormed()) damage.loneSurrogates += text.match(/\p{Surrogate}/gu)!.length;
  yield Buffer.from(text);
}

/** UTF-16 code units of a stretch of UTF-8. */
export function utf16Units(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i]!;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}
