/** The messages and places of a term, as a block holds them (block.ts). */
import { ByteReader } from './varint.ts';

/** Where a term stands: message i has the places from `from[i]` to before `from[i + 1]`. */
export interface Places {
  readonly from: Uint32Array;
  readonly places: Uint32Array;
}

/** What a block's list says of a term. */
export interface Entry {
  readonly docs: number;
  readonly docBytes: number;
  readonly placeBytes: number;
  /** From the block's start. */
  readonly at: number;
}

/** Bytes that are no block, or less of one than they say. */
export class BlockDamaged extends Error {
  override readonly name = 'BlockDamaged';
}

export const DAMAGED = 'a block says more than it holds';

/** Goes through the messages of a term. */
class DocWalk {
  private readonly bytes: Uint8Array;
  private left: number;
  at: number;
  doc = 0;
  /** How often the term stands in the message. */
  times = 1;

  constructor(bytes: Uint8Array, { at, docs }: Entry) {
    this.bytes = bytes;
    this.at = at;
    this.left = docs;
  }

  /** False when there is no further message. */
  next(): boolean {
    if (this.left-- <= 0) return false;
    const step = this.number();
    this.doc += Math.floor(step / 2);
    this.times = step % 2 === 1 ? this.number() : 1;
    return true;
  }

  private number(): number {
    const { bytes } = this;
    let byte = bytes[this.at++]!;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let shift = 0x80;
    do {
      byte = bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * shift;
      shift *= 0x80;
    } while (byte >= 0x80);
    return value;
  }
}

/** The messages of a term, read no further than they are asked for: a common one stands in very many. */
export class Postings {
  private readonly bytes: Uint8Array;
  private readonly entry: Entry;
  /** Messages in which the term stands. */
  readonly count: number;

  constructor(bytes: Uint8Array, entry: Entry) {
    this.bytes = bytes;
    this.entry = entry;
    this.count = entry.docs;
  }

  /** The most messages below `before` that it may have. */
  atMost(before: number): number {
    return Math.min(this.count, before);
  }

  /** Messages below `before`, ascending. @throws BlockDamaged */
  docs(before: number): Uint32Array {
    const docs = new Uint32Array(this.atMost(before));
    const end = this.docsInto(docs, 0, before);
    return end === docs.length ? docs : docs.subarray(0, end);
  }

  /** Writes them from a place on, where `atMost` fit. @returns the place behind them. @throws BlockDamaged */
  docsInto(docs: Uint32Array, from: number, before: number): number {
    const { bytes } = this;
    const { at: start, docs: count, docBytes } = this.entry;
    const end = start + docBytes;
    let at = start;
    let doc = 0;
    let to = from;
    for (let i = 0; i < count; i++) {
      let step = bytes[at++]!;
      if (step >= 0x80) {
        step &= 0x7f;
        let shift = 7;
        let byte: number;
        do {
          byte = bytes[at++]!;
          step += (byte & 0x7f) << shift;
          shift += 7;
        } while (byte >= 0x80 && at < end);
      }
      doc += step >>> 1;
      if ((step & 1) === 1) while (bytes[at++]! >= 0x80 && at < end);
      if (at > end) break;
      if (doc >= before) return to;
      docs[to++] = doc;
    }
    if (at !== end) throw new BlockDamaged('a block says other than it holds');
    return to;
  }

  /** Where the term stands in these of its messages. @param wanted ascending. @throws BlockDamaged */
  placesIn(wanted: Uint32Array): Places {
    const { bytes } = this;
    const { at, docBytes, placeBytes } = this.entry;
    const from = new Uint32Array(wanted.length + 1);
    let places = new Uint32Array(Math.max(16, wanted.length * 2));
    if (wanted.length === 0) return { from, places };
    const docEnd = at + docBytes;
    const end = docEnd + placeBytes;
    const last = wanted.at(-1)!;
    const walk = new DocWalk(bytes, this.entry);
    const reader = new ByteReader(bytes, docEnd);
    let count = 0;
    let next = 0;
    let skipped = 0;
    while (walk.next()) {
      const { doc, times } = walk;
      if (walk.at > docEnd) throw new BlockDamaged(DAMAGED);
      if (doc > last) break;
      while (wanted[next]! < doc) from[++next] = count;
      if (wanted[next] !== doc) {
        skipped += times;
        continue;
      }
      // Only a number's last byte is below 128.
      for (; skipped > 0 && reader.at < end; reader.at++) if (bytes[reader.at]! < 0x80) skipped--;
      if (count + times > places.length) {
        const larger = new Uint32Array(Math.max(count + times, places.length * 2));
        larger.set(places);
        places = larger;
      }
      let place = 0;
      for (let i = 0; i < times; i++) {
        place += reader.number();
        places[count++] = place;
      }
      if (reader.at > end) throw new BlockDamaged(DAMAGED);
      from[++next] = count;
    }
    while (next < wanted.length) from[++next] = count;
    return { from, places: places.subarray(0, count) };
  }
}
