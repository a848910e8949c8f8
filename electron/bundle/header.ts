/**
 * The head of a case bundle (`.tlcase`), a case or some of its exhibits in one file, sealed to one recipient:
 *
 *     "TLCB" | u32 LE length of the header | header: JSON, UTF-8 | the sealed stream (containers/sealed-export/stream.ts)
 *
 * Nothing in the head says what the case is about. The stream's key is random, of this file alone, and sealed
 * with a passphrase (Argon2id, XChaCha20-Poly1305) or in a sealed box to an identity's card.
 */
import * as v from 'valibot';
import { Refusal } from '../../shared/model/index.ts';
import { newStreamKey } from '../containers/index.ts';
import { keyId } from '../keys/envelope.ts';
import type { IdentityCard, KeyPair } from '../keys/identity.ts';
import { assertCost, HASHING_COST, hashPassphrase, newHashing } from '../keys/passphrase.ts';
import { openBytes, sealBytes } from '../keys/sealed.ts';
import { sodium } from '../keys/sodium.ts';

const MAGIC = Buffer.from('TLCB', 'latin1');
export const CHUNK_BYTES = 2 ** 20;
const MOST_HEADER_BYTES = 64 * 1024;
/** Most bytes that `readHeader` needs. */
export const HEADER_ROOM = MAGIC.length + 4 + MOST_HEADER_BYTES;

const base64 = v.pipe(v.string(), v.base64(), v.maxLength(1024));

const headerSchema = v.strictObject({
  version: v.literal(1),
  chunkBytes: v.pipe(v.number(), v.integer(), v.minValue(1024), v.maxValue(16 * 2 ** 20)),
  recipient: v.variant('kind', [
    v.strictObject({
      kind: v.literal('passphrase'),
      hashing: v.strictObject({ memoryKiB: v.number(), passes: v.number(), salt: base64 }),
      key: base64,
    }),
    v.strictObject({
      kind: v.literal('identity'),
      /** SHA-256 of the X25519 public key, hex. */
      keyId: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      key: base64,
    }),
  ]),
});
export type BundleHeader = v.InferOutput<typeof headerSchema>;

/** To whom a bundle is sealed. */
export type BundleRecipient =
  | {
      readonly passphrase: string;
      /** Of hashing it; `HASHING_COST` without it. */
      readonly cost?: { readonly memoryKiB: number; readonly passes: number };
    }
  | { readonly card: IdentityCard };

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (given: string): Uint8Array => new Uint8Array(Buffer.from(given, 'base64'));

const contextOf = (hashing: { memoryKiB: number; passes: number; salt: string }) => [
  'threadline bundle key',
  1,
  hashing.memoryKiB,
  hashing.passes,
  hashing.salt,
];

function sealedTo(recipient: BundleRecipient, key: Uint8Array): BundleHeader['recipient'] {
  if ('card' in recipient) {
    const box = bytesOf(recipient.card.box);
    return { kind: 'identity', keyId: keyId(box), key: text(sodium.crypto_box_seal(key, box)) };
  }
  const salted = newHashing(recipient.cost ?? HASHING_COST);
  const hashing = { ...salted, salt: text(salted.salt) };
  const wrapping = hashPassphrase(recipient.passphrase, salted);
  const sealed = sealBytes(wrapping, contextOf(hashing), key);
  sodium.memzero(wrapping);
  return { kind: 'passphrase', hashing, key: text(sealed) };
}

/** A new bundle's head, and the key of its stream. @param chunkBytes 1 MiB unless a test wants many of little. */
export function newHead(
  recipient: BundleRecipient,
  chunkBytes: number = CHUNK_BYTES,
): { head: Uint8Array; key: Uint8Array } {
  const key = newStreamKey();
  const header: BundleHeader = { version: 1, chunkBytes, recipient: sealedTo(recipient, key) };
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return { head: Buffer.concat([MAGIC, length, json]), key };
}

/**
 * @param first the file's first HEADER_ROOM bytes, or all of it where it is shorter.
 * @returns the header, and where it ends.
 * @throws Refusal `unsupported` when it is no bundle or of an unknown version; `truncated`.
 */
export function readHeader(first: Buffer, file: string): { header: BundleHeader; end: number } {
  if (!isBundle(first)) throw new Refusal('unsupported', file, 'it is not a case bundle');
  if (first.length < 8) throw new Refusal('truncated', file, 'the bundle is cut off in its head');
  const length = first.readUInt32LE(4);
  if (length > MOST_HEADER_BYTES) throw new Refusal('unsupported', file, 'its head is too long');
  if (first.length < 8 + length) throw new Refusal('truncated', file, 'the bundle is cut off in its head');
  try {
    const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(first.subarray(8, 8 + length)));
    return { header: v.parse(headerSchema, json), end: 8 + length };
  } catch (cause) {
    throw new Refusal('unsupported', file, 'its head is damaged, or of a later version', { cause });
  }
}

export function isBundle(first: Uint8Array): boolean {
  return MAGIC.equals(first.subarray(0, MAGIC.length));
}

/** What a bundle may be opened with. */
export interface BundleKeys {
  readonly passphrase?: string | undefined;
  /** Of this workstation, where it is unlocked. */
  readonly box?: KeyPair | undefined;
}

/**
 * The key of a bundle's stream, to be overwritten by the caller.
 * @throws Refusal `wrong-passphrase`; `key-missing` when what it is sealed to was not given; `not-covered`
 * when it is sealed to another identity; `tampered`; `unsupported` when its hashing is out of bounds.
 */
export function streamKey(
  { recipient }: BundleHeader,
  { passphrase, box }: BundleKeys,
  file: string,
): Uint8Array {
  if (recipient.kind === 'passphrase') {
    if (passphrase === undefined) throw new Refusal('key-missing', file, 'it opens with a passphrase');
    const hashing = { ...recipient.hashing, salt: bytesOf(recipient.hashing.salt) };
    assertCost(file, hashing);
    const wrapping = hashPassphrase(passphrase, hashing);
    const key = openBytes(wrapping, contextOf(recipient.hashing), bytesOf(recipient.key));
    sodium.memzero(wrapping);
    if (!key) throw new Refusal('wrong-passphrase', file, 'the passphrase does not open this bundle');
    return key;
  }
  if (!box) {
    throw new Refusal('key-missing', file, 'it opens with an identity: unlock this workstation’s first');
  }
  if (keyId(box.publicKey) !== recipient.keyId) {
    throw new Refusal('not-covered', file, 'it is sealed to another identity than this workstation’s');
  }
  try {
    return sodium.crypto_box_seal_open(bytesOf(recipient.key), box.publicKey, box.privateKey);
  } catch {
    throw new Refusal('tampered', file, 'its sealed key does not open with the identity that it is for');
  }
}
