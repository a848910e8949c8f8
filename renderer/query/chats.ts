import type { Account, Chat } from '../../shared/model/index.ts';
import { isIssuedChat } from '../../shared/people/index.ts';
import type { ChatRow } from './api.ts';
import type { People, PeopleSource } from './people.ts';

/** `members` are those listed, and the device's owner in a direct chat; who wrote is added by the index. */
export type DraftChat = Omit<ChatRow, 'messages' | 'title' | 'members' | 'from' | 'to'> & {
  readonly title: string | null;
  readonly members: ReadonlySet<number>;
  /** Owners of the devices the chat was found on. */
  readonly owners: ReadonlySet<number>;
};

export interface Chats {
  readonly chats: readonly DraftChat[];
  /** For each source: the chat of each entry of its list. */
  readonly chatOf: readonly Uint32Array[];
}

export interface ChatSource extends PeopleSource {
  readonly chats: readonly Chat[];
}

/** One source's ids as persons. */
interface Known {
  readonly reader: string;
  readonly personOf: ReadonlyMap<string, number>;
  readonly owners: readonly number[];
}

/**
 * The sources' chats as chats of the case, in order of first appearance: one for each platform-issued
 * id, but a direct chat for each pair of persons (its id names only the other side, so the same id on
 * two persons' phones is two chats, and the two sides of one chat have two ids).
 */
export function unifyChats(sources: readonly ChatSource[], { personOf }: People): Chats {
  const owners = ownersByExhibit(sources, personOf);
  const byKey = new Map<string, number>();
  const chats: (Omit<DraftChat, 'members' | 'owners' | 'exhibits' | 'title'> & {
    title: string | null;
    readonly members: Set<number>;
    readonly owners: Set<number>;
    readonly exhibits: string[];
  })[] = [];

  const chatOf = sources.map(({ chats: listed, accounts, reader }, source) => {
    const people = new Map(accounts.map(({ id }, i) => [id, personOf[source]![i]!]));
    return Uint32Array.from(listed, (chat) => {
      const known = { reader, personOf: people, owners: owners.get(ownersKey(chat)) ?? [] };
      const key = chatKey(chat, known);
      let index = byKey.get(key);
      if (index === undefined) {
        index = chats.length;
        byKey.set(key, index);
        const { id, platform, type } = chat;
        chats.push({
          index,
          id,
          platform,
          type,
          title: null,
          exhibits: [],
          members: new Set(),
          owners: new Set(),
        });
      }
      const row = chats[index]!;
      row.title ??= chat.title ?? null;
      if (!row.exhibits.includes(chat.exhibit)) row.exhibits.push(chat.exhibit);
      for (const id of chat.members) {
        const person = people.get(id);
        if (person !== undefined) row.members.add(person);
      }
      for (const owner of known.owners) row.owners.add(owner);
      if (chat.type === 'direct') {
        for (const owner of known.owners) row.members.add(owner);
        const other = people.get(chat.id);
        if (other !== undefined) row.members.add(other);
      }
      return index;
    });
  });
  return { chats, chatOf };
}

const ownersKey = ({ exhibit, platform }: Account | Chat): string => `${exhibit}\0${platform}`;

function ownersByExhibit(
  sources: readonly ChatSource[],
  personOf: readonly Uint32Array[],
): Map<string, number[]> {
  const owners = new Map<string, number[]>();
  for (const [source, { accounts }] of sources.entries()) {
    for (const [i, account] of accounts.entries()) {
      if (!account.isOwner) continue;
      const known = owners.get(ownersKey(account)) ?? [];
      const person = personOf[source]![i]!;
      if (!known.includes(person)) owners.set(ownersKey(account), [...known, person]);
    }
  }
  return owners;
}

function chatKey(chat: Chat, { reader, personOf, owners }: Known): string {
  const { platform, exhibit, id, type } = chat;
  const within = `${platform}\0in\0${exhibit}\0${id}`;
  if (type !== 'direct') return isIssuedChat(chat, reader) ? `${platform}\0id\0${id}` : within;
  const others = chat.members.map((member) => personOf.get(member)).filter((p) => p !== owners[0]);
  const other = personOf.get(id) ?? (others.length === 1 ? others[0] : undefined);
  if (owners.length !== 1 || other === undefined) return within;
  const [first, second] = [owners[0]!, other].sort((a, b) => a - b);
  return `${platform}\0pair\0${first}\0${second}`;
}

/** The title the evidence gives, else the names of the other members. */
export function chatTitle(
  chat: DraftChat,
  members: readonly number[],
  names: (person: number) => string,
): string {
  if (chat.title !== null) return chat.title;
  const others = members.filter((person) => !chat.owners.has(person));
  const shown = others.length > 0 ? others : members;
  if (shown.length === 0) return chat.id;
  const first = shown.slice(0, 4).map(names).join(', ');
  return shown.length > 4 ? `${first} and ${shown.length - 4} more` : first;
}
