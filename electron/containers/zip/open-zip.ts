import path from 'node:path';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { EvidenceEntry, EvidenceTree } from '../../../shared/evidence/index.ts';
import { Cancelled, type Damage, Refusal } from '../../../shared/model/index.ts';
import { byCodeUnit, foldedPath, unsafePath } from '../entry-path.ts';
import { isBomb, LIMITS } from '../limits.ts';

const SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;

/** Unpacks one entry; its CRC-32 and size must be what the archive states. */
async function* contentOf(
  zip: ZipFile,
  entry: Entry,
  archive: string,
  name: string,
): AsyncGenerator<Uint8Array> {
  const where = `${archive}/${name}`;
  let crc = 0;
  let bytes = 0;
  const damaged = (cause: unknown): Refusal =>
    new Refusal('tampered', where, `its content is damaged (${(cause as Error).message})`, { cause });
  const stream = await zip.openReadStreamPromise(entry).catch((cause: unknown) => {
    throw damaged(cause);
  });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (isBomb(entry.compressedSize, bytes)) {
        throw new Refusal('unsafe-archive', where, 'it unpacks to far more than it should');
      }
      crc = crc32(chunk, crc);
      yield chunk;
    }
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw damaged(cause);
  } finally {
    stream.destroy();
  }
  if (crc !== entry.crc32) throw new Refusal('tampered', where, 'its content does not match its checksum');
}

/** Byte ranges of the entries' data; two that share bytes make a bomb of one small file. */
function refuseOverlaps(entries: readonly Entry[], archive: string): void {
  const ranges = entries
    .map((entry) => ({
      start: entry.relativeOffsetOfLocalHeader,
      end: entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize,
    }))
    .sort((a, b) => a.start - b.start);
  for (let i = 1; i < ranges.length; i++) {
    if (ranges[i]!.start < ranges[i - 1]!.end) {
      throw new Refusal('unsafe-archive', archive, 'two of its entries share the same bytes');
    }
  }
}

/**
 * A ZIP archive as a tree. Names that lead out of it, overlapping entries, impossible sizes and
 * encryption are refused; of entries whose names are the same when case is folded, the first stays
 * and the others are left out and named.
 * @throws Refusal 'unsafe-archive', 'encrypted-archive', 'unsupported', 'too-large'; Cancelled.
 */
export async function openZip(file: string, signal?: AbortSignal): Promise<EvidenceTree> {
  const archive = path.basename(file);
  const zip = await openPromise(file, {
    autoClose: false,
    strictFileNames: true,
    validateEntrySizes: true,
  }).catch((cause: Error) => {
    throw new Refusal('unsupported', archive, `not a readable ZIP archive (${cause.message})`, { cause });
  });
  try {
    const raw: Entry[] = [];
    const entries: EvidenceEntry[] = [];
    const leftOut: Damage[] = [];
    const seen = new Set<string>();
    let total = 0;
    if (zip.entryCount > LIMITS.entries) {
      throw new Refusal('too-large', archive, `it claims ${zip.entryCount} entries`);
    }
    for await (const entry of zip.eachEntry()) {
      if (signal?.aborted) throw new Cancelled();
      const name = entry.fileName;
      const unsafe = unsafePath(name);
      if (unsafe) throw new Refusal('unsafe-archive', archive, `entry “${name}”: ${unsafe}`);
      raw.push(entry);
      if (name.endsWith('/')) continue;
      if (entry.isEncrypted()) {
        throw new Refusal('encrypted-archive', archive, `entry “${name}” is encrypted with a password`);
      }
      if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === SYMLINK) {
        leftOut.push({ file: name, reason: 'a symbolic link, not followed' });
        continue;
      }
      if (isBomb(entry.compressedSize, entry.uncompressedSize)) {
        throw new Refusal(
          'unsafe-archive',
          archive,
          `entry “${name}” claims to unpack to ${entry.uncompressedSize} bytes`,
        );
      }
      total += entry.uncompressedSize;
      if (total > LIMITS.totalBytes) throw new Refusal('too-large', archive, 'it unpacks to more than 1 TiB');
      const folded = foldedPath(name);
      if (seen.has(folded)) {
        leftOut.push({ file: name, reason: 'a second entry of the same name' });
        continue;
      }
      seen.add(folded);
      entries.push({
        path: name,
        bytes: entry.uncompressedSize,
        open: () => contentOf(zip, entry, archive, name),
      });
    }
    refuseOverlaps(raw, archive);
    entries.sort(byCodeUnit);
    return {
      entries,
      leftOut,
      close: async () => zip.close(),
    };
  } catch (cause) {
    zip.close();
    if (cause instanceof Refusal || cause instanceof Cancelled) throw cause;
    const message = (cause as Error).message;
    const unsafe = /relative path|absolute path|invalid characters/.test(message);
    throw new Refusal(
      unsafe ? 'unsafe-archive' : 'tampered',
      archive,
      `a damaged or unsafe ZIP archive (${message})`,
      {
        cause,
      },
    );
  }
}
