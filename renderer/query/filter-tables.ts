/** What a filter's lists let pass, by index. */
import type { CaseIndex } from './case-index.ts';

/** 1 for each index in the list; all ones when there is no list. */
export function allowed(list: readonly number[] | undefined, size: number): Uint8Array {
  const table = new Uint8Array(size);
  if (list === undefined) return table.fill(1);
  for (const index of list) table[index] = 1;
  return table;
}

/** Chats in which two people talk to each other: direct and group chats that have both. */
export function chatsBetween({ chats }: CaseIndex, [a, b]: readonly [number, number]): number[] {
  return chats
    .filter(({ type, members }) => isConversation(type) && members.includes(a) && members.includes(b))
    .map(({ index }) => index);
}

/** In a status feed, a channel or a broadcast list the members do not talk to each other. */
export function isConversation(type: CaseIndex['chats'][number]['type']): boolean {
  return type === 'direct' || type === 'group';
}
