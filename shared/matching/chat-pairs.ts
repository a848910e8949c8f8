/** Chats that two exhibits know by different names, such as a group and its export as text. */
import { type Side, STATE } from './side.ts';
import { type Steps, stretchesOf } from './steps.ts';
import { HashLists } from './table.ts';

/** A pair of chats needs this many texts that each side has once, and this share of all that speak for either. */
const FEWEST = 3;
const SHARE = 0.6;

/** The chats of the second side that are one of the first's, by texts that both have once. */
export function* pairChats(first: Side, second: Side): Steps<ReadonlyMap<number, number>> {
  const [ours, theirs] = [new Set(first.chat), new Set(second.chat)];
  const isOdd = (side: Side, i: number, other: ReadonlySet<number>): boolean =>
    !other.has(side.chat[i]!) &&
    (side.state[i]! & (STATE.telling | STATE.ownNote)) === STATE.telling &&
    (side.text1[i] !== 0 || side.text2[i] !== 0);
  yield;
  if (ours.size === 0 || theirs.size === 0) return new Map();
  const firstLists = yield* listsOf(first);
  const secondLists = yield* listsOf(second);
  const votes = new Map<string, { a: number; b: number; count: number }>();
  const [ofA, ofB] = [new Map<number, number>(), new Map<number, number>()];
  const voteFrom = (from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      if (!isOdd(first, i, theirs)) continue;
      const j = secondLists.head(first.text1[i]!, first.text2[i]!);
      if (j < 0 || secondLists.after(j) >= 0 || !isOdd(second, j, ours)) continue;
      if (firstLists.head(first.text1[i]!, first.text2[i]!) !== i || firstLists.after(i) >= 0) continue;
      const [a, b] = [first.chat[i]!, second.chat[j]!];
      const vote = votes.get(`${a} ${b}`) ?? { a, b, count: 0 };
      vote.count++;
      votes.set(`${a} ${b}`, vote);
      ofA.set(a, (ofA.get(a) ?? 0) + 1);
      ofB.set(b, (ofB.get(b) ?? 0) + 1);
    }
  };
  for (const { from, to } of stretchesOf(first.count)) {
    voteFrom(from, to);
    yield;
  }
  const pairs = new Map<number, number>();
  for (const { a, b, count } of votes.values()) {
    if (count >= FEWEST && count >= SHARE * ofA.get(a)! && count >= SHARE * ofB.get(b)!) pairs.set(b, a);
  }
  return pairs;
}

function* listsOf(side: Side): Steps<HashLists> {
  const lists = new HashLists(side.count, side.count);
  for (const { from, to } of stretchesOf(side.count)) {
    for (let i = from; i < to; i++) {
      if (side.text1[i] !== 0 || side.text2[i] !== 0) lists.add(side.text1[i]!, side.text2[i]!, i);
    }
    yield;
  }
  return lists;
}
