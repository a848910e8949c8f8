/**
 * A parcel: a segment packed for the way and for rest. Its head (header and columns, what every question
 * needs) and its heaps (texts, keys and details, what single messages need) are packed apart, so that the
 * one opens without the other. Head and heaps one after the other are the segment.
 *
 *     "TLSP" u32 LE
 *     head: bytes u32 LE, packed bytes u32 LE
 *     heaps: bytes u32 LE, packed bytes u32 LE
 *     head, heaps: raw DEFLATE (RFC 1951)
 */
import { SegmentDamaged } from './damaged.ts';

const PARCEL_MAGIC = 0x50534c54;
const PARTS_AT = 20;
/** No part of a segment comes near; what claims more is refused before room is made for it. */
const PART_BYTES = 1 << 30;

export interface PackedPart {
  /** Before it was packed. */
  readonly size: number;
  readonly packed: Uint8Array<ArrayBuffer>;
}

export interface Parcel {
  readonly head: PackedPart;
  readonly heaps: PackedPart;
}

export function writeParcel({ head, heaps }: Parcel): ArrayBuffer {
  const bytes = new Uint8Array(PARTS_AT + head.packed.length + heaps.packed.length);
  const view = new DataView(bytes.buffer);
  const numbers = [PARCEL_MAGIC, head.size, head.packed.length, heaps.size, heaps.packed.length];
  for (const [i, number] of numbers.entries()) view.setUint32(4 * i, number, true);
  bytes.set(head.packed, PARTS_AT);
  bytes.set(heaps.packed, PARTS_AT + head.packed.length);
  return bytes.buffer;
}

/** The parts, as views. @throws SegmentDamaged when the bytes are no parcel, or not the length that they say. */
export function readParcel(bytes: ArrayBuffer): Parcel {
  const view = new DataView(bytes);
  if (bytes.byteLength < PARTS_AT || view.getUint32(0, true) !== PARCEL_MAGIC) {
    throw new SegmentDamaged('not a packed segment');
  }
  const [headSize, headPacked, heapsSize, heapsPacked] = [4, 8, 12, 16].map((at) => view.getUint32(at, true));
  if (PARTS_AT + headPacked! + heapsPacked! !== bytes.byteLength) {
    throw new SegmentDamaged('a packed segment is cut off');
  }
  if (headSize! > PART_BYTES || heapsSize! > PART_BYTES) {
    throw new SegmentDamaged('a packed segment claims to be larger than any is');
  }
  return {
    head: { size: headSize!, packed: new Uint8Array(bytes, PARTS_AT, headPacked) },
    heaps: { size: heapsSize!, packed: new Uint8Array(bytes, PARTS_AT + headPacked!, heapsPacked) },
  };
}
