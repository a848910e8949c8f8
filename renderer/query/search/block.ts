/**
 * A block: the terms of a range, sorted, with the messages in which each stands and where. Messages are
 * counted from 0 within the group that the block belongs to.
 *
 *     terms u32 LE | bytes of the list u32 LE
 *     list, a term: shared with the one before, rest: length and bytes, messages, bytes of messages, of places
 *     then for each term its messages (the step from the one before, doubled, + 1 when the term stands there
 *     more than once; then how often), and its places (for each message the steps from place to place)
 *
 * Numbers without a size are as varint.ts writes them.
 */
import { compareBytes } from './term-table.ts';
import { ByteReader } from './varint.ts';

export const HEAD_BYTES = 8;

/** Where a term stands: message i has the places from `from[i]` to before `from[i + 1]`. */
export interface Places {
  readonly from: Uint32Array;
  readonly places: Uint32Array;
}

interface Entry {
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

  /**
   * Calls back for each message below `before`, ascending, with how often the term stands in it.
   * @throws BlockDamaged
   */
  each(before: number, visit: (doc: number, times: number) => void): void {
    const { bytes } = this;
    const { at: start, docs: count, docBytes } = this.entry;
    const end = start + docBytes;
    let at = start;
    let doc = 0;
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
      let times = 1;
      if ((step & 1) === 1) {
        const reader = new ByteReader(bytes, at);
        times = reader.number();
        at = reader.at;
      }
      if (at > end) break;
      if (doc >= before) return;
      visit(doc, times);
    }
    if (at !== end) throw new BlockDamaged('a block says other than it holds');
  }

  /** Messages below `before`, ascending. @throws BlockDamaged */
  docs(before: number): Uint32Array {
    const docs = new Uint32Array(Math.min(this.count, before));
    let count = 0;
    this.each(before, (doc) => {
      docs[count++] = doc;
    });
    return count === docs.length ? docs : docs.subarray(0, count);
  }

  /** Where the term stands in these of its messages. @param wanted ascending. @throws BlockDamaged */
  placesIn(wanted: Uint32Array): Places {
    const { bytes } = this;
    const { at, docBytes, placeBytes } = this.entry;
    const from = new Uint32Array(wanted.length + 1);
    let places = new Uint32Array(Math.max(16, wanted.length * 2));
    if (wanted.length === 0) return { from, places };
    const end = at + docBytes + placeBytes;
    const reader = new ByteReader(bytes, at + docBytes);
    let count = 0;
    let next = 0;
    let skipped = 0;
    this.each(wanted.at(-1)! + 1, (doc, times) => {
      while (next < wanted.length && wanted[next]! < doc) from[++next] = count;
      if (wanted[next] !== doc) {
        skipped += times;
        return;
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
      if (reader.at > end) throw new BlockDamaged('a block says more than it holds');
      from[++next] = count;
    });
    while (next < wanted.length) from[++next] = count;
    return { from, places: places.subarray(0, count) };
  }
}

export class Block {
  private readonly bytes: Uint8Array;
  private readonly terms: number;
  private readonly listEnd: number;

  /** @throws BlockDamaged */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    if (bytes.length < HEAD_BYTES) throw new BlockDamaged('a block is cut off');
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    this.terms = view.getUint32(0, true);
    this.listEnd = HEAD_BYTES + view.getUint32(4, true);
    if (this.listEnd > bytes.length) throw new BlockDamaged('a block is cut off');
  }

  /** Goes over the terms in order until `visit` returns false; `term` is a view that the next one changes. */
  private list(visit: (term: Uint8Array, entry: Entry) => boolean): void {
    const { bytes, terms, listEnd } = this;
    const reader = new ByteReader(bytes, HEAD_BYTES);
    let term = new Uint8Array(256);
    let at = listEnd;
    for (let i = 0; i < terms; i++) {
      const shared = reader.number();
      const rest = reader.number();
      const length = shared + rest;
      if (length > term.length) {
        const larger = new Uint8Array(length * 2);
        larger.set(term);
        term = larger;
      }
      term.set(bytes.subarray(reader.at, reader.at + rest), shared);
      reader.at += rest;
      const entry = { docs: reader.number(), docBytes: reader.number(), placeBytes: reader.number(), at };
      at += entry.docBytes + entry.placeBytes;
      if (at > bytes.length || reader.at > listEnd) throw new BlockDamaged('a block says more than it holds');
      if (!visit(term.subarray(0, length), entry)) return;
    }
  }

  find(wanted: Uint8Array): Postings | null {
    let found: Postings | null = null;
    this.list((term, entry) => {
      const order = compareBytes(term, wanted);
      if (order === 0) found = new Postings(this.bytes, entry);
      return order < 0;
    });
    return found;
  }

  startingWith(start: Uint8Array): Postings[] {
    const found: Postings[] = [];
    this.list((term, entry) => {
      const order = compareBytes(term.subarray(0, start.length), start);
      if (order === 0) found.push(new Postings(this.bytes, entry));
      return order <= 0;
    });
    return found;
  }

  /** Of every term that passes; `test` gets a view on its bytes that the next one changes. */
  where(test: (term: Uint8Array) => boolean): Postings[] {
    const found: Postings[] = [];
    this.list((term, entry) => {
      if (test(term)) found.push(new Postings(this.bytes, entry));
      return true;
    });
    return found;
  }
}
