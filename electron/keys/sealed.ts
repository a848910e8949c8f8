/** XChaCha20-Poly1305 over whole values in memory: a random nonce each time, and context that must match. */
import { sodium } from './sodium.ts';

/** 24 bytes. */
const NONCE_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;

/**
 * What a sealed value belongs to, bound to it as associated data: the value opens nowhere else.
 * The first part names the purpose.
 */
export type Context = readonly (string | number)[];

const associated = (context: Context): Uint8Array => Buffer.from(JSON.stringify(context), 'utf8');

/** @returns nonce, ciphertext and tag in one. */
export function sealBytes(key: Uint8Array, context: Context, bytes: Uint8Array): Uint8Array {
  const nonce = sodium.randombytes_buf(NONCE_BYTES);
  return Buffer.concat([
    nonce,
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(bytes, associated(context), null, nonce, key),
  ]);
}

/** @returns null when the value was not sealed with this key and context, or was changed. */
export function openBytes(key: Uint8Array, context: Context, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < NONCE_BYTES) return null;
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(NONCE_BYTES),
      associated(context),
      sealed.subarray(0, NONCE_BYTES),
      key,
    );
  } catch {
    return null;
  }
}
