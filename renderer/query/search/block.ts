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
import { BlockDamaged, DAMAGED, type Entry, Postings } from './postings.ts';

export const HEAD_BYTES = 8;

/** Goes through the terms of a block in their order. */
class TermWalk {
  private readonly bytes: Uint8Array;
  private readonly listEnd: number;
  private left: number;
  private at = HEAD_BYTES;
  private postings: number;
  /** Bytes that a term shares with the one before, and those of its own: where they are, and how many. */
  shared = 0;
  restAt = 0;
  rest = 0;
  private docs = 0;
  private docBytes = 0;
  private placeBytes = 0;

  constructor(bytes: Uint8Array, terms: number, listEnd: number) {
    this.bytes = bytes;
    this.left = terms;
    this.listEnd = listEnd;
    this.postings = listEnd;
  }

  /** False when there is no further term. @throws BlockDamaged */
  next(): boolean {
    if (this.left-- <= 0) return false;
    this.postings += this.docBytes + this.placeBytes;
    this.shared = this.number();
    this.rest = this.number();
    this.restAt = this.at;
    this.at += this.rest;
    this.docs = this.number();
    this.docBytes = this.number();
    this.placeBytes = this.number();
    if (this.postings + this.docBytes + this.placeBytes > this.bytes.length || this.at > this.listEnd) {
      throw new BlockDamaged(DAMAGED);
    }
    return true;
  }

  /** Where the term stands. */
  entry(): Entry {
    const { docs, docBytes, placeBytes, postings: at } = this;
    return { docs, docBytes, placeBytes, at };
  }

  private number(): number {
    const byte = this.bytes[this.at++]!;
    return byte < 0x80 ? byte : this.longNumber(byte);
  }

  private longNumber(first: number): number {
    let value = first & 0x7f;
    let shift = 0x80;
    let byte: number;
    do {
      byte = this.bytes[this.at++] ?? 0;
      value += (byte & 0x7f) * shift;
      shift *= 0x80;
    } while (byte >= 0x80);
    return value;
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

  private walk(): TermWalk {
    return new TermWalk(this.bytes, this.terms, this.listEnd);
  }

  /**
   * Calls back for each term that begins with the bytes, until false. A term is held against them from where
   * it differs from the one before: no term is put together.
   */
  private each(start: Uint8Array, visit: (walk: TermWalk) => boolean): void {
    const { bytes } = this;
    const { length } = start;
    const walk = this.walk();
    /** Bytes that the term before shares with those wanted. */
    let matched = 0;
    while (walk.next()) {
      const { shared } = walk;
      if (shared > matched && matched < length) continue;
      if (shared < length) {
        let i = shared;
        let at = walk.restAt;
        const end = at + walk.rest;
        while (i < length && at < end && bytes[at] === start[i]) {
          i++;
          at++;
        }
        matched = i;
        if (i < length) {
          if (at === end || bytes[at]! < start[i]!) continue;
          return;
        }
      }
      if (!visit(walk)) return;
    }
  }

  find(wanted: Uint8Array): Postings | null {
    let found: Postings | null = null;
    this.each(wanted, (walk) => {
      // It stands before all that are longer.
      if (walk.shared + walk.rest === wanted.length) found = new Postings(this.bytes, walk.entry());
      return false;
    });
    return found;
  }

  startingWith(start: Uint8Array): Postings[] {
    const found: Postings[] = [];
    this.each(start, (walk) => {
      found.push(new Postings(this.bytes, walk.entry()));
      return true;
    });
    return found;
  }

  /** Of every term that passes; `test` gets a view on its bytes that the next one changes. */
  where(test: (term: Uint8Array) => boolean): Postings[] {
    const { bytes } = this;
    const found: Postings[] = [];
    const walk = this.walk();
    let term = new Uint8Array(256);
    while (walk.next()) {
      const { shared, rest, restAt } = walk;
      const length = shared + rest;
      if (length > term.length) {
        const larger = new Uint8Array(length * 2);
        larger.set(term);
        term = larger;
      }
      for (let i = 0; i < rest; i++) term[shared + i] = bytes[restAt + i]!;
      if (test(term.subarray(0, length))) found.push(new Postings(bytes, walk.entry()));
    }
    return found;
  }
}
