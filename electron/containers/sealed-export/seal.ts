import { CHUNK_BYTES, encodeHeader } from './header.ts';
import { sealStream } from './stream.ts';

export interface SealedExportOf {
  readonly exhibit: string;
  readonly creator: string;
  /** Base name of what is sealed. */
  readonly inner: string;
  /** 1 MiB unless a test wants many chunks of little. */
  readonly chunkBytes?: number;
}

/**
 * Seals a stream, in the memory of two chunks. Yields the file's bytes in order.
 * @param content of any size, also none. @param key 32 bytes, used for nothing else.
 */
export function sealExport(
  { exhibit, creator, inner, chunkBytes = CHUNK_BYTES }: SealedExportOf,
  content: AsyncIterable<Uint8Array>,
  key: Uint8Array,
): AsyncGenerator<Uint8Array, void, void> {
  const head = encodeHeader({ version: 1, exhibit, creator, chunkBytes, inner });
  return sealStream(head, chunkBytes, content, key);
}
