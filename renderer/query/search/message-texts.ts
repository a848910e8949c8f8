/** What of a message is searched, read where it is stored: the one place at which searches read texts. */
import { furtherTexts } from '../../../shared/search/index.ts';
import { FLAG, type SegmentReader } from '../../../shared/segment/index.ts';
import type { HeldSegment, OpenSegments } from '../held-segment.ts';

/** Messages of a segment by their place in it. */
export type SegmentTexts = (i: number) => string[];

/** Messages that have further texts in their details. */
export const FURTHER = FLAG.attachment | FLAG.poll | FLAG.location | FLAG.system;

/** The texts of an opened segment's message. */
export function textsOf(segment: SegmentReader, i: number): string[] {
  const flags = segment.columns.flags[i]!;
  const texts = (flags & FLAG.text) === 0 ? [] : [segment.text(i)!];
  return (flags & FURTHER) === 0 ? texts : [...texts, ...furtherTexts(segment.detail(i))];
}

/** Opens a segment's texts. @throws SegmentLost */
export async function textsIn(held: HeldSegment, open: OpenSegments): Promise<SegmentTexts> {
  const segment = (await open([held]))[0]!;
  return (i) => textsOf(segment, i);
}
