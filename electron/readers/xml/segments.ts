/** The bytes of an XML file as characters, in segments that know where their bytes stand. */
import { isAscii, isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { DECLARATION_BYTES, encodingOf, type XmlEncoding } from './encoding.ts';

/** Characters whose bytes stand together in the file. */
export interface Segment {
  readonly text: string;
  /** Offset in the file of the first byte. */
  readonly byte: number;
  /** Bytes of each UTF-16 unit, where that is the same for all; otherwise the text is UTF-8. */
  readonly unitBytes?: 1 | 2;
  /** Set where U+FFFD stands in the place of bytes that are no characters. */
  readonly isMended?: true;
}

/** The parser checks the length of its texts after each segment, so segments are short. */
const SEGMENT_BYTES = 64 * 1024;

/** Bytes of the well-formed sequence that a lead byte begins, 0 where it begins none. */
function sequenceBytes(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if ((lead & 0xf0) === 0xe0) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/** How many bytes from `at` belong to a sequence: all of it, or the part that is well-formed so far. */
function wellFormed(bytes: Uint8Array, at: number): { expected: number; found: number } {
  const lead = bytes[at]!;
  const expected = sequenceBytes(lead);
  let found = expected === 0 ? 0 : 1;
  // The Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  while (found < expected && at + found < bytes.length) {
    const next = bytes[at + found]!;
    const [low, high] = found === 1 ? [least, most] : [0x80, 0xbf];
    if (next < low || next > high) break;
    found++;
  }
  return { expected, found };
}

/** Bytes at the end that begin a character whose rest is still to come. */
function cutOff(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const at = bytes.length - back;
    if ((bytes[at]! & 0xc0) === 0x80) continue;
    const { expected, found } = wellFormed(bytes, at);
    return expected > back && found === back ? back : 0;
  }
  return 0;
}

function* utf8Segments(bytes: Buffer, byte: number): Generator<Segment, void, void> {
  if (isAscii(bytes)) {
    yield { text: bytes.toString('latin1'), byte, unitBytes: 1 };
    return;
  }
  if (isUtf8(bytes)) {
    yield { text: bytes.toString('utf8'), byte };
    return;
  }
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const { expected, found } = wellFormed(bytes, at);
    if (expected > 0 && found === expected) {
      at += expected;
      continue;
    }
    if (at > from) yield { text: bytes.toString('utf8', from, at), byte: byte + from };
    // As the Encoding Standard replaces them: one U+FFFD for the longest beginning of a character.
    yield { text: '\ufffd', byte: byte + at, unitBytes: 1, isMended: true };
    at += Math.max(1, found);
    from = at;
  }
  if (from < bytes.length) yield { text: bytes.toString('utf8', from, bytes.length), byte: byte + from };
}

/** Bytes at the end of UTF-16 that have to wait: half a unit, or the first half of a pair. */
function halfUnit(bytes: Buffer, isBigEndian: boolean): number {
  const odd = bytes.length % 2;
  const last = bytes.length - odd - 2;
  if (last < 0) return odd;
  const unit = isBigEndian ? bytes.readUInt16BE(last) : bytes.readUInt16LE(last);
  return (unit & 0xfc00) === 0xd800 ? odd + 2 : odd;
}

class Decoder {
  private readonly encoding: XmlEncoding;
  private readonly single: TextDecoder | undefined;

  constructor(encoding: XmlEncoding) {
    this.encoding = encoding;
    this.single = encoding.is === 'single-byte' ? new TextDecoder(encoding.label) : undefined;
  }

  waiting(bytes: Buffer): number {
    const { is } = this.encoding;
    if (is === 'single-byte') return 0;
    return is === 'utf-8' ? cutOff(bytes) : halfUnit(bytes, is === 'utf-16be');
  }

  *segments(bytes: Buffer, byte: number): Generator<Segment, void, void> {
    const { is } = this.encoding;
    if (is === 'utf-8') yield* utf8Segments(bytes, byte);
    else if (this.single) yield { text: this.single.decode(bytes), byte, unitBytes: 1 };
    else {
      const even = bytes.subarray(0, bytes.length & ~1);
      const units = is === 'utf-16be' ? Buffer.from(even).swap16() : even;
      const text = units.toString('utf16le');
      // A half of a pair without the other is no character.
      if (text.isWellFormed()) yield { text, byte, unitBytes: 2 };
      else yield { text: text.toWellFormed(), byte, unitBytes: 2, isMended: true };
      if (even.length < bytes.length) {
        yield { text: '\ufffd', byte: byte + even.length, unitBytes: 1, isMended: true };
      }
    }
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The characters of a file, its byte order mark left out. No segment ends within a character.
 * @param file what refusals call the file.
 * @throws Refusal `unsupported` for an encoding that is not read; what `chunks` throws.
 */
export async function* segmentsOf(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Segment, void, void> {
  let decoder: Decoder | undefined;
  let held: Buffer = Buffer.alloc(0);
  let byte = 0;
  const start = (first: Buffer): Decoder => {
    const { encoding, markBytes } = encodingOf(first, file);
    held = first.subarray(markBytes);
    byte = markBytes;
    return new Decoder(encoding);
  };
  for await (const chunk of chunks) {
    // What is held back is at most the first bytes of the file, or less than a character.
    held = held.length === 0 ? asBuffer(chunk) : Buffer.concat([held, chunk]);
    if (!decoder) {
      if (held.length < DECLARATION_BYTES) {
        held = Buffer.from(held);
        continue;
      }
      decoder = start(held);
    }
    for (let at = 0; at < held.length; ) {
      const slice: Buffer = held.subarray(at, at + SEGMENT_BYTES);
      const isLast = at + slice.length === held.length;
      const ready: Buffer = slice.subarray(0, slice.length - decoder.waiting(slice));
      if (ready.length > 0) yield* decoder.segments(ready, byte);
      byte += ready.length;
      at += ready.length;
      if (isLast) {
        held = Buffer.from(held.subarray(at));
        break;
      }
    }
  }
  decoder ??= start(held);
  if (held.length > 0) yield* decoder.segments(held, byte);
}
