/** Where a phrase stands in a text as the search finds it: shared/text/fold.ts. */
import { foldText } from '../../../shared/text/fold.ts';

/** A letter with the marks that may be composed with it. */
const CLUSTER = /[\s\S]\p{M}*/gu;

/**
 * UTF-16 ranges of the text, ascending and apart, that the phrase folds to. Only what can be told exactly:
 * where folding joins or divides letters across a range's end, that range is left out.
 */
export function foundRanges(text: string, phrase: string): [start: number, end: number][] {
  const needle = foldText(phrase);
  if (needle === '') return [];
  const whole = foldText(text);
  if (!whole.includes(needle)) return [];
  // Offsets in the folded text at which a cluster of the text begins, and that cluster's offset.
  const begins = new Map<number, number>();
  const ends = new Map<number, number>();
  let folded = '';
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const own = foldText(cluster);
    if (own === '') continue;
    begins.set(folded.length, index);
    folded += own;
    ends.set(folded.length, index + cluster.length);
  }
  if (folded !== whole) return [];
  const ranges: [number, number][] = [];
  for (let at = whole.indexOf(needle); at >= 0; at = whole.indexOf(needle, at + needle.length)) {
    const start = begins.get(at);
    const end = ends.get(at + needle.length);
    if (start !== undefined && end !== undefined) ranges.push([start, end]);
  }
  return ranges;
}
