import sodium from 'libsodium-wrappers';
import { Refusal } from '../../../shared/model/index.ts';
import { type OpenFile, readAhead, readAt } from '../evidence-file.ts';
import {
  CHUNK_OVERHEAD,
  HEADER_ROOM,
  readHeader,
  type SealedExportHeader,
  STREAM_HEADER_BYTES,
} from './header.ts';

await sodium.ready;

/** The header of an open file. @throws Refusal as `readHeader` does. */
export async function sealedExportHeader(file: OpenFile): Promise<SealedExportHeader> {
  return readHeader(await readAt(file, 0, Math.min(HEADER_ROOM, file.bytes)), file.name).header;
}

/**
 * Opens a sealed export as a stream of what was sealed. Each chunk is authentic when it comes; that none
 * is missing is known only at the end, so nothing may be used before the stream has ended.
 * @throws Refusal `wrong-key` when not even the first chunk opens, `tampered`, `truncated`; Cancelled.
 */
export async function* openSealedExport(
  file: OpenFile,
  key: Uint8Array,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: (fraction: number) => void;
  } = {},
): AsyncGenerator<Uint8Array, void, void> {
  const first = await readAt(file, 0, Math.min(HEADER_ROOM + STREAM_HEADER_BYTES, file.bytes));
  const { header, end } = readHeader(first, file.name);
  const start = end + STREAM_HEADER_BYTES;
  const sealedChunk = header.chunkBytes + CHUNK_OVERHEAD;
  if (file.bytes < start + CHUNK_OVERHEAD) {
    throw new Refusal('truncated', file.name, 'the sealed export ends before its content');
  }
  if (key.length !== sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES) {
    throw new Refusal('wrong-key', file.name, 'the key of a sealed export has 32 bytes');
  }
  const head = first.subarray(0, start);
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(first.subarray(end, start), key);
  let at = start;
  const pieces = readAhead(file, start, file.bytes, {
    reuse: true,
    pieceBytes: sealedChunk,
    signal: options.signal,
  });
  for await (const sealed of pieces) {
    const isLast = at + sealed.length === file.bytes;
    const pulled =
      sealed.length < CHUNK_OVERHEAD
        ? false
        : sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, head);
    if (pulled === false) throw notOpened(file.name, at === start);
    const isFinal = pulled.tag === sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (isFinal !== isLast) {
      throw isFinal
        ? new Refusal('tampered', file.name, 'there are bytes behind its last chunk')
        : new Refusal('truncated', file.name, 'its last chunk is missing: it was cut off');
    }
    at += sealed.length;
    options.onProgress?.((at - start) / (file.bytes - start));
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
