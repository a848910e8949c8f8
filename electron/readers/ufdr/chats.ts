/** The chats of one platform in a report. */
import type { Chat, ChatType, Platform } from '../../../shared/model/index.ts';
import { accountJid, chatTypeOf } from '../whatsapp/jid.ts';
import { type Model, nameIn, said } from './model.ts';

/** Members kept of all chats together. */
const MOST_MEMBERS = 2_000_000;

const TYPES: Readonly<Record<string, ChatType>> = {
  oneonone: 'direct',
  group: 'group',
  broadcast: 'broadcast',
  channel: 'channel',
};

interface Described {
  readonly title: string | undefined;
  readonly type: ChatType | undefined;
  readonly members: Set<string>;
}

export class Chats {
  private readonly platform: Platform;
  private readonly chats = new Map<string, Described>();
  private members = 0;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /**
   * The id of a chat: the platform's own, in the form in which other exports have it.
   * @param application name of the application, for ids that are only its own.
   */
  idOf(chat: Model, application: string): string {
    const own = nameIn(chat, 'Id');
    if (own === undefined || own === '') return `chat ${chat.id ?? `at byte ${chat.byte}`}`;
    return this.named(own, TYPES[said(chat, 'ChatType')?.toLowerCase() ?? ''], application);
  }

  /** The id of a chat that has one. */
  named(own: string, type: ChatType | undefined, application: string): string {
    if (this.platform === 'whatsapp') return accountJid(own) ?? own;
    if (this.platform === 'telegram' && type === 'direct' && /^\d+$/.test(own)) return `user${own}`;
    return this.platform === 'other' ? `${application}: ${own}` : own;
  }

  describe(id: string, chat: Model | undefined, type: ChatType | undefined): void {
    const known = this.chats.get(id);
    if (known?.title !== undefined) return;
    const stated = TYPES[chat === undefined ? '' : (said(chat, 'ChatType')?.toLowerCase() ?? '')];
    const ofAddress = this.platform === 'whatsapp' && id.includes('@') ? chatTypeOf(id) : undefined;
    this.chats.set(id, {
      title: chat === undefined ? undefined : nameIn(chat, 'Name'),
      type: known?.type ?? stated ?? ofAddress ?? type,
      members: known?.members ?? new Set(),
    });
  }

  addMember(id: string, account: string | undefined): void {
    const members = this.chats.get(id)?.members;
    if (!members || account === undefined || members.has(account) || this.members >= MOST_MEMBERS) return;
    members.add(account);
    this.members++;
  }

  /** Whether a chat has no others but two. */
  isDirect(id: string): boolean {
    const chat = this.chats.get(id);
    return chat !== undefined && (chat.type ?? (chat.members.size > 2 ? 'group' : 'direct')) === 'direct';
  }

  list(): Omit<Chat, 'exhibit'>[] {
    return [...this.chats].map(([id, { title, type, members }]) => ({
      id,
      platform: this.platform,
      ...(title === undefined ? {} : { title }),
      type: type ?? (members.size > 2 ? 'group' : 'direct'),
      members: [...members].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    }));
  }
}
