/**
 * Decrypting a WhatsApp backup: AES-256-GCM without associated data, the tag behind the ciphertext
 * (formats.md §2, checked on real files).
 *
 * The backup is read once, from its first byte to its last: the MD5 over the file and the tag over the
 * ciphertext are checked in the same pass in which it is decrypted, unpacked and written. The tag comes
 * last, so the plaintext is on disk before it is known to be right; it lies in a file of mode 0600 that
 * nothing opens before this function returns, and that is removed when it throws.
 */
import { createDecipheriv, createHash, type DecipherGCM, type Hash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflate } from 'node:zlib';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { assertUnpackable } from '../limits.ts';
import { type CryptHeader, HEADER_BYTES, readHeader } from './header.ts';
import { cipherKey, type EvidenceKey } from './key.ts';

const TAG_BYTES = 16;
const MD5_BYTES = 16;
/** crypt12 ends with `--` and the last two digits of the phone's number. */
const SUFFIX = /^--\d\d$/;
const SUFFIX_BYTES = 4;
/** What can stand behind the ciphertext at most. */
const TRAILER_BYTES = TAG_BYTES + MD5_BYTES + SUFFIX_BYTES;

const UNPACKED_BYTES = 512 * 1024;

/** An encrypted backup, wherever it lies. */
export interface Backup {
  /** What refusals call it. */
  readonly name: string;
  readonly bytes: number;
  /** Bytes of the evidence that it takes up: fewer than `bytes` where it is packed in an archive. */
  readonly packed: number;
  open(): AsyncIterable<Uint8Array>;
}

export type PlainForm = 'zlib' | 'zip' | 'plain';

export interface DecryptOptions {
  readonly signal?: AbortSignal | undefined;
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** A file's pieces put together to at least `length` bytes, or to all there are. */
async function firstBytes(pieces: AsyncIterator<Uint8Array>, length: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < length) {
    const next = await pieces.next();
    if (next.done) break;
    parts.push(next.value);
    bytes += next.value.length;
  }
  return parts.length === 1
    ? Buffer.from(parts[0]!.buffer, parts[0]!.byteOffset, bytes)
    : Buffer.concat(parts);
}

/** One pass over a backup: yields plaintext, and throws at its end unless the tag was right. */
class Pass {
  private readonly backup: Backup;
  private readonly key: EvidenceKey;
  private readonly options: DecryptOptions;
  private readonly md5: Hash = createHash('md5');
  version: CryptHeader['version'] | undefined;
  /** Of the content, as its reader finds it from the first of it. */
  form: PlainForm = 'plain';

  constructor(backup: Backup, key: EvidenceKey, options: DecryptOptions) {
    this.backup = backup;
    this.key = key;
    this.options = options;
  }

  async *plaintext(): AsyncGenerator<Buffer, void, void> {
    const { name, bytes } = this.backup;
    const pieces = this.backup.open()[Symbol.asyncIterator]();
    try {
      const first = await firstBytes(pieces, HEADER_BYTES);
      const header = readHeader(first);
      if (!header) {
        throw new Refusal(
          'unsupported',
          name,
          'it has no header of a WhatsApp backup, or the header is cut off',
        );
      }
      this.version = header.version;
      const key = cipherKey(header, this.key, name);
      if (bytes <= header.end + TAG_BYTES) {
        throw new Refusal('truncated', name, 'the backup ends before its content');
      }
      const decipher = createDecipheriv('aes-256-gcm', key, header.iv);
      this.md5.update(first.subarray(0, header.end));
      // The last bytes are held back: only the MD5 over all before it tells which of them are the tag.
      let held: Buffer = Buffer.alloc(0);
      let seen = 0;
      for (let piece: Buffer | undefined = first.subarray(header.end); piece; ) {
        if (this.options.signal?.aborted) throw new Cancelled();
        seen += piece.length;
        const { ready, rest } = splitTail(held, piece);
        held = rest;
        for (const part of ready) {
          if (part.length === 0) continue;
          this.md5.update(part);
          yield decipher.update(part);
        }
        this.options.onProgress?.(Math.min(1, (header.end + seen) / bytes));
        const next = await pieces.next();
        piece = next.done
          ? undefined
          : Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      }
      yield this.end(header, decipher, held);
    } finally {
      await pieces.return?.();
    }
  }

  /** The last of the plaintext, from the bytes held back. */
  private end(header: CryptHeader, decipher: DecipherGCM, held: Buffer): Buffer {
    const { name } = this.backup;
    if (held.length < TAG_BYTES) throw new Refusal('truncated', name, 'the backup ends before its tag');
    const suffix = header.version === 12 && SUFFIX.test(held.subarray(-SUFFIX_BYTES).toString('latin1'));
    const trailer = held.subarray(0, held.length - (suffix ? SUFFIX_BYTES : 0));
    const stated = trailer.subarray(-MD5_BYTES);
    const summed = trailer.subarray(0, trailer.length - stated.length);
    this.md5.update(summed);
    const isWhole = summed.length >= TAG_BYTES && this.md5.digest().equals(stated);
    const sealed = isWhole ? summed : trailer;
    const last = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      decipher.final();
    } catch (cause) {
      if (isWhole) {
        throw new Refusal(
          'wrong-key',
          name,
          'the key does not open this backup (the file is whole, but its authentication tag does not match the key)',
          { cause },
        );
      }
      throw new Refusal(
        'tampered',
        name,
        'the backup is damaged or cut off, or the key is wrong (neither its checksum nor its authentication tag matches)',
        { cause },
      );
    }
    if (!isWhole && this.form !== 'zip' && (header.version === 12 || header.hasFeatures)) {
      // Only sets of several files are written without an MD5.
      throw new Refusal(
        'truncated',
        name,
        'the backup is damaged or cut off at its end (its checksum does not match)',
      );
    }
    return last;
  }
}

/** All but the last TRAILER_BYTES of what was held back and the next piece. */
function splitTail(held: Buffer, piece: Buffer): { ready: Buffer[]; rest: Buffer } {
  if (piece.length >= TRAILER_BYTES) {
    const cut = piece.length - TRAILER_BYTES;
    return { ready: [held, piece.subarray(0, cut)], rest: Buffer.from(piece.subarray(cut)) };
  }
  const both = Buffer.concat([held, piece]);
  const cut = Math.max(0, both.length - TRAILER_BYTES);
  return { ready: [both.subarray(0, cut)], rest: both.subarray(cut) };
}

function formOf(first: Uint8Array): PlainForm {
  const [a = 0, b = 0] = first;
  if (a === 0x50 && b === 0x4b) return 'zip';
  // RFC 1950 §2.2: method 8, and the two bytes as a number are a multiple of 31.
  if ((a & 0x0f) === 8 && ((a << 8) | b) % 31 === 0) return 'zlib';
  return 'plain';
}

/**
 * Decrypts a crypt12, crypt14 or crypt15 backup into `target`, unpacked where it is a zlib stream. The
 * file exists afterwards only if the authentication tag was right.
 * @param target a path in a private folder, at which there is nothing yet.
 * @throws Refusal `wrong-key`, `tampered`, `truncated`, `unsupported`, `too-large`, and those of
 * `backup.open()`; Cancelled.
 */
export async function decryptBackup(
  backup: Backup,
  key: EvidenceKey,
  target: string,
  options: DecryptOptions = {},
): Promise<{ readonly version: CryptHeader['version']; readonly form: PlainForm; readonly bytes: number }> {
  const { name } = backup;
  const pass = new Pass(backup, key, options);
  const source = pass.plaintext();
  try {
    const first = await firstBytes(source, 2);
    const form = formOf(first);
    pass.form = form;
    async function* whole(): AsyncGenerator<Buffer, void, void> {
      yield first;
      yield* source;
    }
    let bytes = 0;
    const file = await open(target, 'wx', 0o600);
    try {
      const sink = new Writable({
        highWaterMark: 8 * UNPACKED_BYTES,
        write(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          try {
            assertUnpackable(name, backup.packed, bytes);
          } catch (cause) {
            done(cause as Error);
            return;
          }
          file.writeFile(chunk).then(() => done(), done);
        },
      });
      const plain = Readable.from(whole(), { highWaterMark: 1 });
      if (form === 'zlib') await pipeline(plain, createInflate({ chunkSize: UNPACKED_BYTES }), sink);
      else await pipeline(plain, sink);
    } finally {
      await file.close();
    }
    return { version: pass.version!, form, bytes };
  } catch (cause) {
    await source.return();
    await rm(target, { force: true, maxRetries: 5 });
    if (cause instanceof Refusal || cause instanceof Cancelled) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC') {
      throw new Refusal('too-large', name, 'its working copy does not fit on the temporary disk', { cause });
    }
    if (code?.startsWith('Z_')) {
      // A wrong key gives bytes that do not unpack: only the tag tells that from damaged content.
      for await (const _ of new Pass(backup, key, options).plaintext());
      throw new Refusal('tampered', name, 'it decrypts, but its content does not unpack', { cause });
    }
    throw cause;
  }
}
