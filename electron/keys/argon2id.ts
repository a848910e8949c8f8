/**
 * Argon2id (RFC 9106), version 0x13, one lane: what libsodium's `crypto_pwhash` computes with
 * ALG_ARGON2ID13. Written out here because the standard build of libsodium-wrappers leaves
 * `crypto_pwhash` out and Electron's BoringSSL has no Argon2; the tests hold it against OpenSSL's.
 *
 * 64-bit words are pairs of 32-bit ones, low word first; a block of 1 KiB is 128 words. All hosts of
 * Electron are little-endian, so memory is read as it lies.
 */
import { sodium } from './sodium.ts';

export interface Argon2idParameters {
  /** KiB. */
  readonly memoryKiB: number;
  readonly passes: number;
}

const VERSION = 0x13;
const TYPE_ID = 2;
const LANES = 1;
const TAG_BYTES = 32;
const BLOCK_BYTES = 1024;
const BLOCK_WORDS = BLOCK_BYTES / 4;
const ADDRESSES_IN_BLOCK = 128;
const SLICES = 4;
/** Blocks between two pauses, so that the process stays responsive: some 10 ms. */
const BLOCKS_AT_ONCE = 2048;

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function blake2b(length: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return sodium.crypto_generichash(length, Buffer.concat(parts), null);
}

/** H' of RFC 9106, section 3.3. */
function variableHash(length: number, ...parts: readonly Uint8Array[]): Uint8Array {
  if (length <= 64) return blake2b(length, uint32(length), ...parts);
  const out = new Uint8Array(length);
  let v = blake2b(64, uint32(length), ...parts);
  let at = 0;
  for (; length - at > 64; at += 32) {
    out.set(v.subarray(0, 32), at);
    v = blake2b(Math.min(64, length - at - 32), v);
  }
  out.set(v, at);
  return out;
}

/** High word of the product of two unsigned words. */
function high(a: number, b: number): number {
  const al = a & 0xffff;
  const ah = a >>> 16;
  const bl = b & 0xffff;
  const bh = b >>> 16;
  const lh = Math.imul(al, bh);
  const hl = Math.imul(ah, bl);
  const carry = (Math.imul(al, bl) >>> 16) + (lh & 0xffff) + (hl & 0xffff);
  return (Math.imul(ah, bh) + (lh >>> 16) + (hl >>> 16) + (carry >>> 16)) | 0;
}

/** GB of RFC 9106, section 3.6: BLAKE2b's round with 2·lo(a)·lo(b) added, on words at a, b, c, d. */
function mix(v: Int32Array, a: number, b: number, c: number, d: number): void {
  let al = v[a]!;
  let ah = v[a + 1]!;
  let bl = v[b]!;
  let bh = v[b + 1]!;
  let cl = v[c]!;
  let ch = v[c + 1]!;
  let dl = v[d]!;
  let dh = v[d + 1]!;
  let low: number;
  let top: number;
  let sum: number;
  let swap: number;

  low = Math.imul(al, bl);
  top = (high(al, bl) << 1) | (low >>> 31);
  sum = (al >>> 0) + (bl >>> 0) + ((low << 1) >>> 0);
  ah = (ah + bh + top + Math.floor(sum / 2 ** 32)) | 0;
  al = sum | 0;
  swap = dl ^ al;
  dl = dh ^ ah;
  dh = swap;

  low = Math.imul(cl, dl);
  top = (high(cl, dl) << 1) | (low >>> 31);
  sum = (cl >>> 0) + (dl >>> 0) + ((low << 1) >>> 0);
  ch = (ch + dh + top + Math.floor(sum / 2 ** 32)) | 0;
  cl = sum | 0;
  bl ^= cl;
  bh ^= ch;
  swap = (bl >>> 24) | (bh << 8);
  bh = (bh >>> 24) | (bl << 8);
  bl = swap;

  low = Math.imul(al, bl);
  top = (high(al, bl) << 1) | (low >>> 31);
  sum = (al >>> 0) + (bl >>> 0) + ((low << 1) >>> 0);
  ah = (ah + bh + top + Math.floor(sum / 2 ** 32)) | 0;
  al = sum | 0;
  dl ^= al;
  dh ^= ah;
  swap = (dl >>> 16) | (dh << 16);
  dh = (dh >>> 16) | (dl << 16);
  dl = swap;

  low = Math.imul(cl, dl);
  top = (high(cl, dl) << 1) | (low >>> 31);
  sum = (cl >>> 0) + (dl >>> 0) + ((low << 1) >>> 0);
  ch = (ch + dh + top + Math.floor(sum / 2 ** 32)) | 0;
  cl = sum | 0;
  bl ^= cl;
  bh ^= ch;
  swap = (bl << 1) | (bh >>> 31);
  bh = (bh << 1) | (bl >>> 31);
  bl = swap;

  v[a] = al;
  v[a + 1] = ah;
  v[b] = bl;
  v[b + 1] = bh;
  v[c] = cl;
  v[c + 1] = ch;
  v[d] = dl;
  v[d + 1] = dh;
}

/**
 * P of RFC 9106, section 3.6, on sixteen words that stand in pairs: pair k at `start + k * stride`, its
 * second word two places on. A row of a block has stride 4, a column stride 32.
 */
function permute(v: Int32Array, start: number, stride: number): void {
  const v0 = start;
  const v2 = start + stride;
  const v4 = v2 + stride;
  const v6 = v4 + stride;
  const v8 = v6 + stride;
  const v10 = v8 + stride;
  const v12 = v10 + stride;
  const v14 = v12 + stride;
  mix(v, v0, v4, v8, v12);
  mix(v, v0 + 2, v4 + 2, v8 + 2, v12 + 2);
  mix(v, v2, v6, v10, v14);
  mix(v, v2 + 2, v6 + 2, v10 + 2, v14 + 2);
  mix(v, v0, v4 + 2, v10, v14 + 2);
  mix(v, v0 + 2, v6, v10 + 2, v12);
  mix(v, v2, v6 + 2, v8, v12 + 2);
  mix(v, v2 + 2, v4, v8 + 2, v14);
}

const xored = new Int32Array(BLOCK_WORDS);
const worked = new Int32Array(BLOCK_WORDS);

/** G of RFC 9106, section 3.5: block `out` of `to` from two blocks, XORed into it from the second pass on. */
function compress(
  from: Int32Array,
  x: number,
  y: number,
  to: Int32Array,
  out: number,
  intoOld: boolean,
): void {
  for (let i = 0; i < BLOCK_WORDS; i++) {
    const word = from[x + i]! ^ from[y + i]!;
    xored[i] = word;
    worked[i] = word;
  }
  for (let row = 0; row < 8; row++) permute(worked, row * 32, 4);
  for (let column = 0; column < 8; column++) permute(worked, column * 4, 32);
  for (let i = 0; i < BLOCK_WORDS; i++) {
    const word = xored[i]! ^ worked[i]!;
    to[out + i] = intoOld ? to[out + i]! ^ word : word;
  }
}

/** Addresses that do not depend on the passphrase (RFC 9106, section 3.4.1.1), for half of the first pass. */
class Addresses {
  /** Zero block, input block, the block between, and the block of addresses. */
  private readonly blocks = new Int32Array(4 * BLOCK_WORDS);

  constructor(pass: number, slice: number, blocks: number, passes: number) {
    const input = [pass, 0, slice, blocks, passes, TYPE_ID];
    for (const [i, value] of input.entries()) this.blocks[BLOCK_WORDS + 2 * i] = value;
  }

  /** Makes the next 128 addresses. */
  next(): void {
    const { blocks } = this;
    const counter = BLOCK_WORDS + 12;
    blocks[counter] = blocks[counter]! + 1;
    compress(blocks, 0, BLOCK_WORDS, blocks, 2 * BLOCK_WORDS, false);
    compress(blocks, 0, 2 * BLOCK_WORDS, blocks, 3 * BLOCK_WORDS, false);
  }

  at(i: number): number {
    return this.blocks[3 * BLOCK_WORDS + 2 * i]!;
  }
}

/** Number of the block that `random` selects for block `index` of a slice (RFC 9106, section 3.4.2). */
function reference(
  random: number,
  pass: number,
  slice: number,
  index: number,
  inSlice: number,
  blocks: number,
): number {
  const area = (pass === 0 ? slice * inSlice : blocks - inSlice) + index - 1;
  const x = high(random, random) >>> 0;
  const back = Math.floor((area * x) / 2 ** 32);
  const start = pass === 0 || slice === SLICES - 1 ? 0 : (slice + 1) * inSlice;
  return (start + area - 1 - back) % blocks;
}

/** @returns 32 bytes. @throws RangeError when the memory cannot be had. */
export async function argon2id(
  passphrase: Uint8Array,
  salt: Uint8Array,
  { memoryKiB, passes }: Argon2idParameters,
): Promise<Uint8Array> {
  const inSlice = Math.floor(memoryKiB / (SLICES * LANES));
  const blocks = inSlice * SLICES;
  const head = [LANES, TAG_BYTES, memoryKiB, passes, VERSION, TYPE_ID, passphrase.length].map(uint32);
  const none = uint32(0);
  const h0 = blake2b(64, ...head, passphrase, uint32(salt.length), salt, none, none);
  const memory = new Int32Array(blocks * BLOCK_WORDS);
  const bytes = new Uint8Array(memory.buffer);
  try {
    for (const first of [0, 1]) {
      bytes.set(variableHash(BLOCK_BYTES, h0, uint32(first), none), first * BLOCK_BYTES);
    }
    for (let pass = 0; pass < passes; pass++) {
      for (let slice = 0; slice < SLICES; slice++) {
        const addresses =
          pass === 0 && slice < SLICES / 2 ? new Addresses(pass, slice, blocks, passes) : null;
        const first = pass === 0 && slice === 0 ? 2 : 0;
        if (first > 0) addresses?.next();
        for (let index = first; index < inSlice; index++) {
          const block = slice * inSlice + index;
          const before = block === 0 ? blocks - 1 : block - 1;
          if (addresses && index % ADDRESSES_IN_BLOCK === 0) addresses.next();
          const random = addresses ? addresses.at(index % ADDRESSES_IN_BLOCK) : memory[before * BLOCK_WORDS]!;
          const other = reference(random, pass, slice, index, inSlice, blocks);
          compress(memory, before * BLOCK_WORDS, other * BLOCK_WORDS, memory, block * BLOCK_WORDS, pass > 0);
          if (index % BLOCKS_AT_ONCE === BLOCKS_AT_ONCE - 1) await pause();
        }
      }
    }
    return variableHash(TAG_BYTES, bytes.subarray((blocks - 1) * BLOCK_BYTES));
  } finally {
    memory.fill(0);
    xored.fill(0);
    worked.fill(0);
    h0.fill(0);
  }
}
