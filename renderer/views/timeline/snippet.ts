import type { Ranges } from '../filters/search-plan.ts';

/** Of a text in one line about so much can be seen; what is found behind it needs the text to begin later. */
const SEEN = 70;
/** Characters before what is found that stay in sight. */
const BEFORE = 30;

/** Where a text shown in one line begins, so that the first range of it is in sight; 0 for its own beginning. */
export function snippetStart(text: string, ranges: Ranges): number {
  const first = ranges[0];
  if (!first || first[1] <= SEEN) return 0;
  const from = Math.max(0, first[0] - BEFORE);
  const space = text.slice(from, first[0]).search(/\s\S/u);
  if (space >= 0) return from + space + 1;
  // Never within a letter of two units.
  return /[\uDC00-\uDFFF]/.test(text[from] ?? '') ? from - 1 : from;
}
