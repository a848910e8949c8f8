/** Unpacks what a parcel holds (shared/segment/parcel.ts), and keeps each part with its size. */
import { type PackedPart, SegmentDamaged } from '../../shared/segment/index.ts';

/** A packed part as it is sealed: its size before, u32 LE, then the packed bytes. */
export function sizedPart({ size, packed }: PackedPart): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + packed.length);
  new DataView(bytes.buffer).setUint32(0, size, true);
  bytes.set(packed, 4);
  return bytes;
}

export function partOf(sized: ArrayBuffer): PackedPart {
  if (sized.byteLength < 4) throw new SegmentDamaged('a part of a segment is cut off');
  return { size: new DataView(sized).getUint32(0, true), packed: new Uint8Array(sized, 4) };
}

/** Packed bytes given to the stream at once: bounds what it has unpacked and nobody has read yet. */
const FED_BYTES = 64 * 1024;

/** Feeds a stream; what goes wrong is told to whoever reads from it. */
async function feed(stream: WritableStream<BufferSource>, packed: Uint8Array<ArrayBuffer>): Promise<void> {
  const writer = stream.getWriter();
  try {
    for (let at = 0; at < packed.length; at += FED_BYTES) {
      await writer.write(packed.subarray(at, at + FED_BYTES));
    }
    await writer.close();
  } catch {
    // The reader's next read rejects with it, or the reader has gone.
  }
}

/**
 * Unpacks into `into`, which has the part's size. Written straight into the stream: a Blob's own stream would
 * take the bytes through the browser's process, which costs as much again as unpacking them.
 * @throws SegmentDamaged when it does not unpack to that size.
 */
async function inflateInto({ size, packed }: PackedPart, into: Uint8Array): Promise<void> {
  const stream = new DecompressionStream('deflate-raw');
  void feed(stream.writable, packed);
  const reader = stream.readable.getReader();
  let at = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      if (at + next.value.length > size) {
        at = Number.POSITIVE_INFINITY;
        await reader.cancel();
        break;
      }
      into.set(next.value, at);
      at += next.value.length;
    }
  } catch (cause) {
    throw new SegmentDamaged('a part of a segment does not unpack', { cause });
  }
  if (at !== size) throw new SegmentDamaged('a part of a segment is not the size that it says');
}

/** @throws SegmentDamaged when it does not unpack to its size. */
export async function inflated(part: PackedPart): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(part.size);
  await inflateInto(part, bytes);
  return bytes.buffer;
}

/** A segment of its packed parts. @throws SegmentDamaged */
export async function joined(head: PackedPart, heaps: PackedPart): Promise<ArrayBuffer> {
  const segment = new Uint8Array(head.size + heaps.size);
  await Promise.all([
    inflateInto(head, segment.subarray(0, head.size)),
    inflateInto(heaps, segment.subarray(head.size)),
  ]);
  return segment.buffer;
}
