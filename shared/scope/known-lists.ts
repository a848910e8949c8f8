/** What a reader says of a source's chats and accounts before its first message, asked by id. */
import type { Account, Chat, Platform } from '../model/index.ts';

/** Chats and accounts of the source. */
export interface KnownLists {
  readonly chats: readonly Omit<Chat, 'exhibit'>[];
  readonly accounts: readonly Omit<Account, 'exhibit'>[];
  /** An account that is not among these, of which nothing is known but its id; undefined where it is nobody's. */
  nameless?(id: string): Omit<Account, 'exhibit'> | undefined;
}

export class Known {
  private readonly chats: ReadonlyMap<string, Omit<Chat, 'exhibit'>>;
  private readonly accounts: ReadonlyMap<string, Omit<Account, 'exhibit'>>;
  private readonly owners: readonly string[];
  private readonly platform: Platform;
  private readonly nameless: KnownLists['nameless'];

  constructor({ chats, accounts, nameless }: KnownLists, platform: Platform) {
    this.chats = new Map(chats.map((chat) => [chat.id, chat]));
    this.accounts = new Map(accounts.map((account) => [account.id, account]));
    this.owners = accounts.filter(({ isOwner }) => isOwner).map(({ id }) => id);
    this.platform = platform;
    this.nameless = nameless;
  }

  chat(id: string): Omit<Chat, 'exhibit'> | undefined {
    return this.chats.get(id);
  }

  account(id: string): Pick<Account, 'id' | 'platform' | 'phone' | 'names'> {
    return this.accounts.get(id) ?? this.nameless?.(id) ?? { id, platform: this.platform, names: [] };
  }

  /** Who is part of a chat: its members, the other side a direct chat is named after, and the owner. */
  parties(id: string): string[] {
    const chat = this.chats.get(id);
    const direct = chat === undefined || chat.type === 'direct';
    return [...(chat?.members ?? []), ...(direct ? [id] : []), ...this.owners];
  }
}

/** A chat's members and those who wrote in it, in code unit order as members are. */
export function membersWith(members: readonly string[], writers: Iterable<string> = []): string[] {
  return [...new Set([...members, ...writers])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
