/**
 * The search structures of a group: up to GROUP_MESSAGES messages of one source. Built from the segments
 * as they are stored; `Block` reads what comes out.
 */
import { furtherTexts } from '../../../shared/search/searched-texts.ts';
import { GAP } from '../../../shared/search/terms.ts';
import { FLAG, type SegmentReader } from '../../../shared/segment/index.ts';
import { HEAD_BYTES } from './block.ts';
import { FURTHER } from './message-texts.ts';
import { TermLister } from './term-lister.ts';
import { ByteWriter } from './varint.ts';

/** Messages of a group: memory while it is built is about 12 bytes for each of their words. */
export const GROUP_MESSAGES = 1 << 18;
/** A block ends when it passes this. */
const BLOCK_BYTES = 64 * 1024;

export interface BuiltBlock {
  /** The least term in it. */
  readonly first: Uint8Array;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export class GroupBuilder {
  private readonly lister = new TermLister();
  private tokens = 0;
  private terms = new Uint32Array(1 << 16);
  private docs = new Uint32Array(1 << 16);
  private places = new Uint32Array(1 << 16);
  private docCount = 0;

  /** Messages taken so far. */
  get messages(): number {
    return this.docCount;
  }

  /** Messages of which nothing is known: no search finds them. */
  skip(messages: number): void {
    this.docCount += messages;
  }

  add(segment: SegmentReader): void {
    const { count, columns } = segment;
    for (let i = 0; i < count; i++) {
      const doc = this.docCount++;
      const flags = columns.flags[i]!;
      let place = 0;
      if ((flags & FLAG.text) !== 0) place = this.text(doc, segment, i) + GAP;
      if ((flags & FURTHER) === 0) continue;
      for (const text of furtherTexts(segment.detail(i))) {
        place = this.lister.text(text, place, (term, at) => this.put(term, doc, at)) + GAP;
      }
    }
  }

  private text(doc: number, segment: SegmentReader, i: number): number {
    const before = this.tokens;
    const put = (term: number, place: number): void => this.put(term, doc, place);
    const end = this.lister.bytes(segment.textBytes(i), put);
    if (end !== null) return end;
    this.tokens = before;
    return this.lister.text(segment.text(i)!, 0, put);
  }

  private put(term: number, doc: number, place: number): void {
    const at = this.tokens++;
    if (at === this.terms.length) {
      this.terms = doubled(this.terms);
      this.docs = doubled(this.docs);
      this.places = doubled(this.places);
    }
    this.terms[at] = term;
    this.docs[at] = doc;
    this.places[at] = place;
  }

  /** The group's blocks, in order of their terms. The builder is of no more use. */
  *finish(): Generator<BuiltBlock> {
    const { tokens } = this;
    const { table } = this.lister;
    // Tokens of each term together, in order of messages and places: a counting sort.
    const starts = new Uint32Array(table.count + 1);
    for (let i = 0; i < tokens; i++) starts[this.terms[i]! + 1]!++;
    for (let term = 0; term < table.count; term++) starts[term + 1]! += starts[term]!;
    const next = starts.slice(0, table.count);
    const docs = new Uint32Array(tokens);
    const places = new Uint32Array(tokens);
    for (let i = 0; i < tokens; i++) {
      const at = next[this.terms[i]!]!++;
      docs[at] = this.docs[i]!;
      places[at] = this.places[i]!;
    }

    const block = new BlockWriter(docs, places);
    for (const term of table.sorted()) {
      const [start, end] = [starts[term]!, starts[term + 1]!];
      // Of a text that was given up half-way, and then listed by other terms.
      if (start === end) continue;
      block.add(table.bytes(term), start, end);
      if (block.size >= BLOCK_BYTES) yield block.finish();
    }
    if (block.size > 0) yield block.finish();
  }
}

function doubled(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

class BlockWriter {
  private readonly docs: Uint32Array;
  private readonly places: Uint32Array;
  private readonly list = new ByteWriter();
  private readonly postings = new ByteWriter();
  private readonly steps = new ByteWriter();
  private terms = 0;
  private first = new Uint8Array();
  private last = new Uint8Array();

  /** @param docs each term's together, ascending, beside `places`, ascending within a message. */
  constructor(docs: Uint32Array, places: Uint32Array) {
    this.docs = docs;
    this.places = places;
  }

  get size(): number {
    return this.list.length + this.postings.length;
  }

  add(term: Uint8Array, start: number, end: number): void {
    const { docs, places, list, postings, steps } = this;
    let shared = 0;
    const most = Math.min(term.length, this.last.length);
    while (shared < most && term[shared] === this.last[shared]) shared++;
    if (this.terms++ === 0) this.first = term.slice();
    this.last = term.slice();

    steps.clear();
    const from = postings.length;
    let count = 0;
    let before = 0;
    for (let i = start; i < end; ) {
      const doc = docs[i]!;
      let next = i + 1;
      while (next < end && docs[next] === doc) next++;
      const step = (doc - before) * 2;
      if (next - i === 1) postings.number(step);
      else {
        postings.number(step + 1);
        postings.number(next - i);
      }
      let place = 0;
      for (; i < next; i++) {
        steps.number(places[i]! - place);
        place = places[i]!;
      }
      before = doc;
      count++;
    }
    list.number(shared);
    list.number(term.length - shared);
    list.put(term.subarray(shared));
    list.number(count);
    list.number(postings.length - from);
    list.number(steps.length);
    postings.put(steps.written);
  }

  finish(): BuiltBlock {
    const { list, postings } = this;
    const bytes = new Uint8Array(HEAD_BYTES + list.length + postings.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, this.terms, true);
    view.setUint32(4, list.length, true);
    bytes.set(list.written, HEAD_BYTES);
    bytes.set(postings.written, HEAD_BYTES + list.length);
    const { first } = this;
    list.clear();
    postings.clear();
    this.terms = 0;
    this.last = new Uint8Array();
    return { first, bytes };
  }
}
