/**
 * The head of a group: the least term of each of its blocks.
 *
 *     blocks, then for each: bytes of its term, the term (numbers as varint.ts writes them)
 */
import { BlockDamaged } from './postings.ts';
import { ByteReader, ByteWriter } from './varint.ts';

export function writeGroupHead(firsts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter();
  writer.number(firsts.length);
  for (const first of firsts) {
    writer.number(first.length);
    writer.put(first);
  }
  return writer.written.slice();
}

/** @throws BlockDamaged when the bytes are no head, or less of one than they say. */
export function readGroupHead(bytes: Uint8Array): Uint8Array[] {
  const reader = new ByteReader(bytes);
  const firsts: Uint8Array[] = [];
  const count = reader.number();
  for (let i = 0; i < count; i++) {
    const length = reader.number();
    if (reader.at + length > bytes.length) throw new BlockDamaged('the head of a group is cut off');
    firsts.push(bytes.slice(reader.at, reader.at + length));
    reader.at += length;
  }
  return firsts;
}
