/** Conversations of an export, with their names and people. */
import type { Chat, ChatType } from '../../../shared/model/index.ts';
import { type Fields, fieldsIn, isRecord, listIn, wordIn } from './fields.ts';
import { idOf, type People } from './people.ts';

/** Members kept of all conversations together. */
const MOST_MEMBERS = 2_000_000;

const TYPES: Readonly<Record<string, ChatType | undefined>> = { STICKY_ONE_TO_ONE: 'direct', GROUP: 'group' };

interface Described {
  title: string | undefined;
  type: ChatType | undefined;
  readonly members: Set<string>;
}

export class Conversations {
  private readonly people: People;
  private readonly chats = new Map<string, Described>();
  private members = 0;

  constructor(people: People) {
    this.people = people;
  }

  private chat(id: string): Described {
    let chat = this.chats.get(id);
    if (!chat) {
      chat = { title: undefined, type: undefined, members: new Set() };
      this.chats.set(id, chat);
    }
    return chat;
  }

  addMember(id: string, account: string): void {
    const { members } = this.chat(id);
    if (members.has(account) || this.members >= MOST_MEMBERS) return;
    members.add(account);
    this.members++;
  }

  /**
   * Takes what an export says of a conversation.
   * @param given the member `conversation`: in today's form that with its id around it.
   * @returns its id; undefined where it has none.
   */
  describe(given: Fields): string | undefined {
    const inner = isRecord(given.conversation) ? given.conversation : given;
    const id =
      wordIn(fieldsIn(given, 'conversation_id'), 'id') ??
      wordIn(fieldsIn(inner, 'id'), 'id') ??
      wordIn(fieldsIn(inner, 'conversation_id'), 'id');
    const self = idOf(
      fieldsIn(fieldsIn(fieldsIn(inner, 'self_conversation_state'), 'self_read_state'), 'participant_id'),
    );
    if (self !== undefined) this.people.own(self);
    const found = listIn(inner, 'participant_data').flatMap((entry) =>
      isRecord(entry) ? (this.people.participant(entry) ?? []) : [],
    );
    const current = listIn(inner, 'current_participant').flatMap((entry) =>
      isRecord(entry) ? (idOf(entry) ?? []) : [],
    );
    if (id === undefined) return undefined;
    const chat = this.chat(id);
    chat.title ??= wordIn(inner, 'name');
    const type = wordIn(inner, 'type');
    if (type !== undefined) chat.type ??= TYPES[type];
    for (const account of [...found, ...current]) this.addMember(id, account);
    return id;
  }

  list(): Omit<Chat, 'exhibit'>[] {
    return [...this.chats].map(([id, { title, type, members }]) => ({
      id,
      platform: 'hangouts',
      ...(title === undefined ? {} : { title }),
      type: type ?? (members.size > 2 ? 'group' : 'direct'),
      members: [...members].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    }));
  }
}
