/**
 * Argon2id (RFC 9106), version 0x13, one lane, by libsodium's `crypto_pwhash`. It is in the sumo build
 * of libsodium.js only, and Electron's BoringSSL has no Argon2; the tests hold it against OpenSSL's.
 */
import { sodium } from './sodium.ts';

export interface Argon2idParameters {
  /** KiB, at least 8. */
  readonly memoryKiB: number;
  readonly passes: number;
}

const TAG_BYTES = 32;

/**
 * Takes some 0.3 s for the 64 MiB and three passes of a case, in which the process does nothing else.
 * @param salt 16 bytes. @returns 32 bytes. @throws Error when the memory cannot be had.
 */
export function argon2id(
  passphrase: Uint8Array,
  salt: Uint8Array,
  { memoryKiB, passes }: Argon2idParameters,
): Uint8Array {
  return sodium.crypto_pwhash(
    TAG_BYTES,
    passphrase,
    salt,
    passes,
    memoryKiB * 1024,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  );
}
