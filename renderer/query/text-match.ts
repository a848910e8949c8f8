/**
 * A phrase in the text or an attachment's name of any message. Texts are searched where they stand, in
 * the segments' heaps; only those whose folding is more than lower-case ASCII are kept a second time, folded.
 */
import { FLAG, type SegmentReader } from '../../shared/segment/index.ts';
import { type Needle, needleOf, searchTexts } from './byte-search.ts';
import type { Columns } from './columns.ts';
import { foldText, mayFold } from './fold.ts';

interface FoldedTexts {
  /** 1 for each message whose text is among the folded ones. */
  readonly isFolded: Uint8Array;
  readonly heap: Uint8Array;
  /** Message and end in the heap of each folded text or attachment name. */
  readonly messages: Uint32Array;
  readonly ends: Uint32Array;
}

class FoldedHeap {
  private bytes = new Uint8Array(4096);
  private length = 0;
  private readonly messages: number[] = [];
  private readonly ends: number[] = [];
  private static readonly encoder = new TextEncoder();

  add(message: number, text: string): void {
    const folded = foldText(text);
    const room = this.length + folded.length * 3;
    if (room > this.bytes.length) {
      const grown = new Uint8Array(Math.max(room, this.bytes.length * 2));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    this.length += FoldedHeap.encoder.encodeInto(folded, this.bytes.subarray(this.length)).written;
    this.messages.push(message);
    this.ends.push(this.length);
  }

  finish(isFolded: Uint8Array): FoldedTexts {
    return {
      isFolded,
      heap: this.bytes.slice(0, this.length),
      messages: Uint32Array.from(this.messages),
      ends: Uint32Array.from(this.ends),
    };
  }
}

/** Whether bytes of UTF-8 hold a code point that folds to more than lower-case ASCII. */
function folds(heap: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const first = heap[i]!;
    if (first < 0x80) continue;
    let code: number;
    if (first < 0xe0) code = ((first & 0x1f) << 6) | (heap[i + 1]! & 0x3f);
    else if (first < 0xf0) {
      code = ((first & 0x0f) << 12) | ((heap[i + 1]! & 0x3f) << 6) | (heap[i + 2]! & 0x3f);
      i++;
    } else {
      code =
        ((first & 0x07) << 18) |
        ((heap[i + 1]! & 0x3f) << 12) |
        ((heap[i + 2]! & 0x3f) << 6) |
        (heap[i + 3]! & 0x3f);
      i += 2;
    }
    i++;
    if (mayFold(code)) return true;
  }
  return false;
}

function foldedTexts(segment: SegmentReader): FoldedTexts {
  const { columns, heaps, count } = segment;
  const isFolded = new Uint8Array(count);
  const folded = new FoldedHeap();
  let start = 0;
  for (let i = 0; i < count; i++) {
    const end = columns.textEnd[i]!;
    if (folds(heaps.text, start, end)) {
      isFolded[i] = 1;
      folded.add(i, segment.text(i)!);
    }
    start = end;
    if ((columns.flags[i]! & FLAG.attachment) === 0) continue;
    for (const { name } of segment.detail(i).attachments ?? []) {
      if (name !== undefined) folded.add(i, name);
    }
  }
  return folded.finish(isFolded);
}

/** Holds the folded texts of segments that have been looked at. */
export class TextMatch {
  private readonly folded = new WeakMap<SegmentReader, FoldedTexts>();

  /** Folds one more segment's texts ahead of the first search; false when there is none left. */
  prepareOne({ segments }: Columns): boolean {
    const next = segments.find(({ reader }) => !this.folded.has(reader));
    if (!next) return false;
    this.prepared(next.reader);
    return true;
  }

  /** 1 for each row that has the phrase; null when the phrase folds to nothing, which every text has. */
  rowsWith(columns: Columns, phrase: string): Uint8Array | null {
    const bytes = new TextEncoder().encode(foldText(phrase));
    if (bytes.length === 0) return null;
    const needle = needleOf(bytes);
    const rows = new Uint8Array(columns.count);
    for (const [s, { reader }] of columns.segments.entries()) {
      const start = columns.starts[s]!;
      this.searchSegment(reader, needle, (message) => {
        rows[columns.rowOf[start + message]!] = 1;
      });
    }
    return rows;
  }

  private searchSegment(segment: SegmentReader, needle: Needle, found: (message: number) => void): void {
    const { isFolded, heap, messages, ends } = this.prepared(segment);
    searchTexts(segment.heaps.text, segment.columns.textEnd, needle, (message) => {
      // The folded text decides for those that have one: the bytes as they stand are not comparable.
      if (isFolded[message] === 0) found(message);
    });
    searchTexts(heap, ends, needle, (text) => found(messages[text]!));
  }

  private prepared(segment: SegmentReader): FoldedTexts {
    let folded = this.folded.get(segment);
    if (!folded) {
      folded = foldedTexts(segment);
      this.folded.set(segment, folded);
    }
    return folded;
  }
}
