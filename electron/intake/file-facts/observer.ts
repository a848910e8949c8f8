/** Everything that is learned of a file while its bytes go past once: its hashes and what it says of itself. */
import { createHash } from 'node:crypto';
import { HEAD_BYTES, mediaTypeOf, mismatchOf } from '../../../shared/files/index.ts';
import type { Attachment, FileFacts } from '../../../shared/model/index.ts';
import type { ExifFacts } from './exif.ts';
import { ForwardRead, type Walk } from './forward-read.ts';
import { isoMediaWalk } from './iso-media.ts';
import { jpegWalk, NOTHING, pngWalk, tiffWalk, webpWalk } from './walks.ts';

export interface ObservedFile {
  readonly sha256: string;
  readonly md5: string;
  readonly bytes: number;
  /** By the first bytes; null where they begin like no known format. */
  readonly type: string | null;
  readonly exif: ExifFacts;
}

const WALKS: Readonly<Record<string, () => Walk<ExifFacts>>> = {
  'image/jpeg': jpegWalk,
  'image/png': pngWalk,
  'image/webp': webpWalk,
  'image/tiff': tiffWalk,
  'image/heic': isoMediaWalk,
  'image/avif': isoMediaWalk,
  'video/mp4': isoMediaWalk,
  'video/quicktime': isoMediaWalk,
  'audio/mp4': isoMediaWalk,
};

/** Takes a file's bytes in order. */
export class FileObserver {
  private readonly sha256 = createHash('sha256');
  // MD5 is among the digests of Electron's BoringSSL, as of OpenSSL.
  private readonly md5 = createHash('md5');
  private bytes = 0;
  private type: string | null = null;
  private readonly walk = new ForwardRead(this.begin());

  add(chunk: Uint8Array): void {
    this.sha256.update(chunk);
    this.md5.update(chunk);
    this.walk.add(chunk);
    this.bytes += chunk.length;
  }

  /** When all of the file went past. */
  end(): ObservedFile {
    const exif = this.walk.end() ?? NOTHING;
    const { bytes, type } = this;
    return { sha256: this.sha256.digest('hex'), md5: this.md5.digest('hex'), bytes, type, exif };
  }

  private *begin(): Walk<ExifFacts> {
    this.type = mediaTypeOf(yield { at: 0, bytes: HEAD_BYTES });
    const walk = this.type === null ? undefined : WALKS[this.type];
    return walk === undefined ? NOTHING : yield* walk();
  }
}

/** What an observed file says of itself, under the name and type that the message gives it. */
export function fileFacts(
  claims: Pick<Attachment, 'name' | 'mime'>,
  file: ObservedFile,
): FileFacts | undefined {
  // An empty file is of no type, and that it is empty is said by its size.
  const mismatch = file.bytes === 0 ? [] : mismatchOf(claims, file.type);
  const { times, place, device, software } = file.exif;
  const facts: FileFacts = {
    ...(file.type === null ? {} : { type: file.type }),
    ...(mismatch.length === 0 ? {} : { mismatch }),
    ...(times.length === 0 ? {} : { times }),
    ...(place === undefined ? {} : { place }),
    ...(device === undefined ? {} : { device }),
    ...(software === undefined ? {} : { software }),
  };
  return Object.keys(facts).length === 0 ? undefined : facts;
}
