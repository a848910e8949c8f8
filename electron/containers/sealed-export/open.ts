import { type OpenFile, readAt } from '../evidence-file.ts';
import { HEADER_ROOM, readHeader, type SealedExportHeader } from './header.ts';
import { openStream } from './stream.ts';

/** The header of an open file. @throws Refusal as `readHeader` does. */
export async function sealedExportHeader(file: OpenFile): Promise<SealedExportHeader> {
  return readHeader(await readAt(file, 0, Math.min(HEADER_ROOM, file.bytes)), file.name).header;
}

/**
 * Opens a sealed export as a stream of what was sealed; nothing of it may be used before it has ended.
 * @throws Refusal as `readHeader` and `openStream` do; Cancelled.
 */
export async function* openSealedExport(
  file: OpenFile,
  key: Uint8Array,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: (fraction: number) => void;
  } = {},
): AsyncGenerator<Uint8Array, void, void> {
  const first = await readAt(file, 0, Math.min(HEADER_ROOM, file.bytes));
  const { header, end } = readHeader(first, file.name);
  const { chunkBytes } = header;
  yield* openStream(file, key, { ...options, headBytes: end, chunkBytes, what: 'sealed export' });
}
