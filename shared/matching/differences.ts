/** What two exhibits that hold the same messages do not agree on. */
import { type Matching, tolerance } from './match.ts';
import { type Side, STATE } from './side.ts';

/**
 * `deleted`: taken back on one and intact on the other. `text`: the texts differ, edited on one or not.
 * `time`: the times disagree beyond the clocks' offset and its spread. `missing`: one side lacks it, within
 * the stretch that both have of its chat. What has no text and no key that the other side's messages of the
 * chat have as well cannot be known again, and is not said to be lacking.
 */
export const DIFFERENCE_KINDS = ['deleted', 'text', 'time', 'missing'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export interface Difference {
  readonly kind: DifferenceKind;
  /** Messages of the first and the second side; -1: that side lacks it. */
  readonly first: number;
  readonly second: number;
  /** The second's time less the first's and the offset, ms; NaN where one has none. */
  readonly apart: number;
}

/** In order of time on the first side, then those that the first lacks. */
export function differencesOf(first: Side, second: Side, matching: Matching): Difference[] {
  const { ofFirst, ofSecond, offset, chatOnFirst } = matching;
  const shift = offset?.median ?? 0;
  const most = tolerance(offset);
  const found: Difference[] = [];
  const chatOf = (b: number): number => chatOnFirst.get(second.chat[b]!) ?? second.chat[b]!;
  const covered = stretches(first, second, chatOf, shift);
  const isLacking = (side: Side, i: number, chat: number, when: number): boolean => {
    const stretch = covered.get(chat);
    if (stretch === undefined || (side.state[i]! & STATE.ownNote) !== 0) return false;
    const isKeyed = side.key1[i] !== 0 || side.key2[i] !== 0;
    const hasText = (side.text1[i] !== 0 || side.text2[i] !== 0) && (side.state[i]! & STATE.madeText) === 0;
    return (hasText || (isKeyed && stretch.keyed)) && when >= stretch.from && when <= stretch.to;
  };
  for (let a = 0; a < first.count; a++) {
    const b = ofFirst[a]!;
    if (b < 0) {
      if (isLacking(first, a, first.chat[a]!, first.when[a]!)) {
        found.push({ kind: 'missing', first: a, second: -1, apart: Number.NaN });
      }
      continue;
    }
    const apart = second.when[b]! - first.when[a]! - shift;
    const either = first.state[a]! ^ second.state[b]!;
    if ((either & STATE.deleted) !== 0) found.push({ kind: 'deleted', first: a, second: b, apart });
    else if (
      (first.state[a]! & STATE.deleted) === 0 &&
      (first.text1[a] !== second.text1[b] || first.text2[a] !== second.text2[b])
    ) {
      found.push({ kind: 'text', first: a, second: b, apart });
    }
    if (Math.abs(apart) > most + Math.max(first.span[a]!, second.span[b]!)) {
      found.push({ kind: 'time', first: a, second: b, apart });
    }
  }
  for (let b = 0; b < second.count; b++) {
    if (ofSecond[b]! < 0 && isLacking(second, b, chatOf(b), second.when[b]! - shift)) {
      found.push({ kind: 'missing', first: -1, second: b, apart: Number.NaN });
    }
  }
  return found;
}

interface Stretch {
  from: number;
  to: number;
  /** Whether messages have keys there. */
  keyed: boolean;
}

/** By chat: from when to when both sides have messages of it, in the first side's time. */
function stretches(
  first: Side,
  second: Side,
  chatOf: (b: number) => number,
  shift: number,
): Map<number, Stretch> {
  const own = stretchesOf(first, (a) => first.chat[a]!, 0);
  const other = stretchesOf(second, chatOf, shift);
  const both = new Map<number, Stretch>();
  for (const [chat, { from, to, keyed }] of own) {
    const there = other.get(chat);
    if (!there) continue;
    both.set(chat, {
      from: Math.max(from, there.from),
      to: Math.min(to, there.to),
      keyed: keyed && there.keyed,
    });
  }
  return both;
}

function stretchesOf(side: Side, chatOf: (i: number) => number, shift: number): Map<number, Stretch> {
  const found = new Map<number, Stretch>();
  for (let i = 0; i < side.count; i++) {
    const when = side.when[i]! - shift;
    if (Number.isNaN(when)) continue;
    const chat = chatOf(i);
    const keyed = side.key1[i] !== 0 || side.key2[i] !== 0;
    const stretch = found.get(chat);
    if (!stretch) found.set(chat, { from: when, to: when, keyed });
    else {
      stretch.from = Math.min(stretch.from, when);
      stretch.to = Math.max(stretch.to, when);
      stretch.keyed ||= keyed;
    }
  }
  return found;
}
