/** Persons of two exhibits who wrote the same messages, though nothing of their accounts says that they are one. */
import { MATCHED_BY } from '../../shared/matching/index.ts';
import { MESSAGE_KINDS } from '../../shared/model/index.ts';
import { FLAG } from '../../shared/segment/index.ts';
import type { CaseIndex } from './case-index.ts';
import type { Columns } from './columns.ts';
import type { ExhibitPair, Witnesses } from './witnesses.ts';

/** As many pairs, and as great a share of all that is paired of either, as make two senders one for a deletion (shared/matching). */
const FEWEST = 3;
const SHARE = 0.9;

const SYSTEM = MESSAGE_KINDS.indexOf('system');
const CALL = MESSAGE_KINDS.indexOf('call');

export interface WrittenAlike {
  /** On the first and on the second exhibit. */
  readonly people: readonly [number, number];
  readonly exhibits: readonly [string, string];
  /** Messages of the one on the first exhibit that are the other's on the second. */
  readonly matched: number;
  /**
   * Messages that could be the same: what the one who wrote more of them wrote, in the stretch that both
   * exhibits have of these chats, with a text to know it by.
   */
  readonly could: number;
}

/** In the order of the exhibits, then of the first one's people. Empty while the witnesses are not known. */
export function writtenAlike({ witnesses, columns, people, exhibits }: CaseIndex): WrittenAlike[] {
  if (witnesses === null) return [];
  return witnesses.pairs.flatMap((pair) =>
    alikeIn(pair, witnesses, columns, people.length).map(
      ({ first, second, chats, matched }): WrittenAlike => ({
        people: [first, second],
        exhibits: [exhibits[pair.first]!, exhibits[pair.second]!],
        matched,
        could: Math.max(matched, ...knowable(pair, witnesses, columns, [first, second], chats)),
      }),
    ),
  );
}

interface Alike {
  readonly first: number;
  readonly second: number;
  matched: number;
  /** The chats in which that was, as each exhibit has them: first's, then second's. */
  readonly chats: Map<number, number>;
}

/** @param none what a message without a sender has as its sender. */
function alikeIn(
  { first, second, matching }: ExhibitPair,
  { rows }: Witnesses,
  { sender, chat }: Columns,
  none: number,
): Alike[] {
  const [own, others] = [rows[first]!, rows[second]!];
  const pairs = new Map<number, Alike>();
  const [ofFirst, ofSecond] = [new Map<number, number>(), new Map<number, number>()];
  for (let a = 0; a < matching.ofFirst.length; a++) {
    const b = matching.ofFirst[a]!;
    // What was paired by its sender and time alone says nothing of who the sender is.
    if (b < 0 || matching.by[a] === MATCHED_BY.time) continue;
    const [row, other] = [own[a]!, others[b]!];
    const [one, two] = [sender[row]!, sender[other]!];
    if (one === none || two === none) continue;
    ofFirst.set(one, (ofFirst.get(one) ?? 0) + 1);
    ofSecond.set(two, (ofSecond.get(two) ?? 0) + 1);
    if (one === two) continue;
    const key = one * (none + 1) + two;
    let known = pairs.get(key);
    if (!known) {
      known = { first: one, second: two, matched: 0, chats: new Map() };
      pairs.set(key, known);
    }
    known.matched++;
    known.chats.set(chat[row]!, chat[other]!);
  }
  return [...pairs.values()]
    .filter(
      ({ first: one, second: two, matched }) =>
        matched >= FEWEST && matched >= SHARE * ofFirst.get(one)! && matched >= SHARE * ofSecond.get(two)!,
    )
    .sort((a, b) => a.first - b.first || a.second - b.second);
}

/** How many messages of each of two people could be found on the other exhibit. */
function knowable(
  { first, second, matching }: ExhibitPair,
  { rows }: Witnesses,
  columns: Columns,
  [one, two]: readonly [number, number],
  chats: ReadonlyMap<number, number>,
): [number, number] {
  const { asRead, chat } = columns;
  const shift = matching.offset?.median ?? 0;
  const onFirst = new Map([...chats].map(([here, there]) => [there, here]));
  const extents = (exhibit: number, chatOf: (row: number) => number | undefined, off: number) => {
    const found = new Map<number, [from: number, to: number]>();
    for (const row of rows[exhibit]!) {
      const own = chatOf(row);
      const when = asRead[row]! - off;
      if (own === undefined || Number.isNaN(when)) continue;
      const known = found.get(own);
      if (known) known[1] = when;
      else found.set(own, [when, when]);
    }
    return found;
  };
  const here = (row: number): number | undefined => (chats.has(chat[row]!) ? chat[row]! : undefined);
  const there = (row: number): number | undefined => onFirst.get(chat[row]!);
  const [ours, theirs] = [extents(first, here, 0), extents(second, there, shift)];
  const count = (
    exhibit: number,
    person: number,
    chatOf: (row: number) => number | undefined,
    off: number,
  ): number => {
    let messages = 0;
    for (const row of rows[exhibit]!) {
      const { sender, flags, kind } = columns;
      if (sender[row] !== person || (flags[row]! & FLAG.text) === 0) continue;
      if (kind[row] === SYSTEM || kind[row] === CALL) continue;
      const own = chatOf(row);
      const when = asRead[row]! - off;
      const [a, b] = [own === undefined ? undefined : ours.get(own), theirs.get(own ?? -1)];
      if (a && b && when >= Math.max(a[0], b[0]) && when <= Math.min(a[1], b[1])) messages++;
    }
    return messages;
  };
  return [count(first, one, here, 0), count(second, two, there, shift)];
}
