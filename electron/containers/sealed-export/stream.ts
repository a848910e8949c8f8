/**
 * A stream of any size, sealed in chunks: libsodium's crypto_secretstream_xchacha20poly1305, with all that
 * stands before the chunks as associated data of each. Another head, a chunk cut off, moved, repeated or
 * taken from another file, and any changed bit make it not open; the last chunk is tagged final.
 *
 *     head | 24 bytes: secretstream's own header | chunks of `chunkBytes` plaintext and 17 bytes each
 */
import sodium from 'libsodium-wrappers';
import { Refusal } from '../../../shared/model/index.ts';
import { type OpenFile, readAhead, readAt } from '../evidence-file.ts';

await sodium.ready;

/** crypto_secretstream_xchacha20poly1305_HEADERBYTES and ABYTES. */
export const STREAM_HEADER_BYTES = 24;
export const CHUNK_OVERHEAD = 17;
export const STREAM_KEY_BYTES = 32;

/** A new key for one stream: 32 bytes. */
export function newStreamKey(): Uint8Array {
  return sodium.crypto_secretstream_xchacha20poly1305_keygen();
}

/**
 * Seals a stream, in the memory of two chunks. Yields the file's bytes in order, the head first.
 * @param content of any size, also none. @param key 32 bytes, used for nothing else.
 */
export async function* sealStream(
  head: Uint8Array,
  chunkBytes: number,
  content: AsyncIterable<Uint8Array>,
  key: Uint8Array,
): AsyncGenerator<Uint8Array, void, void> {
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const before = Buffer.concat([head, header]);
  yield before;
  const push = (chunk: Uint8Array, isLast: boolean): Uint8Array =>
    sodium.crypto_secretstream_xchacha20poly1305_push(
      state,
      chunk,
      before,
      isLast
        ? sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        : sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    );
  const chunk = Buffer.allocUnsafeSlow(chunkBytes);
  let filled = 0;
  for await (const piece of content) {
    for (let at = 0; at < piece.length; ) {
      // A full chunk waits for one byte more: only then it is known not to be the last.
      if (filled === chunkBytes) {
        yield push(chunk, false);
        filled = 0;
      }
      const taken = Math.min(chunkBytes - filled, piece.length - at);
      chunk.set(piece.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
    }
  }
  yield push(chunk.subarray(0, filled), true);
  chunk.fill(0);
}

export interface OpenStreamOptions {
  /** Length of the head. */
  readonly headBytes: number;
  readonly chunkBytes: number;
  /** What it is, for messages: `sealed export`. */
  readonly what: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Opens a sealed stream. Each chunk is authentic when it comes; that none is missing is known only at the
 * end, so nothing may count before the stream has ended.
 * @throws Refusal `wrong-key` when not even the first chunk opens, `tampered`, `truncated`; Cancelled.
 */
export async function* openStream(
  file: OpenFile,
  key: Uint8Array,
  { headBytes, chunkBytes, what, signal, onProgress }: OpenStreamOptions,
): AsyncGenerator<Uint8Array, void, void> {
  const start = headBytes + STREAM_HEADER_BYTES;
  if (file.bytes < start + CHUNK_OVERHEAD) {
    throw new Refusal('truncated', file.name, `the ${what} ends before its content`);
  }
  if (key.length !== STREAM_KEY_BYTES) {
    throw new Refusal('wrong-key', file.name, `the key of a ${what} has ${STREAM_KEY_BYTES} bytes`);
  }
  const before = await readAt(file, 0, start);
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(before.subarray(headBytes), key);
  let at = start;
  const pieces = readAhead(file, start, file.bytes, {
    reuse: true,
    pieceBytes: chunkBytes + CHUNK_OVERHEAD,
    signal,
  });
  for await (const sealed of pieces) {
    const isLast = at + sealed.length === file.bytes;
    const pulled =
      sealed.length < CHUNK_OVERHEAD
        ? false
        : sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, before);
    if (pulled === false) throw notOpened(file.name, at === start);
    const isFinal = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (isFinal !== isLast) {
      throw isFinal
        ? new Refusal('tampered', file.name, 'there are bytes behind its last chunk')
        : new Refusal('truncated', file.name, 'its last chunk is missing: it was cut off');
    }
    at += sealed.length;
    onProgress?.((at - start) / (file.bytes - start));
    yield pulled.message;
  }
}

function notOpened(file: string, isFirst: boolean): Refusal {
  return isFirst
    ? new Refusal('wrong-key', file, 'the key does not open it, or its head or first chunk was altered')
    : new Refusal(
        'tampered',
        file,
        'one of its chunks was altered, moved, cut off or taken from another file',
      );
}
