/** Daniel Marsh's msgstore.db: the timeline as his phone keeps it. */
import { chance } from '../chance.ts';
import { CHAT_KEYS, type ChatKey, chatOf, isGroup } from '../chats.ts';
import { type Membership, membershipOf } from '../membership.ts';
import type { Said } from '../message.ts';
import { OWNER, type PersonKey, person } from '../people.ts';
import { type AddOn, insertAddOns, insertPoll, reactionsOf } from './add-ons.ts';
import { CALLS_ARE_MESSAGES_FROM, insertCall } from './calls.ts';
import { insertContent, insertMedia, originOf, textOf, typeOf } from './content-rows.ts';
import { chatJid, Jids } from './jids.ts';
import type { MediaFolder } from './media-folder.ts';
import { insertReceipts, type ReadBy, receiptsOf, statusOf } from './receipts.ts';
import { MSGSTORE_SCHEMA } from './schema.ts';
import { sqliteFile, type Tables } from './sqlite-file.ts';

/** `message.status` of events; of what others wrote it is 0. */
const SYSTEM_STATUS = 6;
/** Messages that the owner has starred. */
const STARRED = ['map', 'now'];

interface Written {
  readonly row: number;
  readonly keyId: string;
  readonly said: Said;
}

/** A message's own id, as the sender's app makes them. */
function keyIdOf(said: Said): string {
  const by = chance(`key ${said.chat} ${said.at} ${said.by} ${said.content.kind}`);
  return person(said.by).iPhone ? `3A${by.hex(18)}` : by.hex(32);
}

class Msgstore {
  private readonly tables: Tables;
  private readonly media: MediaFolder;
  private readonly jids: Jids;
  private readonly chats = new Map<ChatKey, number>();
  private readonly memberships: ReadonlyMap<ChatKey, Membership>;
  private readonly readBy: ReadBy;
  private readonly byKey = new Map<string, Written>();
  private readonly first = new Map<ChatKey, number>();
  private readonly last = new Map<ChatKey, Written>();
  private readonly addOns: AddOn[] = [];
  /** The next message's row; 1 is the placeholder that every database begins with. */
  private next = 2;

  constructor(
    tables: Tables,
    media: MediaFolder,
    memberships: ReadonlyMap<ChatKey, Membership>,
    readBy: ReadBy,
  ) {
    this.tables = tables;
    this.media = media;
    this.memberships = memberships;
    this.readBy = readBy;
    this.jids = new Jids(tables);
    this.jids.inGroup(OWNER);
    tables.insert('message', { _id: 1, chat_row_id: -1, from_me: 0, key_id: '-1', sort_id: 0 });
    tables.insert('props', { key: 'user_push_name', value: person(OWNER).own });
    for (const key of CHAT_KEYS) this.chats.set(key, CHAT_KEYS.indexOf(key) + 1);
  }

  write(said: Said): void {
    const { content } = said;
    const call = content.kind === 'call' ? insertCall(this.tables, this.jids, said, content) : undefined;
    if (call !== undefined && said.at < CALLS_ARE_MESSAGES_FROM) return;
    const row = this.next++;
    // The number of a message that was deleted on this phone stays empty.
    if (said.deletedHere) return;
    const written: Written = { row, keyId: keyIdOf(said), said };
    if (said.key !== undefined) this.byKey.set(said.key, written);
    if (!this.first.has(said.chat)) this.first.set(said.chat, said.at);
    this.last.set(said.chat, written);

    const chat = this.chats.get(said.chat)!;
    this.insertMessage(written, chat);
    if (call !== undefined) {
      this.tables.insert('message_call_log', { message_row_id: row, call_log_row_id: call });
    }
    const media = this.media.store(said);
    if (media !== undefined) insertMedia(this.tables, row, chat, said, media);
    insertContent(this.tables, this.jids, row, chat, said);
    this.insertMarks(written);
    this.insertQuote(written, chat);
    this.addOns.push(...insertPoll(this.tables, said, row, chat), ...reactionsOf(said, row, chat));
  }

  finish(): void {
    insertAddOns(this.tables, this.jids, this.addOns);
    for (const key of CHAT_KEYS) this.insertChat(key);
    for (const key of CHAT_KEYS) this.insertMembers(key);
    this.jids.map('ruben');
  }

  private insertMessage({ row, keyId, said }: Written, chat: number): void {
    const { content, at, by } = said;
    const isSystem = content.kind === 'system';
    const fromMe = by === OWNER;
    const arrival = chance(`arrival ${said.chat} ${at}`);
    const recipients = fromMe && !isSystem && content.kind !== 'call' ? this.recipients(said) : [];
    const receipts = receiptsOf(said, recipients, this.readBy);
    const ownStatus = statusOf(receipts, recipients);
    this.tables.insert('message', {
      _id: row,
      chat_row_id: chat,
      from_me: fromMe || isSystem ? 1 : 0,
      key_id: keyId,
      sender_jid_row_id: this.jids.sender(by, !isGroup(said.chat) && said.chat !== 'status' && !isSystem),
      status: isSystem ? SYSTEM_STATUS : fromMe ? ownStatus : 0,
      broadcast: 0,
      recipient_count: isGroup(said.chat) ? recipients.length : 0,
      origination_flags: said.forwarded === undefined ? 0 : 1,
      origin: originOf(content),
      timestamp: at,
      received_timestamp: at + arrival.whole(180, 2600),
      receipt_server_timestamp: fromMe && !isSystem ? at + arrival.whole(90, 900) : -1,
      message_type: typeOf(content),
      text_data: textOf(said),
      starred: STARRED.includes(said.key ?? '') ? 1 : 0,
      lookup_tables: 0,
      message_add_on_flags: said.reactions === undefined ? 0 : 1,
      sort_id: row,
    });
    insertReceipts(this.tables, this.jids, row, receipts);
  }

  private recipients(said: Said): readonly PersonKey[] {
    return this.memberships.get(said.chat)?.at(said.at) ?? [chatOf(said.chat).members[0]!];
  }

  private insertMarks({ row, keyId, said }: Written): void {
    const { content, at } = said;
    if (said.forwarded !== undefined) {
      this.tables.insert('message_forwarded', { message_row_id: row, forward_score: said.forwarded });
    }
    for (const key of said.mentions ?? []) {
      this.tables.insert('message_mentions', { message_row_id: row, jid_row_id: this.jids.inGroup(key) });
    }
    if (said.editedAfter !== undefined) {
      this.tables.insert('message_edit_info', {
        message_row_id: row,
        original_key_id: keyId,
        edited_timestamp: at + said.editedAfter * 1000,
        sender_timestamp: at + said.editedAfter * 1000,
      });
    }
    if (content.kind === 'deleted') {
      this.tables.insert('message_revoked', {
        message_row_id: row,
        revoked_key_id: keyId,
        admin_jid_row_id: content.byAdmin === undefined ? null : this.jids.inGroup(content.byAdmin),
        revoke_timestamp: at + content.after * 1000,
      });
    }
    if (said.timer !== undefined) {
      this.tables.insert('message_ephemeral', {
        message_row_id: row,
        duration: said.timer,
        expire_timestamp: at + said.timer * 1000,
      });
    }
  }

  private insertQuote({ row, said }: Written, chat: number): void {
    if (said.replyTo === undefined) return;
    const quoted = this.byKey.get(said.replyTo);
    if (quoted === undefined) throw new Error(`a reply to ${said.replyTo}, which nobody said before`);
    const { said: original } = quoted;
    const fromMe = original.by === OWNER;
    this.tables.insert('message_quoted', {
      message_row_id: row,
      chat_row_id: chat,
      parent_message_chat_row_id: chat,
      from_me: fromMe ? 1 : 0,
      sender_jid_row_id: fromMe ? 0 : this.jids.inGroup(original.by),
      key_id: quoted.keyId,
      timestamp: original.at,
      message_type: typeOf(original.content),
      origin: 0,
      text_data: said.quoted ?? textOf(original),
    });
  }

  private insertChat(key: ChatKey): void {
    const last = this.last.get(key);
    const timer = key === 'quiz' ? { ephemeral_expiration: 604_800 } : {};
    this.tables.insert('chat', {
      _id: this.chats.get(key)!,
      jid_row_id: this.jids.row(chatJid(key)),
      hidden: 0,
      subject: chatOf(key).subject ?? null,
      created_timestamp: this.first.get(key) ?? null,
      display_message_row_id: last?.row ?? null,
      last_message_row_id: last?.row ?? null,
      last_read_message_row_id: last?.row ?? null,
      archived: 0,
      sort_timestamp: last?.said.at ?? null,
      ...timer,
      display_message_sort_id: last?.row ?? null,
      last_message_sort_id: last?.row ?? null,
    });
  }

  private insertMembers(key: ChatKey): void {
    const membership = this.memberships.get(key);
    if (membership === undefined) return;
    const group = this.jids.row(chatJid(key));
    for (const who of [OWNER, ...membership.now]) {
      this.tables.insert('group_participant_user', {
        group_jid_row_id: group,
        user_jid_row_id: this.jids.inGroup(who),
        rank: chatOf(key).admins?.includes(who) ? 1 : 0,
        pending: 0,
      });
    }
    for (const { who, at, left } of membership.gone) {
      this.tables.insert('group_past_participant_user', {
        group_jid_row_id: group,
        user_jid_row_id: this.jids.inGroup(who),
        is_leave: left ? 1 : 0,
        timestamp: at,
      });
    }
  }
}

/** Who does something in a chat has read what was there before. */
function readByOf(said: readonly Said[]): ReadBy {
  const times = new Map<string, number[]>();
  for (const { chat, by, at } of said) {
    const key = `${chat} ${by}`;
    const known = times.get(key);
    if (known) known.push(at);
    else times.set(key, [at]);
  }
  return ({ chat, at }, who) =>
    times.get(`${chat} ${who}`)?.find((time) => time > at) ?? Number.POSITIVE_INFINITY;
}

/** @param said everything, in order of time. @param media gets the files that the phone keeps. */
export function msgstore(said: readonly Said[], media: MediaFolder): Buffer {
  const memberships = new Map(
    CHAT_KEYS.filter(isGroup).map((key) => [
      key,
      membershipOf(
        key,
        said.filter(({ chat }) => chat === key),
      ),
    ]),
  );
  return sqliteFile(MSGSTORE_SCHEMA, (tables) => {
    const store = new Msgstore(tables, media, memberships, readByOf(said));
    for (const one of said) store.write(one);
    store.finish();
  });
}
