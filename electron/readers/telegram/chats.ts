/** Chats of an export, put together from what stands in front of and behind their messages. */
import type { Chat } from '../../../shared/model/index.ts';
import { modelTypeOf, type TelegramChatType } from './peers.ts';

export class OpenChat {
  readonly id: string;
  readonly type: TelegramChatType | undefined;
  /** Who owns the export, as far as it was known when the chat began: its messages are judged alike. */
  readonly owner: string | undefined;
  title: string | undefined;
  private readonly members = new Set<string>();

  constructor(id: string, type: TelegramChatType | undefined, owner: string | undefined) {
    this.id = id;
    this.type = type;
    this.owner = owner;
  }

  addMember(account: string): void {
    this.members.add(account);
  }

  /** Whether it is one of two, whose id is that of the other. */
  get isOfTwo(): boolean {
    return this.type === 'personal_chat' || this.type === 'bot_chat';
  }

  chat(): Omit<Chat, 'exhibit'> {
    const { id, title, type, members } = this;
    return {
      id,
      platform: 'telegram',
      ...(title === undefined ? {} : { title }),
      type: type === undefined ? (members.size > 2 ? 'group' : 'direct') : modelTypeOf(type),
      members: [...members].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    };
  }
}
