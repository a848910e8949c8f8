import type { SourceLists } from '../../shared/contract/case-port.ts';
import type { ReadResult } from '../../shared/evidence/index.ts';
import type { Account, Chat, Platform } from '../../shared/model/index.ts';

/** Keys in the order of `chats.jsonl`. */
function chatLine(exhibit: string, chat: Omit<Chat, 'exhibit'>): Chat {
  const { id, platform, title, type, members } = chat;
  return { id, exhibit, platform, ...(title === undefined ? {} : { title }), type, members };
}

/** Keys in the order of `accounts.jsonl`. */
function accountLine(exhibit: string, account: Omit<Account, 'exhibit'>): Account {
  const { id, platform, phone, handle, names, isOwner } = account;
  return {
    id,
    exhibit,
    platform,
    ...(phone === undefined ? {} : { phone }),
    ...(handle === undefined ? {} : { handle }),
    names,
    ...(isOwner ? { isOwner } : {}),
  };
}

/** In the order of the index, with what the reader reported beyond it appended in the reader's order. */
function inIndexOrder<T extends { readonly id: string }>(
  used: readonly string[],
  reported: readonly T[],
  minimal: (id: string) => T,
): T[] {
  const rest = new Map<string, T>();
  for (const one of reported) if (!rest.has(one.id)) rest.set(one.id, one);
  const list: T[] = [];
  for (const id of used) {
    list.push(rest.get(id) ?? minimal(id));
    rest.delete(id);
  }
  list.push(...rest.values());
  return list;
}

/** A source's chats and accounts as its segments index them; ids nobody described get a bare entry. */
export function sourceLists(
  exhibit: string,
  platform: Platform,
  usedChats: readonly string[],
  usedAccounts: readonly string[],
  result: Pick<ReadResult, 'chats' | 'accounts'>,
): SourceLists {
  return {
    chats: inIndexOrder(usedChats, result.chats, (id) => ({
      id,
      platform,
      type: 'direct' as const,
      members: [],
    })).map((chat) => chatLine(exhibit, chat)),
    accounts: inIndexOrder(usedAccounts, result.accounts, (id) => ({ id, platform, names: [] })).map(
      (account) => accountLine(exhibit, account),
    ),
  };
}
