/** The content of a ZIP entry, unpacked and held against its size and checksum. */
import { crc32, inflateRawSync } from 'node:zlib';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { changed, type OpenFile, readAhead, readAt } from '../evidence-file.ts';
import { inflated } from '../inflate.ts';
import { assertUnpackable, type UnpackLimits } from '../limits.ts';
import type { LocatedEntry } from './local-headers.ts';

/** Names of compression methods, for people (PKZIP APPNOTE 4.4.5). */
const METHODS: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  98: 'PPMd',
};

/** @throws Refusal where the entry cannot be opened at all. */
function assertUsable(entry: LocatedEntry, where: string): void {
  const { problem, method } = entry;
  if (problem) throw new Refusal(problem.code, where, problem.reason);
  if (entry.isEncrypted) throw new Refusal('encrypted-archive', where, 'it is encrypted with a password');
  if (method !== 0 && method !== 8) {
    const named = METHODS[method] ? `${METHODS[method]}, method ${method}` : `method ${method}`;
    throw new Refusal('unsupported', where, `it is packed in a way that is not supported (${named})`);
  }
  if (method === 0 && entry.packed !== entry.unpacked) {
    throw new Refusal('tampered', where, 'it is stored unpacked, and the archive states two sizes for it');
  }
}

/** Up to these an entry is unpacked at once: setting up a stream would take longer. */
const SMALL = { packed: 64 * 1024, unpacked: 512 * 1024 } as const;

async function* unpackedPieces(
  file: OpenFile,
  { contentStart, packed, unpacked, method }: LocatedEntry,
): AsyncGenerator<Uint8Array, void, void> {
  if (packed <= SMALL.packed && unpacked <= SMALL.unpacked) {
    const bytes = await readAt(file, contentStart, packed);
    if (bytes.length < packed) throw changed(file.name);
    // One byte more than stated is enough to see that there is more.
    yield method === 8
      ? inflateRawSync(bytes, { maxOutputLength: unpacked + 1, chunkSize: Math.max(64, unpacked + 1) })
      : bytes;
    return;
  }
  const pieces = readAhead(file, contentStart, contentStart + packed);
  if (method === 8) yield* inflated(pieces, 'raw', { expected: unpacked });
  else yield* pieces;
}

/**
 * Unpacks an entry. What it yields is only known to be right once it has ended.
 * @throws Refusal `tampered` when content, size and CRC-32 do not agree, `encrypted-archive`,
 * `unsupported`, `truncated`, `too-large`.
 */
export async function* contentOf(
  file: OpenFile,
  entry: LocatedEntry,
  limits: UnpackLimits,
): AsyncGenerator<Uint8Array, void, void> {
  const where = `${file.name}/${entry.path}`;
  assertUsable(entry, where);
  const { packed, unpacked } = entry;
  assertUnpackable(where, packed, unpacked, limits);
  const isMore = (cause?: unknown): Refusal =>
    new Refusal('tampered', where, 'it unpacks to more than the archive states', { cause });
  let crc = 0;
  let bytes = 0;
  try {
    for await (const chunk of unpackedPieces(file, entry)) {
      bytes += chunk.length;
      if (bytes > unpacked) throw isMore();
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof Refusal || cause instanceof Cancelled) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw isMore(cause);
    if (!code?.startsWith('Z_')) throw cause;
    throw new Refusal('tampered', where, 'its content is damaged: it does not unpack', { cause });
  }
  if (bytes !== unpacked) throw new Refusal('tampered', where, 'it unpacks to less than the archive states');
  if (crc !== entry.crc32) {
    throw new Refusal('tampered', where, 'its content is damaged: it does not match its checksum');
  }
}
