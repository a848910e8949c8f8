/** The people and groups of a graph by their keys, in words, and finding them. */
import type { CaseSummary, ChatRow, GraphRoster, PersonRow } from '../../query/api.ts';

export type Contact =
  | { readonly key: string; readonly name: string; readonly person: PersonRow; readonly chat?: undefined }
  | { readonly key: string; readonly name: string; readonly chat: ChatRow; readonly person?: undefined };

/** By a node's key, `p12` or `g3`; null when the case has no such node. */
export function contactOf({ people, chats }: CaseSummary, key: string): Contact | null {
  const index = Number(key.slice(1));
  if (key.startsWith('p')) {
    const person = people[index];
    return person ? { key, name: person.name, person } : null;
  }
  const chat = chats[index];
  return chat ? { key, name: chat.title, chat } : null;
}

export const personKey = (person: number): string => `p${person}`;
export const chatKey = (chat: number): string => `g${chat}`;

export function rosterKey({ person, chat }: GraphRoster, position: number): string {
  return person[position]! >= 0 ? personKey(person[position]!) : chatKey(chat[position]!);
}

/** Position of each node in the roster, by key. */
export function rosterPositions(roster: GraphRoster): Map<string, number> {
  return new Map(Array.from(roster.person, (_, position) => [rosterKey(roster, position), position]));
}

const CHAT_WORDS: Readonly<Record<ChatRow['type'], string>> = {
  direct: 'Direct chat',
  group: 'Group',
  broadcast: 'Broadcast list',
  channel: 'Channel',
  status: 'Status feed',
  blog: 'Blog',
};

export function chatWord({ type }: ChatRow): string {
  return CHAT_WORDS[type];
}

/** What a contact is beside its name; empty for people who own no exhibit. */
export function contactWord({ person, chat }: Contact): string {
  if (chat) return chatWord(chat);
  return person.ownerOf.length > 0 ? `Owner of ${person.ownerOf.join(', ')}` : '';
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();
const digits = (text: string): string => text.replace(/\D/g, '');

/** Names, numbers and ids, a line each. */
function searchedText({ person, chat }: Contact): string {
  if (chat) return folded(`${chat.title}\n${chat.id}`);
  const names = person.names.map(({ name }) => name);
  const ids = person.ids.map(({ id }) => id);
  return folded([person.name, ...names, person.phone ?? '', ...ids].join('\n'));
}

/** Finds nodes of a roster by a part of a name, number or id. */
export class RosterSearch {
  private readonly roster: GraphRoster;
  private readonly summary: CaseSummary;
  private texts: string[] | null = null;

  constructor(roster: GraphRoster, summary: CaseSummary) {
    this.roster = roster;
    this.summary = summary;
  }

  /** Positions in the roster, in its order; all of them for an empty phrase. */
  positions(phrase: string): number[] {
    const all = Array.from(this.roster.person, (_, position) => position);
    const wanted = folded(phrase.trim());
    if (wanted === '') return all;
    this.texts ??= all.map((position) => {
      const contact = contactOf(this.summary, rosterKey(this.roster, position));
      return contact === null ? '' : searchedText(contact);
    });
    // A number is written in many ways: `+44 7700 900002` finds 447700900002.
    const number = /^[+\d\s().-]+$/.test(wanted) ? digits(wanted) : '';
    const { texts } = this;
    return all.filter(
      (position) =>
        texts[position]!.includes(wanted) || (number.length > 2 && texts[position]!.includes(number)),
    );
  }
}
