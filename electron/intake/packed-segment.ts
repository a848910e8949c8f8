/** Segments packed into parcels and back (shared/segment/parcel.ts). */
import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRawSync } from 'node:zlib';
import {
  headBytes,
  type PackedPart,
  readParcel,
  SegmentDamaged,
  writeParcel,
} from '../../shared/segment/index.ts';

const deflate = promisify(deflateRaw);
/**
 * The least effort gives a third of the size; more takes longer than what it saves on the way. Most parts
 * come out in one chunk or two: each is a turn of the thread that reads.
 */
const OPTIONS = { level: constants.Z_BEST_SPEED, memLevel: 9, chunkSize: 256 * 1024 };

async function packPart(part: Uint8Array): Promise<PackedPart> {
  return { size: part.length, packed: new Uint8Array(await deflate(part, OPTIONS)) };
}

/** Works in threads of its own: the next segment can be read meanwhile. @throws SegmentDamaged */
export async function packSegment(segment: ArrayBuffer): Promise<ArrayBuffer> {
  const split = headBytes(segment);
  const [head, heaps] = await Promise.all([
    packPart(new Uint8Array(segment, 0, split)),
    packPart(new Uint8Array(segment, split)),
  ]);
  return writeParcel({ head, heaps });
}

function unpackPart({ size, packed }: PackedPart, into: Uint8Array): void {
  let plain: Uint8Array;
  try {
    plain = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw new SegmentDamaged('a packed segment does not unpack', { cause });
  }
  if (plain.length !== size) throw new SegmentDamaged('a packed segment is not the size that it says');
  into.set(plain);
}

/** The segment in a parcel. @throws SegmentDamaged */
export function unpackSegment(parcel: ArrayBuffer): ArrayBuffer {
  const { head, heaps } = readParcel(parcel);
  const segment = new Uint8Array(head.size + heaps.size);
  unpackPart(head, segment.subarray(0, head.size));
  unpackPart(heaps, segment.subarray(head.size));
  return segment.buffer;
}
