/** Who and what the ids of an import stand for. */
import type { Account, Chat, Message } from '../../../shared/model/index.ts';

/** Accounts with one id on one platform are one person, in whatever exhibits they are; equal names alone never are. */
export type PersonKey = string;
export type ChatKey = string;

export class People {
  private readonly names = new Map<PersonKey, string>();
  private readonly owners = new Map<string, PersonKey[]>();
  private readonly chats = new Map<ChatKey, { title: string; chat: Chat; members: Set<string> }>();

  constructor(accounts: readonly Account[], chats: readonly Chat[]) {
    for (const account of accounts) {
      const key = People.person(account.platform, account.id);
      const best = account.names[0]?.name ?? account.handle ?? account.phone;
      const known = this.names.get(key);
      if (best !== undefined && (known === undefined || known === account.id)) this.names.set(key, best);
      if (account.isOwner) {
        const owner = `${account.exhibit}\0${account.platform}`;
        this.owners.set(owner, [...(this.owners.get(owner) ?? []), account.id]);
      }
    }
    for (const chat of chats) {
      const key = People.chat(chat.platform, chat.id);
      const known = this.chats.get(key);
      if (known) for (const member of chat.members) known.members.add(member);
      else {
        const others = chat.members.filter((id) => !this.ownersOf(chat.exhibit, chat.platform).includes(id));
        const named = others.slice(0, 4).map((id) => this.nameOf(chat.platform, id));
        const title = chat.title ?? (named.length > 0 ? named.join(', ') : chat.id);
        this.chats.set(key, { title, chat, members: new Set(chat.members) });
      }
    }
  }

  static person(platform: string, id: string): PersonKey {
    return `${platform}\0${id}`;
  }

  static chat(platform: string, id: string): ChatKey {
    return `${platform}\0${id}`;
  }

  nameOf(platform: string, id: string): string {
    return this.names.get(People.person(platform, id)) ?? id;
  }

  titleOf(platform: string, chat: string): string {
    return this.chats.get(People.chat(platform, chat))?.title ?? chat;
  }

  typeOf(platform: string, chat: string): Chat['type'] {
    return this.chats.get(People.chat(platform, chat))?.chat.type ?? 'direct';
  }

  private ownersOf(exhibit: string, platform: string): readonly string[] {
    return this.owners.get(`${exhibit}\0${platform}`) ?? [];
  }

  /** Whom a message in a direct chat went to: the other members, else the device's owner, else nobody known. */
  counterparts({ platform, chat, exhibit, sender }: Message): string[] {
    const members = this.chats.get(People.chat(platform, chat))?.members ?? new Set();
    const others = [...members].filter((id) => id !== sender);
    if (others.length > 0) return others;
    return this.ownersOf(exhibit, platform).filter((id) => id !== sender);
  }
}
