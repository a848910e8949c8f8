/**
 * One pass over a WhatsApp backup: AES-256-GCM without associated data, the tag behind the ciphertext,
 * and mostly an MD5 of all before it (formats.md §2, checked on real files).
 */
import { createDecipheriv, createHash, type DecipherGCM, type Hash } from 'node:crypto';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { giveBack } from '../inflate.ts';
import { type CryptHeader, HEADER_BYTES, readHeader } from './header.ts';
import { cipherKey, type EvidenceKey } from './key.ts';

/** An encrypted backup, wherever it lies. */
export interface Backup {
  /** What refusals call it. */
  readonly name: string;
  readonly bytes: number;
  /** Bytes of the evidence that it takes up: fewer than `bytes` where it is packed in an archive. */
  readonly packed: number;
  /** Its pieces are nobody else's. */
  open(): AsyncIterable<Uint8Array>;
}

export interface DecryptOptions {
  readonly signal?: AbortSignal | undefined;
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

export type PlainForm = 'zlib' | 'zip' | 'plain';

const TAG_BYTES = 16;
const MD5_BYTES = 16;
/** crypt12 ends with `--` and the last two digits of the phone's number. */
const SUFFIX = /^--\d\d$/;
const SUFFIX_BYTES = 4;
/** What can stand behind the ciphertext at most. */
const TRAILER_BYTES = TAG_BYTES + MD5_BYTES + SUFFIX_BYTES;

/** Pieces put together to at least `length` bytes, or to all there are. */
export async function firstBytes(pieces: AsyncIterator<Uint8Array>, length: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let bytes = 0; bytes < length; ) {
    const next = await pieces.next();
    if (next.done) break;
    parts.push(next.value);
    bytes += next.value.length;
  }
  return parts.length === 1 ? asBuffer(parts[0]!) : Buffer.concat(parts);
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

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

export function formOf(first: Uint8Array): PlainForm {
  const [a = 0, b = 0] = first;
  if (a === 0x50 && b === 0x4b) return 'zip';
  // RFC 1950 §2.2: method 8, and the two bytes as a number are a multiple of 31.
  if ((a & 0x0f) === 8 && ((a << 8) | b) % 31 === 0) return 'zlib';
  return 'plain';
}

/** Decrypts once, from the first byte to the last. */
export class DecryptionPass {
  private readonly backup: Backup;
  private readonly key: EvidenceKey;
  private readonly options: DecryptOptions;
  private readonly md5: Hash = createHash('md5');
  private form: PlainForm | undefined;
  /** Known once the first plaintext has come. */
  version: CryptHeader['version'] | undefined;

  constructor(backup: Backup, key: EvidenceKey, options: DecryptOptions) {
    this.backup = backup;
    this.key = key;
    this.options = options;
  }

  /**
   * The plaintext, in buffers of their own. Nothing of it is known to be right until the end is reached.
   * @throws Refusal `unsupported`, `truncated`, `wrong-key`, and at its end `wrong-key` or `tampered` where
   * the tag does not match, `truncated` where the checksum is missing; Cancelled.
   */
  async *plaintext(): AsyncGenerator<Buffer, void, void> {
    const { name, bytes } = this.backup;
    const pieces = this.backup.open()[Symbol.asyncIterator]();
    try {
      let piece = await firstBytes(pieces, HEADER_BYTES);
      const header = readHeader(piece);
      if (!header) {
        throw new Refusal(
          'unsupported',
          name,
          'it has no header of a WhatsApp backup, or the header is cut off',
        );
      }
      this.version = header.version;
      const decipher = createDecipheriv('aes-256-gcm', cipherKey(header, this.key, name), header.iv);
      this.md5.update(piece.subarray(0, header.end));
      let part = piece.subarray(header.end);
      // The last bytes are held back: only the MD5 over all before it tells which of them are the tag.
      let held: Buffer = Buffer.alloc(0);
      for (let seen = 0; ; ) {
        if (this.options.signal?.aborted) throw new Cancelled();
        const { ready, rest } = splitTail(held, part);
        held = rest;
        for (const sealed of ready) if (sealed.length > 0) yield this.decrypted(decipher, sealed);
        seen += piece.length;
        this.options.onProgress?.(Math.min(1, seen / bytes));
        giveBack(piece);
        const next = await pieces.next();
        if (next.done) break;
        piece = asBuffer(next.value);
        part = piece;
      }
      yield this.end(header, decipher, held);
    } finally {
      await pieces.return?.();
    }
  }

  private decrypted(decipher: DecipherGCM, sealed: Buffer): Buffer {
    this.md5.update(sealed);
    const plain = decipher.update(sealed);
    this.form ??= formOf(plain);
    return plain;
  }

  /** The last of the plaintext, from the bytes held back. */
  private end(header: CryptHeader, decipher: DecipherGCM, held: Buffer): Buffer {
    const { name } = this.backup;
    const suffix = header.version === 12 && SUFFIX.test(held.subarray(-SUFFIX_BYTES).toString('latin1'));
    const trailer = held.subarray(0, held.length - (suffix ? SUFFIX_BYTES : 0));
    if (trailer.length <= TAG_BYTES) {
      throw new Refusal('truncated', name, 'the backup is cut off: it ends before its content');
    }
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
      throw isWhole
        ? new Refusal(
            'wrong-key',
            name,
            'the key does not open this backup (the file is whole, but its authentication tag does not match the key)',
            { cause },
          )
        : new Refusal(
            'tampered',
            name,
            'the backup is damaged or cut off, or the key is wrong (neither its checksum nor its authentication tag matches)',
            { cause },
          );
    }
    const isSet = (this.form ?? formOf(last)) === 'zip';
    if (!isWhole && !isSet && (header.version === 12 || header.hasFeatures)) {
      // Only sets of several files are written without an MD5.
      throw new Refusal(
        'truncated',
        name,
        'the backup is cut off or damaged at its end: its checksum does not match',
      );
    }
    return last;
  }
}
