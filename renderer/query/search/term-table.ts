/** Numbers for terms, which are kept as UTF-8 in one heap: most of a text's words are never made strings. */

const EMPTY = 0xffffffff;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Beyond this share of places taken, looking up grows slow. */
const FULLEST = 0.6;

export class TermTable {
  private heap = new Uint8Array(1 << 16);
  /** End of each term in the heap; its start is the end before it. */
  private ends = new Uint32Array(1 << 12);
  private hashes = new Uint32Array(1 << 12);
  private places = new Uint32Array(1 << 13).fill(EMPTY);
  count = 0;
  private static readonly encoder = new TextEncoder();
  private readonly scratch = new Uint8Array(512);

  /** The number of the term that stands in `bytes`. */
  of(bytes: Uint8Array, start: number, end: number): number {
    let hash = FNV_START;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, FNV_PRIME);
    hash >>>= 0;
    const { places, hashes, heap, ends } = this;
    const mask = places.length - 1;
    const length = end - start;
    let place = hash & mask;
    for (;;) {
      const term = places[place]!;
      if (term === EMPTY) break;
      if (hashes[term] === hash) {
        const from = term === 0 ? 0 : ends[term - 1]!;
        if (ends[term]! - from === length) {
          let i = 0;
          while (i < length && heap[from + i] === bytes[start + i]) i++;
          if (i === length) return term;
        }
      }
      place = (place + 1) & mask;
    }
    return this.add(bytes, start, end, hash, place);
  }

  ofText(term: string): number {
    const { scratch } = this;
    let length = 0;
    for (; length < term.length; length++) {
      const unit = term.charCodeAt(length);
      // Most are of plain letters, which are written sooner than the encoder is called.
      if (unit >= 0x80) {
        length = TermTable.encoder.encodeInto(term, scratch).written;
        break;
      }
      scratch[length] = unit;
    }
    return this.of(scratch, 0, length);
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, place: number): number {
    const from = this.count === 0 ? 0 : this.ends[this.count - 1]!;
    const to = from + end - start;
    if (to > this.heap.length) this.heap = grown(this.heap, to);
    this.heap.set(bytes.subarray(start, end), from);
    const term = this.count++;
    if (term >= this.ends.length) {
      this.ends = grown(this.ends, term + 1);
      this.hashes = grown(this.hashes, term + 1);
    }
    this.ends[term] = to;
    this.hashes[term] = hash;
    this.places[place] = term;
    if (this.count > this.places.length * FULLEST) this.spread();
    return term;
  }

  private spread(): void {
    const places = new Uint32Array(this.places.length * 2).fill(EMPTY);
    const mask = places.length - 1;
    for (let term = 0; term < this.count; term++) {
      let place = this.hashes[term]! & mask;
      while (places[place] !== EMPTY) place = (place + 1) & mask;
      places[place] = term;
    }
    this.places = places;
  }

  /** A view on the term's bytes. */
  bytes(term: number): Uint8Array {
    return this.heap.subarray(term === 0 ? 0 : this.ends[term - 1]!, this.ends[term]!);
  }

  /** All terms' numbers in the order of their bytes. */
  sorted(): Uint32Array {
    const order = new Uint32Array(this.count);
    // The first bytes as one number settle nearly all comparisons.
    const heads = new Float64Array(this.count);
    for (let term = 0; term < this.count; term++) {
      order[term] = term;
      const bytes = this.bytes(term);
      let head = 0;
      for (let i = 0; i < 6; i++) head = head * 256 + (bytes[i] ?? 0);
      heads[term] = head;
    }
    return order.sort((a, b) => heads[a]! - heads[b]! || compareBytes(this.bytes(a), this.bytes(b)));
  }
}

function grown<T extends Uint8Array | Uint32Array>(array: T, needed: number): T {
  const larger = new (array.constructor as new (length: number) => T)(Math.max(needed, array.length * 2));
  larger.set(array);
  return larger;
}

/** Below 0, 0, or above it, as sorting wants it. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
