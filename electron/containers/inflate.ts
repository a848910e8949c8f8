import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflate, createInflateRaw } from 'node:zlib';

/** Large pieces: each is one turn of zlib's thread. */
export const INFLATED_BYTES = 256 * 1024;

/**
 * Unpacks a deflate stream: `raw` (RFC 1951), or with zlib's frame (RFC 1950).
 * @throws zlib's error with a code that starts with `Z_` when it is damaged or cut off; what `pieces` throws.
 */
export async function* inflated(
  pieces: AsyncIterable<Uint8Array>,
  frame: 'raw' | 'zlib',
): AsyncGenerator<Buffer, void, void> {
  const inflate = (frame === 'raw' ? createInflateRaw : createInflate)({ chunkSize: INFLATED_BYTES });
  const fed = pipeline(Readable.from(pieces, { highWaterMark: 1 }), inflate);
  // Its failure also ends the loop, or comes after the caller has lost interest.
  fed.catch(() => undefined);
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) yield chunk;
    await fed;
  } finally {
    inflate.destroy();
    await fed.catch(() => undefined);
  }
}
