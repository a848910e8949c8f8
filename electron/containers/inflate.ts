/**
 * Unpacking deflate streams, with zlib's thread kept at work.
 *
 * That thread stands still from the end of each piece of input or output until the event loop has had
 * its turn, and the loop is busy with checksums and decryption. So the pieces it gets and gives are
 * large: with 256 KiB instead of 2 MiB, opening a backup takes a third longer.
 */
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createInflate, createInflateRaw, type Inflate, type InflateRaw } from 'node:zlib';

const PACKED_BYTES = 2 * 2 ** 20;
const UNPACKED_BYTES = 4 * 2 ** 20;
/** Unpacked ahead of the caller. */
const AHEAD_BYTES = 8 * 2 ** 20;
/** Buffers below this may share memory with others, and are not worth it. */
const WORTH_GIVING_BACK = 128 * 1024;

/**
 * Gives a buffer's memory back at once. Left to the garbage collector, which does not see how large
 * these buffers are, those of one backup would add up to all that it unpacks to. Nothing may use the
 * bytes afterwards, nor earlier pieces of the same buffer.
 */
export function giveBack(piece: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = piece;
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength < WORTH_GIVING_BACK) return;
  if (byteOffset + byteLength === buffer.byteLength) buffer.transfer(0);
}

/** Pieces joined to PACKED_BYTES or more. With `ours`, what is joined goes at once. */
async function* gathered(
  pieces: AsyncIterable<Uint8Array>,
  ours: boolean,
): AsyncGenerator<Uint8Array, void, void> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  const joined = (): Uint8Array => {
    const [first] = parts;
    const whole = parts.length === 1 ? first! : Buffer.concat(parts, bytes);
    if (ours && whole !== first) for (const part of parts) giveBack(part);
    parts = [];
    bytes = 0;
    return whole;
  };
  for await (const piece of pieces) {
    parts.push(piece);
    bytes += piece.length;
    if (bytes >= PACKED_BYTES) yield joined();
  }
  if (bytes > 0) yield joined();
}

/**
 * Feeds the pieces, getting the next one while zlib's thread works on the last. Where the stream ends
 * before them, the rest is read and dropped; where it is destroyed, by zlib or by the reader of what it
 * unpacks, no more is read.
 * @returns the number of bytes of all pieces.
 */
async function feed(
  inflate: Inflate | InflateRaw,
  pieces: AsyncIterator<Uint8Array, void, void>,
  ours: boolean,
): Promise<number> {
  let fed = 0;
  // A write that is under way when the stream ends or fails may never be called back.
  let isOver = false;
  let onOver = (): void => {};
  for (const event of ['end', 'close']) {
    inflate.once(event, () => {
      isOver = true;
      onOver();
    });
  }
  for (let coming = pieces.next(); ; ) {
    const { done, value: piece } = await coming;
    if (done) break;
    const taken = new Promise<void>((resolve) => {
      onOver = resolve;
      if (isOver) resolve();
      else inflate.write(piece, () => resolve());
    });
    coming = pieces.next();
    // Where zlib fails, nobody waits for the next piece any more.
    coming.catch(() => undefined);
    await taken;
    if (inflate.destroyed) return fed;
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
  const state: { ended: boolean; failure?: { readonly cause: unknown } } = { ended: false };
  stream.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes >= AHEAD_BYTES) stream.pause();
    wake.resolve();
  });
  finished(stream, { writable: false })
    .catch((cause: unknown) => {
      state.failure = { cause };
    })
    .finally(() => {
      state.ended = true;
      wake.resolve();
    });
  for (;;) {
    const chunk = waiting.shift();
    if (chunk) {
      bytes -= chunk.length;
      if (stream.isPaused() && bytes < AHEAD_BYTES) stream.resume();
      yield chunk;
      continue;
    }
    if (state.failure) throw state.failure.cause;
    if (state.ended) return;
    await wake.promise;
    wake = Promise.withResolvers();
  }
}

export interface InflateOptions {
  /** Bytes that the stream should unpack to, where they are known: small streams need small buffers. */
  readonly expected?: number;
  /** The pieces are nobody else's, and go as soon as they are used. */
  readonly ours?: true;
  /** Gets the number of bytes behind the stream's end. */
  readonly onEnd?: (bytesBehind: number) => void;
}

/**
 * Unpacks a deflate stream: `raw` (RFC 1951), or with zlib's frame (RFC 1950). `pieces` is always read to
 * its end, also where the stream ends before.
 * @returns pieces that are the caller's own; those of one buffer come one after the other.
 * @throws zlib's error with a code that starts with `Z_` where it is damaged or cut off; what `pieces` throws.
 */
export async function* inflated(
  pieces: AsyncIterable<Uint8Array>,
  frame: 'raw' | 'zlib',
  options: InflateOptions = {},
): AsyncGenerator<Buffer, void, void> {
  const ours = options.ours === true;
  const chunkSize = Math.min(UNPACKED_BYTES, Math.max(options.expected ?? UNPACKED_BYTES, 1024));
  const inflate = (frame === 'raw' ? createInflateRaw : createInflate)({ chunkSize });
  const source = gathered(pieces, ours);
  const fed = feed(inflate, source, ours);
  // A failure of the source ends the loop below.
  fed.catch((cause: Error) => inflate.destroy(cause));
  try {
    yield* chunksOf(inflate);
    const bytes = await fed;
    options.onEnd?.(bytes - inflate.bytesWritten);
  } finally {
    inflate.destroy();
    await fed.catch(() => undefined);
    await source.return();
  }
}
