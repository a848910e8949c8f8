/**
 * How ties changed from one period to another: two graphs of the same case, with groups as nodes, laid side by side.
 * What is compared is messages a day, so that periods need not be of one length.
 */
import {
  CHANGE_KINDS,
  type ChangeCounts,
  type ChangeFilter,
  type ChangeKind,
  type ChangeRow,
} from './api.ts';
import { type ContactTies, keyOf } from './graph.ts';

/** Every tie of either graph. Parallel columns; a tie is -1 in the graph that lacks it. */
export interface TieChanges {
  readonly first: ContactTies;
  readonly second: ContactTies;
  readonly inFirst: Int32Array;
  readonly inSecond: Int32Array;
  /** Index in CHANGE_KINDS. */
  readonly kind: Uint8Array;
}

const DAY = 86_400_000;

/** @param lengths of the two periods, ms, above 0. */
export function changesOf(
  first: ContactTies,
  second: ContactTies,
  lengths: readonly [number, number],
): TieChanges {
  const most = first.source.length + second.source.length;
  const inFirst = new Int32Array(most);
  const inSecond = new Int32Array(most);
  const kind = new Uint8Array(most);
  let count = 0;
  // Both stand in one order: ties of people by their people, then those of chats by chat and person.
  for (let one = 0, other = 0; one < first.source.length || other < second.source.length; count++) {
    const order =
      one === first.source.length
        ? 1
        : other === second.source.length
          ? -1
          : orderOf(first, one, second, other);
    inFirst[count] = order <= 0 ? one : -1;
    inSecond[count] = order >= 0 ? other : -1;
    const before = order <= 0 ? first.messages[one]! : 0;
    const after = order >= 0 ? second.messages[other]! : 0;
    kind[count] = CHANGE_KINDS.indexOf(kindOf(before * lengths[1], after * lengths[0]));
    if (order <= 0) one++;
    if (order >= 0) other++;
  }
  return {
    first,
    second,
    inFirst: inFirst.slice(0, count),
    inSecond: inSecond.slice(0, count),
    kind: kind.slice(0, count),
  };
}

function kindOf(before: number, after: number): ChangeKind {
  if (before === 0) return 'new';
  if (after === 0) return 'gone';
  return after > before ? 'stronger' : after < before ? 'weaker' : 'same';
}

/** Below 0 when the tie of the first graph stands before that of the second. */
function orderOf(first: ContactTies, one: number, second: ContactTies, other: number): number {
  const [to, its] = [first.target[one]!, second.target[other]!];
  const [chat, otherChat] = [first.chat[to]!, second.chat[its]!];
  if (chat !== otherChat) return chat - otherChat;
  const from = first.person[first.source[one]!]! - second.person[second.source[other]!]!;
  return from !== 0 || chat >= 0 ? from : first.person[to]! - second.person[its]!;
}

/** The ties of a kind, or all that changed: the greatest difference in messages a day first. */
export function listChanges(
  changes: TieChanges,
  { first, second, kind }: ChangeFilter,
): { counts: ChangeCounts; listed: Uint32Array } {
  const byKind = Object.fromEntries(CHANGE_KINDS.map((one) => [one, 0])) as Record<ChangeKind, number>;
  const wanted: number[] = [];
  const difference = new Float64Array(changes.kind.length);
  const [perFirst, perSecond] = [DAY / (first.to - first.from), DAY / (second.to - second.from)];
  for (let at = 0; at < changes.kind.length; at++) {
    const its = CHANGE_KINDS[changes.kind[at]!]!;
    byKind[its]++;
    if (kind === undefined ? its === 'same' : its !== kind) continue;
    const [before, after] = messagesOf(changes, at);
    difference[at] = Math.abs(after * perSecond - before * perFirst);
    wanted.push(at);
  }
  const listed = Uint32Array.from(wanted).sort(
    (one, other) => difference[other]! - difference[one]! || one - other,
  );
  const sum = ({ messages }: ContactTies): number => messages.reduce((all, one) => all + one, 0);
  return {
    counts: { count: listed.length, byKind, messages: [sum(changes.first), sum(changes.second)] },
    listed,
  };
}

function messagesOf({ first, second, inFirst, inSecond }: TieChanges, at: number): [number, number] {
  return [
    inFirst[at]! < 0 ? 0 : first.messages[inFirst[at]!]!,
    inSecond[at]! < 0 ? 0 : second.messages[inSecond[at]!]!,
  ];
}

export function changeRow(changes: TieChanges, at: number): ChangeRow {
  const { first, second, inFirst, inSecond, kind } = changes;
  const [ties, tie] = inSecond[at]! < 0 ? [first, inFirst[at]!] : [second, inSecond[at]!];
  return {
    kind: CHANGE_KINDS[kind[at]!]!,
    source: keyOf(ties, ties.source[tie]!),
    target: keyOf(ties, ties.target[tie]!),
    messages: messagesOf(changes, at),
    select: [
      inFirst[at]! < 0 ? null : first.select(inFirst[at]!),
      inSecond[at]! < 0 ? null : second.select(inSecond[at]!),
    ],
  };
}
