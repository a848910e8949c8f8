/** Who and what the ids of a report's messages stand for. */
import type { NamedAccount, NamedChat } from '../../../shared/contract/reported.ts';
import type { Chat, Message } from '../../../shared/model/index.ts';

/** An id as a message of an exhibit has it. */
type Owned = Pick<Message, 'exhibit' | 'platform'>;

interface KnownChat {
  readonly title: string;
  readonly type: Chat['type'];
  readonly members: Set<string>;
}

const within = ({ exhibit, platform }: Owned, id: string): string => `${exhibit}\0${platform}\0${id}`;

/**
 * Unless the lists say more, accounts with one id on one platform are one person, and chats with one id one
 * chat, in whatever exhibits they are; equal names alone never are.
 */
export class People {
  private readonly persons = new Map<string, string>();
  private readonly names = new Map<string, string>();
  private readonly owners = new Map<string, string[]>();
  private readonly chatKeys = new Map<string, string>();
  private readonly chats = new Map<string, KnownChat>();

  constructor(accounts: readonly NamedAccount[], chats: readonly NamedChat[]) {
    for (const account of accounts) {
      if (account.person !== undefined) this.persons.set(within(account, account.id), account.person);
      const key = this.personKey(account, account.id);
      const best = account.names[0]?.name ?? account.handle ?? account.phone;
      const known = this.names.get(key);
      if (best !== undefined && (known === undefined || known === account.id)) this.names.set(key, best);
      if (account.isOwner) {
        const owner = within(account, '');
        this.owners.set(owner, [...(this.owners.get(owner) ?? []), account.id]);
      }
    }
    for (const chat of chats) {
      if (chat.key !== undefined) this.chatKeys.set(within(chat, chat.id), chat.key);
      const key = this.chatKey(chat, chat.id);
      const known = this.chats.get(key);
      if (known) for (const member of chat.members) known.members.add(member);
      else {
        const others = chat.members.filter((id) => !this.ownersOf(chat).includes(id));
        const named = others.slice(0, 4).map((id) => this.nameOf(chat, id));
        const title = chat.title ?? (named.length > 0 ? named.join(', ') : chat.id);
        this.chats.set(key, { title, type: chat.type, members: new Set(chat.members) });
      }
    }
  }

  personKey(of: Owned, id: string): string {
    return this.persons.get(within(of, id)) ?? `${of.platform}\0${id}`;
  }

  chatKey(of: Owned, id: string): string {
    return this.chatKeys.get(within(of, id)) ?? `${of.platform}\0${id}`;
  }

  nameOf(of: Owned, id: string): string {
    return this.names.get(this.personKey(of, id)) ?? id;
  }

  titleOf(of: Owned, chat: string): string {
    return this.chats.get(this.chatKey(of, chat))?.title ?? chat;
  }

  typeOf(of: Owned, chat: string): Chat['type'] {
    return this.chats.get(this.chatKey(of, chat))?.type ?? 'direct';
  }

  private ownersOf(of: Owned): readonly string[] {
    return this.owners.get(within(of, '')) ?? [];
  }

  /** Whom a message in a direct chat went to: the other members, else the device's owner, else nobody known. */
  counterparts(message: Message): string[] {
    const { chat, sender } = message;
    const own = sender === undefined ? undefined : this.personKey(message, sender);
    const members = this.chats.get(this.chatKey(message, chat))?.members ?? new Set();
    const isOther = (id: string): boolean => this.personKey(message, id) !== own;
    const others = [...members].filter(isOther);
    return others.length > 0 ? others : this.ownersOf(message).filter(isOther);
  }
}
