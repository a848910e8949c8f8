/**
 * AES key wrap (RFC 3394) with single block operations: the library of Electron's crypto has no cipher of
 * that name.
 */
import { type Cipheriv, createCipheriv, createDecipheriv, type Decipheriv } from 'node:crypto';

/** RFC 3394 §2.2.3.1. */
const INITIAL_VALUE = Buffer.from('a6a6a6a6a6a6a6a6', 'hex');
const ROUNDS = 6;
const HALF = 8;

/** A key wrapped by another of 32 bytes; undefined when its integrity check fails: it is another key. */
export function unwrapKey(key: Uint8Array, wrapped: Uint8Array): Buffer | undefined {
  if (wrapped.length < 3 * HALF || wrapped.length % HALF !== 0) return undefined;
  const decipher = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const out = Buffer.from(wrapped);
  const block = Buffer.alloc(2 * HALF);
  out.copy(block, 0, 0, HALF);
  const parts = wrapped.length / HALF - 1;
  for (let round = ROUNDS - 1; round >= 0; round--) {
    for (let part = parts; part >= 1; part--) {
      step(block, out, part, round * parts + part, decipher, 'before');
    }
  }
  return block.subarray(0, HALF).equals(INITIAL_VALUE) ? out.subarray(HALF) : undefined;
}

/** Wraps a key of a multiple of 8 bytes. */
export function wrapKey(key: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  const out = Buffer.concat([INITIAL_VALUE, plain]);
  const block = Buffer.alloc(2 * HALF);
  INITIAL_VALUE.copy(block);
  const parts = plain.length / HALF;
  for (let round = 0; round < ROUNDS; round++) {
    for (let part = 1; part <= parts; part++) {
      step(block, out, part, round * parts + part, cipher, 'after');
    }
  }
  block.copy(out, 0, 0, HALF);
  return out;
}

/** One block operation on the first half of `block` and a part of `out`, with the counter mixed in. */
function step(
  block: Buffer,
  out: Buffer,
  part: number,
  counter: number,
  cipher: Cipheriv | Decipheriv,
  mix: 'before' | 'after',
): void {
  const at = part * HALF;
  if (mix === 'before') block.writeUInt32BE((block.readUInt32BE(4) ^ counter) >>> 0, 4);
  out.copy(block, HALF, at, at + HALF);
  cipher.update(block).copy(block);
  if (mix === 'after') block.writeUInt32BE((block.readUInt32BE(4) ^ counter) >>> 0, 4);
  block.copy(out, at, HALF);
}
