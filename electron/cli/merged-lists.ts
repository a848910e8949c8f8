/** One list of chats and one of accounts of an import, from those of its sources. */
import type { SourceLists } from '../../shared/contract/case-port.ts';
import type { Account, Chat, SeenName } from '../../shared/model/index.ts';

const keyOf = (one: Chat | Account): string => `${one.exhibit}\0${one.platform}\0${one.id}`;

function merged<T extends Chat | Account>(lists: Iterable<T>, merge: (first: T, next: T) => T): T[] {
  const found = new Map<string, T>();
  for (const one of lists) {
    const first = found.get(keyOf(one));
    found.set(keyOf(one), first ? merge(first, one) : one);
  }
  return [...found.values()];
}

function mergeChats(first: Chat, next: Chat): Chat {
  const members = [...new Set([...first.members, ...next.members])].sort();
  const { id, exhibit, platform, type } = first;
  const title = first.title ?? next.title;
  return { id, exhibit, platform, ...(title === undefined ? {} : { title }), type, members };
}

function mergeAccounts(first: Account, next: Account): Account {
  const { id, exhibit, platform } = first;
  const phone = first.phone ?? next.phone;
  const handle = first.handle ?? next.handle;
  const names = new Map<string, SeenName>();
  for (const seen of [...first.names, ...next.names]) names.set(`${seen.name}\0${seen.from}`, seen);
  return {
    id,
    exhibit,
    platform,
    ...(phone === undefined ? {} : { phone }),
    ...(handle === undefined ? {} : { handle }),
    names: [...names.values()],
    ...(first.isOwner || next.isOwner ? { isOwner: true as const } : {}),
  };
}

/**
 * The lists in the order first met. The same id on the same platform in one exhibit is one entry, also
 * when several of its sources have it: members and names are joined, the first title and number stand.
 */
export function mergedLists(sources: readonly SourceLists[]): { chats: Chat[]; accounts: Account[] } {
  return {
    chats: merged(
      sources.flatMap(({ chats }) => chats),
      mergeChats,
    ),
    accounts: merged(
      sources.flatMap(({ accounts }) => accounts),
      mergeAccounts,
    ),
  };
}
