import { headBytes, type PackedPart, writeParcel } from '../../../shared/segment/index.ts';

async function packPart(part: Uint8Array<ArrayBuffer>): Promise<PackedPart> {
  const stream = new Blob([part]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const packed = new Uint8Array(await new Response(stream).arrayBuffer());
  return { size: part.length, packed };
}

/** As the intake packs segments before it sends them. */
export async function packed(segment: ArrayBuffer): Promise<ArrayBuffer> {
  const split = headBytes(segment);
  return writeParcel({
    head: await packPart(new Uint8Array(segment, 0, split)),
    heaps: await packPart(new Uint8Array(segment, split)),
  });
}
