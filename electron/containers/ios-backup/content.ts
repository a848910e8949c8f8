/** The content of an encrypted file: AES-256-CBC, a zero IV, PKCS#7 padding (formats.md §4). */
import { createDecipheriv } from 'node:crypto';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';

const BLOCK_BYTES = 16;
const ZERO_IV = Buffer.alloc(BLOCK_BYTES);

/** Bytes that a file of so many takes up once it is encrypted. */
export const encryptedBytes = (bytes: number): number => bytes - (bytes % BLOCK_BYTES) + BLOCK_BYTES;

export interface Sealed {
  /** What refusals call it. */
  readonly name: string;
  /** Of the encrypted file. */
  readonly sealedBytes: number;
  /** Of the content, as the manifest states it. */
  readonly bytes: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How many bytes of padding a last block has; undefined when it has none that is right. */
function paddingOf(block: Buffer): number | undefined {
  const length = block.at(-1) ?? 0;
  if (length < 1 || length > BLOCK_BYTES) return undefined;
  return block.subarray(-length).every((byte) => byte === length) ? length : undefined;
}

/**
 * Decrypts a stream. Where the encrypted file has the length that belongs to the content's, the content must
 * end as stated; where it has not, which is said when the backup is opened, all that is there is given.
 * @throws Refusal `tampered` when it decrypts to no valid end; Cancelled.
 */
export async function* decrypted(
  sealed: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  { name, sealedBytes, bytes, signal }: Sealed,
): AsyncGenerator<Buffer, void, void> {
  const decipher = createDecipheriv('aes-256-cbc', key, ZERO_IV).setAutoPadding(false);
  // The last block is held back: its end is padding.
  let held: Buffer = Buffer.alloc(0);
  let given = 0;
  for await (const piece of sealed) {
    if (signal?.aborted) throw new Cancelled();
    const plain = decipher.update(piece);
    if (plain.length === 0) continue;
    if (held.length > 0) {
      given += held.length;
      yield held;
    }
    const cut = plain.length - BLOCK_BYTES;
    held = plain.subarray(cut);
    if (cut > 0) {
      given += cut;
      yield plain.subarray(0, cut);
    }
  }
  const padding = paddingOf(held);
  const isWhole = bytes !== undefined && sealedBytes === encryptedBytes(bytes);
  if (isWhole && (padding === undefined || given + held.length - padding !== bytes)) {
    throw new Refusal('tampered', name, 'it does not decrypt to a file’s end: it is damaged');
  }
  const last = held.subarray(0, held.length - (padding ?? 0));
  if (last.length > 0) yield last;
}
