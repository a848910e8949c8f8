import sodium from 'libsodium-wrappers';
import { CHUNK_BYTES, encodeHeader } from './header.ts';

await sodium.ready;

export interface SealedExportOf {
  readonly exhibit: string;
  readonly creator: string;
  /** Base name of what is sealed. */
  readonly inner: string;
  /** 1 MiB unless a test wants many chunks of little. */
  readonly chunkBytes?: number;
}

/** A new key for one sealed export: 32 bytes. */
export function newSealedExportKey(): Uint8Array {
  return sodium.crypto_secretstream_xchacha20poly1305_keygen();
}

/**
 * Seals a stream, in the memory of two chunks. Yields the file's bytes in order.
 * @param content of any size, also none. @param key 32 bytes, used for nothing else.
 */
export async function* sealExport(
  { exhibit, creator, inner, chunkBytes = CHUNK_BYTES }: SealedExportOf,
  content: AsyncIterable<Uint8Array>,
  key: Uint8Array,
): AsyncGenerator<Uint8Array, void, void> {
  const { state, header: streamHeader } = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const head = Buffer.concat([
    encodeHeader({ version: 1, exhibit, creator, chunkBytes, inner }),
    streamHeader,
  ]);
  yield head;
  const push = (chunk: Uint8Array, isLast: boolean): Uint8Array =>
    sodium.crypto_secretstream_xchacha20poly1305_push(
      state,
      chunk,
      head,
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
