/** The chats of an export as they come: name, type and id stand in front of the messages. */
import type { Chat } from '../../../shared/model/index.ts';
import type { Fields } from '../json/fields.ts';
import type { JsonPath } from '../json/index.ts';
import { OpenChat } from './chats.ts';
import { chatIdOf, isChatType, type TelegramChatType } from './peers.ts';
import type { ExportPlace } from './place.ts';

/** What stands at a chat. */
interface Header {
  /** Of an account's export: where its chat is listed. */
  readonly path: JsonPath | undefined;
  readonly byte: number;
  name: string | undefined;
  type: TelegramChatType | undefined;
  id: unknown;
  hasType: boolean;
  chat: OpenChat | undefined;
}

export class ChatReading {
  private readonly place: ExportPlace;
  private readonly chats = new Map<string, OpenChat>();
  private header: Header | undefined;

  constructor(place: ExportPlace) {
    this.place = place;
  }

  /** @param path of the chat; undefined for that of the file itself. */
  begin(path: JsonPath | undefined, byte: number): void {
    this.header = {
      path,
      byte,
      name: undefined,
      type: undefined,
      id: undefined,
      hasType: false,
      chat: undefined,
    };
  }

  /** The messages of the file's own chat follow, wherever in the file they stand. */
  beginOwn(byte: number): void {
    if (!this.header || this.header.path !== undefined) this.begin(undefined, byte);
  }

  member(key: string, value: unknown, byte: number): void {
    const { header, place } = this;
    if (!header) return;
    const odd = (): void =>
      place.findings.damage(
        place.file,
        `byte ${byte}`,
        `${key} of a chat is not of the type that it should be`,
      );
    if (key === 'name') {
      if (typeof value === 'string') header.name = place.texts.name(value, byte) || undefined;
      // An account that is gone has none.
      else if (value !== null) odd();
    } else if (key === 'type') {
      header.hasType = true;
      if (isChatType(value)) header.type = value;
      else if (typeof value !== 'string') odd();
      else {
        const type = place.texts.name(value, byte).slice(0, 60);
        place.findings.damage(place.file, `byte ${byte}`, `a chat of a type that is not known, “${type}”`);
      }
    } else if (key === 'id') {
      header.id = value;
      if (chatIdOf(header.type, value, false) === undefined) odd();
    }
    if (header.chat) this.describe(header.chat, header);
  }

  /** The chat that a message stands in. */
  current(message: Fields): { readonly chat: OpenChat; readonly isNew: boolean } {
    const header = this.header!;
    if (header.chat) return { chat: header.chat, isNew: false };
    const isPacked =
      typeof (message.from_id ?? message.actor_id) === 'number' && !('date_unixtime' in message);
    return { chat: this.open(header, isPacked), isNew: true };
  }

  /** The chat is over; one without any message is a chat, too. */
  end(): void {
    const { header } = this;
    if (header && !header.chat) this.open(header, false);
    this.header = undefined;
  }

  list(): Omit<Chat, 'exhibit'>[] {
    const { header } = this;
    // The file's own chat, where it says that it is one.
    if (header && header.path === undefined && !header.chat && header.hasType) this.end();
    return [...this.chats.values()].map((chat) => chat.chat());
  }

  private open(header: Header, isPacked: boolean): OpenChat {
    const { file, findings, accounts } = this.place;
    const { type, path, byte } = header;
    let id = chatIdOf(type, header.id, isPacked);
    if (id === undefined) {
      id = path === undefined ? file : `${file} ${path.join('.')}`;
      findings.damage(file, `byte ${byte}`, 'a chat without an id in front of its messages');
    }
    if (type === 'saved_messages' && header.id !== undefined) accounts.owner ??= id;
    let chat = this.chats.get(id);
    if (!chat) {
      chat = new OpenChat(id, type, accounts.owner);
      this.chats.set(id, chat);
    }
    header.chat = chat;
    this.describe(chat, header);
    return chat;
  }

  private describe(chat: OpenChat, { name, path }: Header): void {
    const { accounts } = this.place;
    if (name !== undefined) chat.title ??= name;
    const isWithUser = /^user\d/.test(chat.id);
    if (isWithUser) chat.addMember(accounts.seen(chat.id, chat.isOfTwo ? name : undefined, 'chat name'));
    const { owner } = chat;
    if (owner !== undefined && path?.[0] === 'chats') chat.addMember(owner);
  }
}
