/** The content of a ZIP entry, unpacked and held against its size and checksum. */
import { crc32 } from 'node:zlib';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { type OpenFile, readAhead } from '../evidence-file.ts';
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
  const { contentStart, packed, unpacked } = entry;
  assertUnpackable(where, packed, unpacked, limits);
  const pieces = readAhead(file, contentStart, contentStart + packed);
  let crc = 0;
  let bytes = 0;
  try {
    for await (const chunk of entry.method === 8 ? inflated(pieces, 'raw', { expected: unpacked }) : pieces) {
      bytes += chunk.length;
      if (bytes > unpacked)
        throw new Refusal('tampered', where, 'it unpacks to more than the archive states');
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof Refusal || cause instanceof Cancelled) throw cause;
    if (!(cause as NodeJS.ErrnoException).code?.startsWith('Z_')) throw cause;
    throw new Refusal('tampered', where, 'its content is damaged: it does not unpack', { cause });
  }
  if (bytes !== unpacked) throw new Refusal('tampered', where, 'it unpacks to less than the archive states');
  if (crc !== entry.crc32) {
    throw new Refusal('tampered', where, 'its content is damaged: it does not match its checksum');
  }
}
