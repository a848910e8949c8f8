/**
 * Hashes of a set with their categories, as records of one length: the hash, then a byte for the category.
 * They stand in order of their first four bytes, so that one is found by halving; a set of ten million MD5
 * hashes takes 170 MB and is looked through without being read into objects.
 */

/** Bytes of a hash. */
export const HASH_BYTES = { md5: 16, sha256: 32 } as const;
export type HashKind = keyof typeof HASH_BYTES;

/** Entries of one set; beyond that it is refused. */
export const MOST_HASHES = 20_000_000;

const DIGITS = new Int8Array(128).fill(-1);
for (let i = 0; i < 16; i++) {
  DIGITS['0123456789abcdef'.charCodeAt(i)] = i;
  DIGITS['0123456789ABCDEF'.charCodeAt(i)] = i;
}

/** Gathers records as they come. */
export class HashRecords {
  readonly kind: HashKind;
  readonly size: number;
  private bytes: Uint8Array;
  count = 0;

  constructor(kind: HashKind) {
    this.kind = kind;
    this.size = HASH_BYTES[kind] + 1;
    this.bytes = new Uint8Array(this.size * 1024);
  }

  /** @param hex of the kind's length. */
  add(hex: string, category: number): void {
    const start = this.count * this.size;
    if (start + this.size > this.bytes.length) {
      const grown = new Uint8Array(this.bytes.length * 2);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    for (let i = 0; i < this.size - 1; i++) {
      this.bytes[start + i] = (DIGITS[hex.charCodeAt(2 * i)]! << 4) | DIGITS[hex.charCodeAt(2 * i + 1)]!;
    }
    this.bytes[start + this.size - 1] = category;
    this.count++;
  }

  /** In order, each hash once, with the category that came first. */
  sorted(): Uint8Array {
    const { bytes, size, count } = this;
    const view = new DataView(bytes.buffer);
    const order = inOrder(count, (record) => view.getUint32(record * size));
    const sorted = new Uint8Array(count * size);
    let kept = 0;
    for (const record of order) {
      const own = bytes.subarray(record * size, (record + 1) * size);
      // Those with the same beginning stand together, in the order in which they came.
      let isKnown = false;
      for (let at = kept - 1; at >= 0 && startsAlike(sorted, at * size, own); at--) {
        if (sameHash(sorted, at * size, own, size - 1)) {
          isKnown = true;
          break;
        }
      }
      if (!isKnown) sorted.set(own, kept++ * size);
    }
    return sorted.slice(0, kept * size);
  }
}

const startsAlike = (records: Uint8Array, at: number, own: Uint8Array): boolean =>
  records[at] === own[0] &&
  records[at + 1] === own[1] &&
  records[at + 2] === own[2] &&
  records[at + 3] === own[3];

function sameHash(records: Uint8Array, at: number, own: Uint8Array, bytes: number): boolean {
  for (let i = 0; i < bytes; i++) if (records[at + i] !== own[i]) return false;
  return true;
}

/** Numbers from 0 by their keys of 32 bits, stable: two passes of 16 bits. */
function inOrder(count: number, keyOf: (index: number) => number): Uint32Array {
  let order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  for (const shift of [0, 16]) {
    const places = new Uint32Array(65_537);
    for (let i = 0; i < count; i++) places[((keyOf(i) >>> shift) & 0xffff) + 1]!++;
    for (let i = 0; i < 65_536; i++) places[i + 1]! += places[i]!;
    const next = new Uint32Array(count);
    for (const index of order) next[places[(keyOf(index) >>> shift) & 0xffff]!++] = index;
    order = next;
  }
  return order;
}

/** Whether bytes are records as `sorted` gives them, with categories below a number. */
export function areSortedRecords(bytes: Uint8Array, kind: HashKind, categories: number): boolean {
  const size = HASH_BYTES[kind] + 1;
  if (bytes.length % size !== 0) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let last = 0;
  for (let at = 0; at < bytes.length; at += size) {
    const start = view.getUint32(at);
    if (start < last || bytes[at + size - 1]! >= categories) return false;
    last = start;
  }
  return true;
}

/**
 * The category of a hash in sorted records; -1 where it is not among them.
 * @param hash its bytes.
 */
export function categoryOf(records: Uint8Array, kind: HashKind, hash: Uint8Array): number {
  const size = HASH_BYTES[kind] + 1;
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  const wanted = new DataView(hash.buffer, hash.byteOffset, hash.byteLength).getUint32(0);
  let from = 0;
  let to = records.length / size;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (view.getUint32(middle * size) < wanted) from = middle + 1;
    else to = middle;
  }
  for (let at = from * size; at < records.length && view.getUint32(at) === wanted; at += size) {
    if (sameHash(records, at, hash, size - 1)) return records[at + size - 1]!;
  }
  return -1;
}
