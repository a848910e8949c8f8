/**
 * A phrase in the text or an attachment's name of any message. Texts are searched where they stand, in
 * the segments' heaps; only those whose folding is more than lower-case ASCII are kept a second time, folded.
 */
import { FLAG, type SegmentReader } from '../../shared/segment/index.ts';
import { foldText, mayFold } from '../../shared/text/fold.ts';
import { type Needle, needleOf, searchTexts, type TextHeap, traitsOf } from './byte-search.ts';
import type { Columns } from './columns.ts';

interface SegmentTexts {
  /** The texts as they stand in the segment. */
  readonly plain: TextHeap;
  /** 1 for each message whose text is among the folded ones. */
  readonly isFolded: Uint8Array;
  /** Folded texts and attachment names, and the message of each. */
  readonly folded: TextHeap;
  readonly messages: Uint32Array;
}

class FoldedHeap {
  private bytes = new Uint8Array(4096);
  private length = 0;
  private readonly messages: number[] = [];
  private readonly ends: number[] = [];
  private readonly traits: number[] = [];
  private static readonly encoder = new TextEncoder();

  add(message: number, text: string): void {
    const folded = foldText(text);
    const start = this.length;
    const room = start + folded.length * 3;
    if (room > this.bytes.length) {
      const grown = new Uint8Array(Math.max(room, this.bytes.length * 2));
      grown.set(this.bytes.subarray(0, start));
      this.bytes = grown;
    }
    this.length += FoldedHeap.encoder.encodeInto(folded, this.bytes.subarray(start)).written;
    this.messages.push(message);
    this.ends.push(this.length);
    this.traits.push(traitsOf(this.bytes, start, this.length));
  }

  finish(): Pick<SegmentTexts, 'folded' | 'messages'> {
    return {
      folded: {
        heap: this.bytes.slice(0, this.length),
        ends: Uint32Array.from(this.ends),
        traits: Int32Array.from(this.traits),
      },
      messages: Uint32Array.from(this.messages),
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

function textsOf(segment: SegmentReader): SegmentTexts {
  const { columns, heaps, count } = segment;
  const isFolded = new Uint8Array(count);
  const traits = new Int32Array(count);
  const folded = new FoldedHeap();
  let start = 0;
  for (let i = 0; i < count; i++) {
    const end = columns.textEnd[i]!;
    traits[i] = traitsOf(heaps.text, start, end);
    // No trait of another script: the text is ASCII.
    if (traits[i]! >>> 28 !== 0 && folds(heaps.text, start, end)) {
      isFolded[i] = 1;
      folded.add(i, segment.text(i)!);
    }
    start = end;
    if ((columns.flags[i]! & FLAG.attachment) === 0) continue;
    for (const { name } of segment.detail(i).attachments ?? []) {
      if (name !== undefined) folded.add(i, name);
    }
  }
  return { plain: { heap: heaps.text, ends: columns.textEnd, traits }, isFolded, ...folded.finish() };
}

/** Holds what is needed to search the segments that have been looked at. */
export class TextMatch {
  private readonly texts = new WeakMap<SegmentReader, SegmentTexts>();

  /** Folds one more segment's texts ahead of the first search; false when there is none left. */
  prepareOne({ segments }: Columns): boolean {
    const next = segments.find(({ reader }) => !this.texts.has(reader));
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
    const { plain, isFolded, folded, messages } = this.prepared(segment);
    searchTexts(plain, needle, (message) => {
      // The folded text decides for those that have one: the bytes as they stand are not comparable.
      if (isFolded[message] === 0) found(message);
    });
    searchTexts(folded, needle, (text) => found(messages[text]!));
  }

  private prepared(segment: SegmentReader): SegmentTexts {
    let texts = this.texts.get(segment);
    if (!texts) {
      texts = textsOf(segment);
      this.texts.set(segment, texts);
    }
    return texts;
  }
}
