import { createDecipheriv, createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflate } from 'node:zlib';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { readFileChunks, unreadable } from '../hash.ts';
import { isBomb } from '../limits.ts';
import { type CryptHeader, requireCryptHeader } from './header.ts';
import { cipherKey, type EvidenceKey } from './key.ts';

const TAG = 16;
const MD5 = 16;
/** crypt12 ends with `--` and two digits of the number. */
const CRYPT12_SUFFIX = 4;
const OUT_CHUNK = 1024 * 1024;

export type PlainForm = 'zlib' | 'zip' | 'plain';

interface Trailer {
  readonly tag: Uint8Array;
  /** Byte at which the ciphertext ends. */
  readonly end: number;
  /** Whether an MD5 over the file stands behind the tag and matches; sets of several files have none. */
  readonly checksum: boolean;
}

async function readTrailer(file: string, header: CryptHeader, signal?: AbortSignal): Promise<Trailer> {
  const name = path.basename(file);
  const { size } = await stat(file).catch((cause) => {
    throw unreadable(file, cause);
  });
  const suffix = header.version === 12 ? CRYPT12_SUFFIX : 0;
  const summed = size - suffix - MD5;
  if (size <= header.start + TAG) throw new Refusal('truncated', name, 'the backup ends before its content');
  const tail = Buffer.alloc(Math.min(size, TAG + MD5 + suffix));
  const handle = await open(file, 'r');
  try {
    await handle.read(tail, 0, tail.length, size - tail.length);
  } finally {
    await handle.close();
  }
  if (summed > header.start + TAG) {
    const md5 = createHash('md5');
    for await (const chunk of readFileChunks(file, { end: summed, ...(signal ? { signal } : {}) }))
      md5.update(chunk);
    const stated = tail.subarray(tail.length - suffix - MD5, tail.length - suffix);
    if (md5.digest().equals(stated)) {
      return { tag: tail.subarray(0, TAG), end: summed - TAG, checksum: true };
    }
  }
  if (header.version === 12) {
    throw new Refusal('tampered', name, 'the backup is damaged or cut off (its checksum does not match)');
  }
  return { tag: tail.subarray(tail.length - TAG), end: size - TAG, checksum: false };
}

function formOf(first: Uint8Array): PlainForm {
  if (first[0] === 0x50 && first[1] === 0x4b) return 'zip';
  // RFC 1950: deflate, and the two bytes as a number are a multiple of 31.
  if ((first[0]! & 0x0f) === 8 && ((first[0]! << 8) | first[1]!) % 31 === 0) return 'zlib';
  return 'plain';
}

/**
 * Decrypts a crypt12, crypt14 or crypt15 backup into `target` (mode 0600), unpacked where it is a
 * zlib stream. The file exists afterwards only if the authentication tag was right: on every failure
 * it is removed, and nothing of the plaintext has been used.
 * @throws Refusal 'wrong-key', 'tampered', 'truncated', 'unsupported', 'unsafe-archive'; Cancelled.
 */
export async function decryptBackup(
  file: string,
  key: EvidenceKey,
  target: string,
  options: { signal?: AbortSignal; onProgress?: (fraction: number) => void } = {},
): Promise<{ version: CryptHeader['version']; form: PlainForm }> {
  const name = path.basename(file);
  const header = await requireCryptHeader(file);
  const aesKey = cipherKey(header, key, name);
  const trailer = await readTrailer(file, header, options.signal);
  const length = trailer.end - header.start;

  /** The plaintext; throws at its end when the tag is wrong. */
  async function* plaintext(): AsyncGenerator<Buffer> {
    const decipher = createDecipheriv('aes-256-gcm', aesKey, header.iv);
    decipher.setAuthTag(trailer.tag);
    let done = 0;
    const range = {
      start: header.start,
      end: trailer.end,
      ...(options.signal ? { signal: options.signal } : {}),
    };
    for await (const chunk of readFileChunks(file, range)) {
      yield decipher.update(chunk);
      done += chunk.length;
      options.onProgress?.(done / length);
    }
    try {
      decipher.final();
    } catch (cause) {
      throw trailer.checksum
        ? new Refusal(
            'wrong-key',
            name,
            'the key does not open this backup (the file is whole, its authentication tag does not match)',
            { cause },
          )
        : new Refusal(
            'tampered',
            name,
            'the key is wrong, or the backup is damaged or cut off (its authentication tag does not match)',
            { cause },
          );
    }
  }

  const source = plaintext();
  try {
    const first = (await source.next()).value ?? Buffer.alloc(0);
    const form = formOf(first);
    async function* whole(): AsyncGenerator<Buffer> {
      yield first as Buffer;
      yield* source;
    }
    const sink = createWriteStream(target, { mode: 0o600, flags: 'wx', highWaterMark: 4 * OUT_CHUNK });
    if (form === 'zlib') {
      let unpacked = 0;
      const bound = new Transform({
        highWaterMark: 4 * OUT_CHUNK,
        transform(chunk: Buffer, _encoding, done) {
          unpacked += chunk.length;
          if (isBomb(length, unpacked))
            done(new Refusal('unsafe-archive', name, 'it unpacks to far more than it should'));
          else done(null, chunk);
        },
      });
      await pipeline(
        Readable.from(whole(), { objectMode: true }),
        createInflate({ chunkSize: OUT_CHUNK }),
        bound,
        sink,
      );
    } else {
      await pipeline(Readable.from(whole(), { objectMode: true }), sink);
    }
    return { version: header.version, form };
  } catch (cause) {
    await rm(target, { force: true, maxRetries: 5 });
    if (cause instanceof Refusal || cause instanceof Cancelled) throw cause;
    if (String((cause as NodeJS.ErrnoException).code).startsWith('Z_')) {
      // A wrong key gives bytes that do not unpack: only the tag can tell it from a damaged content.
      for await (const _ of plaintext());
      throw new Refusal('tampered', name, 'it decrypts, but its content does not unpack', { cause });
    }
    throw cause;
  }
}
