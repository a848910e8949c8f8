/** What of a message shows why it was found: the part of its texts in which most of the query stands. */
import { foundIn, type Plan } from '../../../shared/search/index.ts';
import type { Snippet } from '../api.ts';

/** UTF-16 units: two lines of a result. */
const LONGEST = 240;
/** So much of what stands before the first thing found is shown with it. */
const BEFORE = 40;

/** @param texts of the message, in the order in which they are searched. @returns null when it has none. */
export function snippetOf(plan: Plan, texts: readonly string[]): Snippet | null {
  let best: { readonly text: string; readonly found: readonly Stretch[] } | null = null;
  for (const text of texts) {
    const found = foundIn(plan, text);
    if (best === null || found.length > best.found.length) best = { text, found };
  }
  return best === null ? null : cut(best.text, best.found);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

function cut(text: string, found: readonly Stretch[]): Snippet {
  const first = text.length <= LONGEST ? undefined : found[fullest(found)];
  const start = first === undefined || first.end <= LONGEST ? 0 : startBefore(text, first.start);
  const end = startOfLetter(text, Math.min(text.length, start + LONGEST));
  const shown = found.filter((one) => one.start < end && one.end > start);
  return {
    text: text.slice(start, end),
    found: shown.map((one) => [Math.max(0, one.start - start), Math.min(end, one.end) - start]),
    begunBefore: start > 0,
    goesOn: end < text.length,
  };
}

/** Of the stretches, the one from which on most others are near; of several the first. */
function fullest(found: readonly Stretch[]): number {
  let best = 0;
  let most = 0;
  let end = 0;
  for (let i = 0; i < found.length; i++) {
    const within = found[i]!.start + LONGEST - BEFORE;
    while (end < found.length && found[end]!.end <= within) end++;
    if (end - i > most) {
      most = end - i;
      best = i;
    }
  }
  return best;
}

/** Some letters before a place, where a word begins if one does there. */
function startBefore(text: string, place: number): number {
  const from = Math.max(0, place - BEFORE);
  const space = text.slice(from, place).search(/\s\S/u);
  return space < 0 ? startOfLetter(text, from) : from + space + 1;
}

/** Never within a letter of two units. */
const startOfLetter = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at;
