/** Which chats the list shows, and in what order. */
import type { ChatRow, PersonRow } from '../../query/api.ts';

export const CHAT_ORDERS = ['latest', 'messages', 'matches', 'title'] as const;
export type ChatOrder = (typeof CHAT_ORDERS)[number];

const wordsOf = new WeakMap<readonly PersonRow[], readonly string[]>();

/** What each person is found by: names, number, ids; lower case. */
function peopleWords(people: readonly PersonRow[]): readonly string[] {
  let words = wordsOf.get(people);
  if (!words) {
    words = people.map(({ name, names, phone = '', ids }) =>
      [name, ...names.map((seen) => seen.name), phone, ...ids.map(({ id }) => id)].join('\n').toLowerCase(),
    );
    wordsOf.set(people, words);
  }
  return words;
}

/** Chats whose title or id, or the name or number of somebody in them, holds what is looked for. */
function found(chats: readonly ChatRow[], people: readonly PersonRow[], query: string): ChatRow[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [...chats];
  const isMeant = peopleWords(people).map((words) => words.includes(wanted));
  return chats.filter(
    ({ title, id, members }) =>
      title.toLowerCase().includes(wanted) ||
      id.toLowerCase().includes(wanted) ||
      members.some((person) => isMeant[person]),
  );
}

/**
 * How many messages of each chat the filter lets through.
 * @param byChat counts of the filter without its own list of chats. @param chosen that list; absent = all.
 */
export function matchesOf(byChat: Uint32Array, chosen: readonly number[] | undefined): Uint32Array {
  if (chosen === undefined) return byChat;
  const isChosen = new Set(chosen);
  return byChat.map((count, chat) => (isChosen.has(chat) ? count : 0));
}

const byTitle = new Intl.Collator('en', { numeric: true });

/**
 * @param query a part of a title, name or number; empty for all.
 * @param matches of the current filter, by chat.
 */
export function orderedChats(
  chats: readonly ChatRow[],
  people: readonly PersonRow[],
  query: string,
  order: ChatOrder,
  matches: Uint32Array | null,
): ChatRow[] {
  const shown = found(chats, people, query);
  // Equal ones stay in the order of the case.
  if (order === 'title') return shown.sort((a, b) => byTitle.compare(a.title, b.title) || a.index - b.index);
  const rank = {
    latest: ({ to }: ChatRow) => to ?? Number.NEGATIVE_INFINITY,
    messages: ({ messages }: ChatRow) => messages,
    matches: ({ index }: ChatRow) => matches?.[index] ?? 0,
  }[order];
  return shown.sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first === second ? a.index - b.index : first > second ? -1 : 1;
  });
}
