/**
 * A sealed file: bytes of any size that are written once as a stream and read from any place.
 *
 *     "TLA1" | salt, 32 bytes | chunk 0 | chunk 1 | …
 *
 * Each chunk is 64 KiB of content (the last one less, in an empty file none) under AES-256-GCM, followed
 * by its 16-byte tag. The file's own key comes from the given key, the salt and the file's name (HKDF-SHA256), so a
 * file opens under its own name only, and chunk numbers can be the nonces. The associated data is the
 * chunk's number and whether it is the last: chunks that are cut off, exchanged or added do not open.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Refusal } from '../../shared/model/index.ts';

const MAGIC = Buffer.from('TLA1');
const SALT_BYTES = 32;
const HEADER_BYTES = MAGIC.length + SALT_BYTES;
export const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;

function fileKey(key: Uint8Array, salt: Uint8Array, name: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, salt, `threadline attachment ${name}`, 32));
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(index), 4);
  return nonce;
}

function associated(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeBigUInt64BE(BigInt(index));
  bytes[8] = last ? 1 : 0;
  return bytes;
}

function sealChunk(key: Uint8Array, index: number, last: boolean, chunk: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index));
  cipher.setAAD(associated(index, last));
  return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
}

/** Cuts a stream into pieces of `size`; the last is shorter, and empty only where the stream is. */
async function* pieces(
  stream: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<{ bytes: Uint8Array; last: boolean }> {
  let piece = Buffer.alloc(size);
  let filled = 0;
  for await (const bytes of stream) {
    for (let from = 0; from < bytes.length; ) {
      if (filled === size) {
        yield { bytes: piece, last: false };
        piece = Buffer.alloc(size);
        filled = 0;
      }
      const taken = bytes.subarray(from, from + size - filled);
      piece.set(taken, filled);
      filled += taken.length;
      from += taken.length;
    }
  }
  yield { bytes: piece.subarray(0, filled), last: true };
}

/**
 * Writes a new file, and returns once it is on the disk. When writing fails, what was written of it stays:
 * the caller removes it.
 * @param key 32 bytes. @param name is bound into the file's key; it is not where the file lies.
 * @returns size and SHA-256 of the content.
 */
export async function writeSealedFile(
  path: string,
  key: Uint8Array,
  name: string,
  content: AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; sha256: string }> {
  const salt = randomBytes(SALT_BYTES);
  const own = fileKey(key, salt, name);
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    await file.appendFile(Buffer.concat([MAGIC, salt]));
    let bytes = 0;
    let index = 0;
    for await (const piece of pieces(content, CHUNK_BYTES)) {
      hash.update(piece.bytes);
      bytes += piece.bytes.length;
      await file.appendFile(sealChunk(own, index++, piece.last, piece.bytes));
    }
    await file.sync();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    own.fill(0);
    await file.close();
  }
}

/** An open sealed file. */
export class SealedFile {
  /** Size of the content. */
  readonly bytes: number;
  private readonly file: FileHandle;
  private readonly key: Uint8Array;
  private readonly chunks: number;

  private constructor(file: FileHandle, key: Uint8Array, sealedBytes: number) {
    this.file = file;
    this.key = key;
    this.chunks = Math.ceil(sealedBytes / SEALED_CHUNK_BYTES);
    this.bytes = sealedBytes - this.chunks * TAG_BYTES;
  }

  /**
   * Opens a file and checks its last chunk, by which a file that was cut off is found.
   * @throws Refusal `tampered` or `truncated` when it is not as it was written; the file system's error
   * when there is no such file.
   */
  static async open(path: string, key: Uint8Array, name: string): Promise<SealedFile> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const header = Buffer.alloc(HEADER_BYTES);
      await file.read(header, 0, HEADER_BYTES, 0);
      const sealedBytes = size - HEADER_BYTES;
      if (sealedBytes < TAG_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) {
        throw new Refusal('truncated', name, 'the stored attachment is damaged: it has no whole beginning');
      }
      const own = fileKey(key, header.subarray(MAGIC.length), name);
      const sealed = new SealedFile(file, own, sealedBytes);
      await sealed.chunk(sealed.chunks - 1, name);
      return sealed;
    } catch (cause) {
      await file.close();
      throw cause;
    }
  }

  private async chunk(index: number, name = 'attachment'): Promise<Buffer> {
    const sealed = Buffer.alloc(SEALED_CHUNK_BYTES);
    const start = HEADER_BYTES + index * SEALED_CHUNK_BYTES;
    const { bytesRead } = await this.file.read(sealed, 0, SEALED_CHUNK_BYTES, start);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, nonceOf(index), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(associated(index, index === this.chunks - 1));
      decipher.setAuthTag(sealed.subarray(Math.max(0, bytesRead - TAG_BYTES), bytesRead));
      const content = decipher.update(sealed.subarray(0, Math.max(0, bytesRead - TAG_BYTES)));
      decipher.final();
      return content;
    } catch (cause) {
      throw new Refusal('tampered', name, `the stored attachment does not open at chunk ${index}`, { cause });
    }
  }

  /**
   * The content from byte `from` to before byte `to`, in pieces of at most 64 KiB.
   * @throws Refusal `tampered` at the first chunk that does not open.
   */
  async *read(from = 0, to = this.bytes): AsyncGenerator<Uint8Array> {
    for (let at = from; at < Math.min(to, this.bytes); ) {
      const index = Math.floor(at / CHUNK_BYTES);
      const start = index * CHUNK_BYTES;
      const content = await this.chunk(index);
      yield content.subarray(at - start, Math.min(content.length, to - start));
      at = start + CHUNK_BYTES;
    }
  }

  async close(): Promise<void> {
    this.key.fill(0);
    await this.file.close();
  }
}
