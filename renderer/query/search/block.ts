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
export interface Postings {
  readonly docs: Uint32Array;
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
      if (order === 0) found = this.postings(entry);
      return order < 0;
    });
    return found;
  }

  startingWith(start: Uint8Array): Postings[] {
    const found: Postings[] = [];
    this.list((term, entry) => {
      const order = compareBytes(term.subarray(0, start.length), start);
      if (order === 0) found.push(this.postings(entry));
      return order <= 0;
    });
    return found;
  }

  /** Of every term that passes; terms are decoded for it. */
  where(test: (term: string) => boolean): Postings[] {
    const decoder = new TextDecoder();
    const found: Postings[] = [];
    this.list((term, entry) => {
      if (test(decoder.decode(term.slice()))) found.push(this.postings(entry));
      return true;
    });
    return found;
  }

  private postings({ docs: count, docBytes, at }: Entry): Postings {
    const docs = new Uint32Array(count);
    const from = new Uint32Array(count + 1);
    const reader = new ByteReader(this.bytes, at);
    let doc = 0;
    let total = 0;
    for (let i = 0; i < count; i++) {
      const step = reader.number();
      doc += Math.floor(step / 2);
      total += step % 2 === 0 ? 1 : reader.number();
      docs[i] = doc;
      from[i + 1] = total;
    }
    if (reader.at !== at + docBytes) throw new BlockDamaged('a block says other than it holds');
    const places = new Uint32Array(total);
    for (let i = 0; i < count; i++) {
      let place = 0;
      for (let j = from[i]!; j < from[i + 1]!; j++) {
        place += reader.number();
        places[j] = place;
      }
    }
    return { docs, from, places };
  }
}
