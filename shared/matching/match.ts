/** Which messages of two exhibits are one: by the platform's key, else by chat, time window and text. */
import { pairChats } from './chat-pairs.ts';
import { type ClockOffset, offsetOf } from './offset.ts';
import { MATCHED_BY, type Side, STATE } from './side.ts';
import { atOnce, type Steps, stretchesOf } from './steps.ts';
import { HashLists } from './table.ts';

export interface Matching {
  /** Partner of each message of the first side, -1: none. */
  readonly ofFirst: Int32Array;
  readonly ofSecond: Int32Array;
  /** MATCHED_BY for each message of the first side, 0: none. */
  readonly by: Uint8Array;
  /** Null where no pair has a time on both sides. */
  readonly offset: ClockOffset | null;
  /** What each chat of the second side is called on the first: its own number, or that of the chat it was paired with. */
  readonly chatOnFirst: ReadonlyMap<number, number>;
}

/** Without keys, times further apart than this are two messages, once the clocks' offset is taken off, ms. */
const WINDOW = 120_000;
/** Clocks that are this far apart are found by texts that are written once, ms. */
const WIDEST_OFFSET = 26 * 3_600_000;
/** An offset needs this many pairs. */
const FEWEST_PAIRS = 3;
/** The scale of the median absolute deviation to a standard deviation of a normal distribution. */
const MAD_SCALE = 1.4826;

/** How far from the offset two times may be and still agree, ms, besides what they leave open. */
export const tolerance = (offset: ClockOffset | null): number =>
  Math.max(60_000, 6 * MAD_SCALE * (offset?.mad ?? 0));

const MIX = 0x9e3779b1;

/** Times of `second` are compared with those of `first` with the estimated offset taken off. */
export const matchSides = (first: Side, second: Side): Matching => atOnce(matchSteps(first, second));

/** What `matchSides` does, in steps. */
export function* matchSteps(first: Side, second: Side): Steps<Matching> {
  const ofFirst = new Int32Array(first.count).fill(-1);
  const ofSecond = new Int32Array(second.count).fill(-1);
  const by = new Uint8Array(first.count);
  const pair = (a: number, b: number, how: number): void => {
    ofFirst[a] = b;
    ofSecond[b] = a;
    by[a] = how;
  };
  yield* matchKeys(first, second, ofSecond, pair);
  const chatOnFirst = yield* pairChats(first, second);
  const chatOf = (b: number): number => chatOnFirst.get(second.chat[b]!) ?? second.chat[b]!;
  const keyed = offsetOfPairs(first, second, ofFirst);
  const taken = { ofFirst, ofSecond, chatOf, pair };
  yield* matchTexts(first, second, taken, keyed && keyed.pairs >= FEWEST_PAIRS ? keyed : null);
  const offset = offsetOfPairs(first, second, ofFirst);
  yield;
  const senders = sendersOnFirst(first, second, ofFirst);
  yield* matchDeleted(first, second, taken, offset?.median ?? 0, senders);
  return { ofFirst, ofSecond, by, offset, chatOnFirst };
}

function* matchKeys(
  first: Side,
  second: Side,
  ofSecond: Int32Array,
  pair: (a: number, b: number, how: number) => void,
): Steps<void> {
  const lists = new HashLists(second.count, second.count);
  for (const { from, to } of stretchesOf(second.count)) {
    for (let b = from; b < to; b++) {
      if (second.key1[b] !== 0 || second.key2[b] !== 0) lists.add(second.key1[b]!, second.key2[b]!, b);
    }
    yield;
  }
  const findFrom = (from: number, to: number): void => {
    for (let a = from; a < to; a++) {
      if (first.key1[a] === 0 && first.key2[a] === 0) continue;
      for (let b = lists.head(first.key1[a]!, first.key2[a]!); b >= 0; b = lists.after(b)) {
        if (ofSecond[b] !== -1) continue;
        // A key is one in its chat. Two phones may know a chat by two ids: then the text must agree as well.
        const sameText =
          (first.text1[a] !== 0 || first.text2[a] !== 0) &&
          first.text1[a] === second.text1[b] &&
          first.text2[a] === second.text2[b];
        if (first.chat[a] !== second.chat[b] && !sameText) continue;
        pair(a, b, MATCHED_BY.key);
        break;
      }
    }
  };
  for (const { from, to } of stretchesOf(first.count)) {
    findFrom(from, to);
    yield;
  }
}

function offsetOfPairs(first: Side, second: Side, ofFirst: Int32Array): ClockOffset | null {
  const differences = new Float64Array(first.count);
  let found = 0;
  for (let a = 0; a < first.count; a++) {
    const b = ofFirst[a]!;
    if (b < 0 || first.span[a]! > 60_000 || second.span[b]! > 60_000) continue;
    const difference = second.when[b]! - first.when[a]!;
    if (!Number.isNaN(difference)) differences[found++] = difference;
  }
  return offsetOf(differences.slice(0, found));
}

interface Taken {
  readonly ofFirst: Int32Array;
  readonly ofSecond: Int32Array;
  chatOf(b: number): number;
  pair(a: number, b: number, how: number): void;
}

/** Whether a message can be known again by its text: it has one, and no key of its own decided already. */
const hasText = (side: Side, i: number): boolean =>
  (side.text1[i] !== 0 || side.text2[i] !== 0) &&
  (side.state[i]! & STATE.ownNote) === 0 &&
  !Number.isNaN(side.when[i]!);

const keyOf = (chat: number, text: number): number => (text ^ Math.imul(chat + 1, MIX)) >>> 0;

/**
 * Equal texts of a chat in order of time, each with the first within the window. A message that has a key
 * is not matched by text with another that has one: their keys differ.
 */
function* matchTexts(first: Side, second: Side, taken: Taken, known: ClockOffset | null): Steps<void> {
  const { ofFirst, ofSecond, chatOf, pair } = taken;
  const lists = new HashLists(second.count, second.count);
  for (const { from, to } of stretchesOf(second.count)) {
    for (let b = from; b < to; b++) {
      if (ofSecond[b] === -1 && hasText(second, b)) {
        lists.add(keyOf(chatOf(b), second.text1[b]!), second.text2[b]!, b);
      }
    }
    yield;
  }
  const offset = known ?? (yield* offsetOfUniques(first, second, taken, lists));
  const shift = offset?.median ?? 0;
  const reach = Math.max(WINDOW, 6 * MAD_SCALE * (offset?.mad ?? 0));
  const findFrom = (from: number, to: number): void => {
    for (let a = from; a < to; a++) {
      if (ofFirst[a] !== -1 || !hasText(first, a)) continue;
      const [one, two] = [keyOf(first.chat[a]!, first.text1[a]!), first.text2[a]!];
      const expected = first.when[a]! + shift;
      let b = lists.head(one, two);
      // Those too early for this one are too early for all that follow it.
      while (b >= 0 && second.when[b]! + second.span[b]! < expected - reach) b = lists.after(b);
      lists.behead(one, two, b);
      for (; b >= 0 && second.when[b]! <= expected + first.span[a]! + reach; b = lists.after(b)) {
        if (ofSecond[b] !== -1 || (isKeyed(first, a) && isKeyed(second, b))) continue;
        pair(a, b, MATCHED_BY.text);
        break;
      }
    }
  };
  for (const { from, to } of stretchesOf(first.count)) {
    findFrom(from, to);
    yield;
  }
}

const isKeyed = (side: Side, i: number): boolean => side.key1[i] !== 0 || side.key2[i] !== 0;

/** From texts that a chat has once on each side. */
function* offsetOfUniques(
  first: Side,
  second: Side,
  taken: Taken,
  lists: HashLists,
): Steps<ClockOffset | null> {
  const { ofFirst } = taken;
  const own = new HashLists(first.count, first.count);
  for (const { from, to } of stretchesOf(first.count)) {
    for (let a = from; a < to; a++) {
      if (ofFirst[a] === -1 && hasText(first, a)) {
        own.add(keyOf(first.chat[a]!, first.text1[a]!), first.text2[a]!, a);
      }
    }
    yield;
  }
  const differences: number[] = [];
  const findFrom = (from: number, to: number): void => {
    for (let a = from; a < to; a++) {
      if (ofFirst[a] !== -1 || !hasText(first, a) || (first.state[a]! & STATE.telling) === 0) continue;
      const [one, two] = [keyOf(first.chat[a]!, first.text1[a]!), first.text2[a]!];
      const b = lists.head(one, two);
      if (b < 0 || lists.after(b) >= 0 || own.head(one, two) !== a || own.after(a) >= 0) continue;
      const difference = second.when[b]! - first.when[a]!;
      if (Math.abs(difference) <= WIDEST_OFFSET) differences.push(difference);
    }
  };
  for (const { from, to } of stretchesOf(first.count)) {
    findFrom(from, to);
    yield;
  }
  return differences.length < FEWEST_PAIRS ? null : offsetOf(Float64Array.from(differences));
}

/** Pairs that must agree before two senders count as one, and their share of all that a sender has. */
const SENDER_PAIRS = 3;
const SENDER_SHARE = 0.9;

/** Whom the first side has as the sender of what a sender of the second wrote, by the messages that are paired. */
function sendersOnFirst(first: Side, second: Side, ofFirst: Int32Array): ReadonlyMap<number, number> {
  const counts = new Map<number, Map<number, number>>();
  for (let a = 0; a < first.count; a++) {
    const b = ofFirst[a]!;
    if (b < 0) continue;
    const own = counts.get(second.sender[b]!) ?? new Map<number, number>();
    counts.set(second.sender[b]!, own);
    own.set(first.sender[a]!, (own.get(first.sender[a]!) ?? 0) + 1);
  }
  const senders = new Map<number, number>();
  for (const [sender, own] of counts) {
    const all = [...own.values()].reduce((sum, count) => sum + count, 0);
    for (const [other, count] of own) {
      if (count >= SENDER_PAIRS && count >= SENDER_SHARE * all) senders.set(sender, other);
    }
  }
  return senders;
}

/** A deleted message without text is the one message of its sender that the other side has then. */
function* matchDeleted(
  first: Side,
  second: Side,
  taken: Taken,
  shift: number,
  senders: ReadonlyMap<number, number>,
): Steps<void> {
  const { ofFirst, ofSecond, chatOf, pair } = taken;
  const isBare = (side: Side, i: number): boolean =>
    (side.state[i]! & STATE.deleted) !== 0 && side.text1[i] === 0 && side.text2[i] === 0;
  const each = (
    side: Side,
    own: Int32Array,
    other: Side,
    others: Int32Array,
    off: number,
    alike: (i: number, j: number) => boolean,
    found: (i: number, j: number) => void,
  ): void => {
    for (let i = 0; i < side.count; i++) {
      if (own[i] !== -1 || !isBare(side, i) || Number.isNaN(side.when[i]!)) continue;
      const from = side.when[i]! + off - 2000;
      let only = -1;
      for (let j = firstFrom(other.when, from - 60_000); j < other.count; j++) {
        if (!(other.when[j]! <= from + 4000 + side.span[i]!)) break;
        if (other.when[j]! + other.span[j]! < from) continue;
        if (others[j] !== -1 || !alike(i, j)) continue;
        if ((isKeyed(side, i) && isKeyed(other, j)) || (other.state[j]! & STATE.ownNote) !== 0) continue;
        only = only === -1 ? j : -2;
      }
      if (only >= 0) found(i, only);
    }
  };
  const alike = (a: number, b: number): boolean =>
    first.chat[a] === chatOf(b) && first.sender[a] === (senders.get(second.sender[b]!) ?? second.sender[b]!);
  const found = (a: number, b: number): void => pair(a, b, MATCHED_BY.time);
  each(first, ofFirst, second, ofSecond, shift, alike, found);
  yield;
  each(
    second,
    ofSecond,
    first,
    ofFirst,
    -shift,
    (b, a) => alike(a, b),
    (b, a) => found(a, b),
  );
}

/** The first of ascending times, NaN last, that is not below one. */
function firstFrom(when: Float64Array, time: number): number {
  let [from, to] = [0, when.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (when[middle]! < time) from = middle + 1;
    else to = middle;
  }
  return from;
}
