import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createInflate, createInflateRaw, type Inflate, type InflateRaw } from 'node:zlib';

/** Of an unpacked piece. Each costs a turn of zlib's thread; pieces of 64 KiB take half as long again. */
const UNPACKED_BYTES = 2 ** 20;
/** Unpacked ahead of the caller, so that zlib's thread works on while the caller writes. */
const AHEAD_BYTES = 4 * 2 ** 20;

/**
 * Gives a buffer's memory back at once. Left to the garbage collector, which does not see how large
 * these buffers are, those of one backup would add up to all that it unpacks to. Nothing may use the
 * bytes afterwards, nor earlier pieces of the same buffer.
 */
export function giveBack(piece: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = piece;
  if (buffer instanceof ArrayBuffer && byteOffset + byteLength === buffer.byteLength) buffer.transfer(0);
}

/** Feeds the pieces, getting the next one while zlib's thread works on the last. */
async function feed(
  inflate: Inflate | InflateRaw,
  pieces: AsyncIterator<Uint8Array, void, void>,
  ours: boolean,
): Promise<number> {
  let fed = 0;
  for (let coming = pieces.next(); ; ) {
    const { done, value: piece } = await coming;
    if (done) break;
    const taken = new Promise<void>((resolve, reject) => {
      inflate.write(piece, (error) => (error ? reject(error) : resolve()));
    });
    coming = pieces.next();
    // When zlib fails, the next piece is not asked for; its own failure is then of no interest.
    coming.catch(() => undefined);
    await taken;
    fed += piece.length;
    if (ours) giveBack(piece);
  }
  inflate.end();
  return fed;
}

/**
 * A stream's chunks as they come. Its own iterator would join all that wait into one buffer, which costs
 * a copy of everything.
 */
async function* chunksOf(stream: Readable): AsyncGenerator<Buffer, void, void> {
  const waiting: Buffer[] = [];
  let bytes = 0;
  let wake = Promise.withResolvers<void>();
  let end: 'open' | 'reached' | { readonly cause: unknown } = 'open';
  stream.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes >= AHEAD_BYTES) stream.pause();
    wake.resolve();
  });
  finished(stream, { writable: false }).then(
    () => {
      end = 'reached';
      wake.resolve();
    },
    (cause: unknown) => {
      end = { cause };
      wake.resolve();
    },
  );
  for (;;) {
    const chunk = waiting.shift();
    if (chunk) {
      bytes -= chunk.length;
      if (stream.isPaused() && bytes < AHEAD_BYTES) stream.resume();
      yield chunk;
      continue;
    }
    const now = end as 'open' | 'reached' | { readonly cause: unknown };
    if (now === 'reached') return;
    if (now !== 'open') throw now.cause;
    await wake.promise;
    wake = Promise.withResolvers();
  }
}

/**
 * Unpacks a deflate stream: `raw` (RFC 1951), or with zlib's frame (RFC 1950). `pieces` is always read to
 * its end, also where the stream ends before.
 * @param options.ours the pieces are nobody else's, and go as soon as they are used.
 * @param options.onEnd gets the number of bytes behind the stream's end.
 * @returns pieces of their own, which the caller may keep.
 * @throws zlib's error with a code that starts with `Z_` where it is damaged or cut off; what `pieces` throws.
 */
export async function* inflated(
  pieces: AsyncIterable<Uint8Array>,
  frame: 'raw' | 'zlib',
  options: { readonly ours?: true; readonly onEnd?: (bytesBehind: number) => void } = {},
): AsyncGenerator<Buffer, void, void> {
  const inflate = (frame === 'raw' ? createInflateRaw : createInflate)({ chunkSize: UNPACKED_BYTES });
  const source = pieces[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, void, void>;
  const fed = feed(inflate, source, options.ours === true);
  // A failure of the source ends the loop below.
  fed.catch((cause: Error) => inflate.destroy(cause));
  try {
    yield* chunksOf(inflate);
    options.onEnd?.((await fed) - inflate.bytesWritten);
  } finally {
    inflate.destroy();
    await fed.catch(() => undefined);
    await source.return?.();
  }
}
