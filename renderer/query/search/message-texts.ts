/** What of a message is searched, read where it is stored: the one place at which searches read texts. */
import { furtherTexts } from '../../../shared/search/index.ts';
import { FLAG, type SegmentReader } from '../../../shared/segment/index.ts';

/** Messages of a segment by their place in it. */
export type SegmentTexts = (i: number) => string[];

const FURTHER = FLAG.attachment | FLAG.poll | FLAG.location | FLAG.system;

/** Opens a segment's texts. */
export async function textsIn(segment: SegmentReader): Promise<SegmentTexts> {
  return (i) => {
    const flags = segment.columns.flags[i]!;
    const texts = (flags & FLAG.text) === 0 ? [] : [segment.text(i)!];
    return (flags & FURTHER) === 0 ? texts : [...texts, ...furtherTexts(segment.detail(i))];
  };
}
