/** Messages of the model, of both forms. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { Reaction, SystemAction } from '../../../shared/model/index.ts';
import { type Fields, isRecord, keepOdd } from '../json/fields.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import { contentOf, encryptedContentOf, sharedLines } from './content.ts';
import {
  addFiles,
  addRaw,
  addText,
  addTime,
  callOf,
  type Draft,
  instantOf,
  kindOfType,
} from './message-parts.ts';
import type { People } from './people.ts';
import type { ThreadPlace } from './place.ts';

/** Reactions of one message, and members of one event, that are kept. */
const MOST = 20_000;

/** Fields that are read; all others go to `source.raw`. */
const READ: ReadonlySet<string> = new Set(
  'sender_name timestamp_ms content type photos videos audio_files gifs files sticker share reactions call_duration missed is_unsent is_taken_down users bumped_message_metadata'.split(
    ' ',
  ),
);
const READ_ENCRYPTED: ReadonlySet<string> = new Set(
  'senderName timestamp text type media reactions isUnsent'.split(' '),
);

/** Whether a value says nothing: Meta writes many fields of every message so. */
const isNothing = (value: unknown): boolean => value === false || value === null || value === '';

/** Whether a message of the download has nothing beside sender, time and text. */
function isPlain(fields: Fields): boolean {
  for (const field in fields) {
    if (field === 'sender_name' || field === 'timestamp_ms' || field === 'content') continue;
    const value = fields[field];
    if (!isNothing(value) && !(field === 'type' && value === 'Generic')) return false;
  }
  return true;
}

export class Drafts {
  private readonly people: People;

  constructor(people: People) {
    this.people = people;
  }

  /** @param onSender takes the account of each sender. */
  message(
    fields: Fields,
    byte: number,
    place: ThreadPlace,
    onSender: (account: string) => void,
  ): DraftMessage {
    const plain = isPlain(fields) ? this.plain(fields, byte, place) : undefined;
    if (plain) return plain;
    const isEncrypted = fields.senderName !== undefined || fields.isUnsent !== undefined;
    const raw: Raw = {};
    const draft: Draft = { chat: place.chat, kind: 'text', source: { file: place.file, byte } };
    const nameField = isEncrypted ? 'senderName' : 'sender_name';
    const timeField = isEncrypted ? 'timestamp' : 'timestamp_ms';
    const sender = this.sender(fields[nameField], nameField, byte, place, raw, onSender);
    if (sender !== undefined) draft.sender = sender;
    addTime(draft, timeField, fields[timeField], byte, place, raw);
    if (isEncrypted) this.addEncrypted(draft, fields, byte, place, raw);
    else this.addDownloaded(draft, fields, byte, place, raw);
    this.addDirection(draft);
    const read = isEncrypted ? READ_ENCRYPTED : READ;
    for (const field in fields) {
      const value = fields[field];
      if (read.has(field) || isNothing(value)) continue;
      raw[field] = rawValue(typeof value === 'string' && !isEncrypted ? place.strings.meant(value) : value);
    }
    addRaw(draft, raw);
    return draft;
  }

  /** A message of the download with a text and nothing else, by one who wrote before: as nearly all are. */
  private plain(
    { sender_name, timestamp_ms, content }: Fields,
    byte: number,
    { chat, file, senders, strings }: ThreadPlace,
  ): DraftMessage | undefined {
    const sender = senders.get(sender_name);
    const sentAt = instantOf(timestamp_ms);
    if (sender === undefined || sentAt === undefined || typeof content !== 'string' || content === '') {
      return undefined;
    }
    const text = strings.kept(content, byte, true);
    const source = { file, byte };
    if (!this.people.hasOwner) {
      return { chat, sender, sentAt, timeBasis: 'utc', timePrecision: 'ms', kind: 'text', text, source };
    }
    const direction = this.people.isOwner(sender) ? 'out' : 'in';
    return {
      chat,
      sender,
      direction,
      sentAt,
      timeBasis: 'utc',
      timePrecision: 'ms',
      kind: 'text',
      text,
      source,
    };
  }

  private addDirection(draft: Draft): void {
    const { sender } = draft;
    if (draft.kind === 'system') draft.direction = 'system';
    else if (sender !== undefined && this.people.hasOwner) {
      draft.direction = this.people.isOwner(sender) ? 'out' : 'in';
    }
  }

  /** Nearly every sender has written before. */
  private sender(
    value: unknown,
    field: 'sender_name' | 'senderName',
    byte: number,
    place: ThreadPlace,
    raw: Raw,
    onSender: (account: string) => void,
  ): string | undefined {
    const isMisencoded = field === 'sender_name';
    const senders = isMisencoded ? place.senders : place.encryptedSenders;
    const known = senders.get(value);
    if (known !== undefined) return known;
    const account = this.account(value, field, byte, place, isMisencoded, raw);
    if (account === undefined) return undefined;
    onSender(account);
    if (senders.size < MOST) senders.set(value, account);
    return account;
  }

  /** The account of a name; an empty one is nobody's. */
  private account(
    value: unknown,
    field: string,
    byte: number,
    place: ThreadPlace,
    isMisencoded: boolean,
    raw: Raw,
  ): string | undefined {
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') {
      keepOdd(field, value, { ...place, byte }, raw);
      return undefined;
    }
    const name = place.strings.name(value, byte, isMisencoded);
    return this.people.seen(name, place.chat, `${place.file} ${field}`);
  }

  private addDownloaded(draft: Draft, fields: Fields, byte: number, place: ThreadPlace, raw: Raw): void {
    addText(draft, 'content', fields.content, byte, place, true, raw);
    const { type } = fields;
    const kind = kindOfType(type, raw);
    const content = contentOf(fields, byte, place, raw);
    addFiles(draft, content);
    if (fields.share !== undefined) {
      const lines = sharedLines(fields.share, draft.text, byte, place, raw);
      const parts = draft.text === undefined ? lines : [draft.text, ...lines];
      if (parts.length > 0) draft.text = parts.join('\n');
    }
    const isEmpty = draft.text === undefined && content.kind === undefined;
    if (type === 'Call' || fields.call_duration !== undefined || fields.missed !== undefined) {
      draft.kind = 'call';
      draft.call = callOf(fields, draft.text, raw);
    } else if (fields.users !== undefined || kind === 'system') {
      this.addMembership(draft, fields, byte, place, raw);
    } else draft.kind = content.kind ?? (isEmpty && kind !== 'payment' ? 'unknown' : kind);
    this.addReactions(draft, fields.reactions, byte, place, true, raw);
    const { bumped_message_metadata: bumped } = fields;
    if (isRecord(bumped) && bumped.is_bumped === true) {
      const { bumped_message: text } = bumped;
      raw.bumped_message = rawValue(typeof text === 'string' ? place.strings.meant(text) : (text ?? null));
    }
    if (fields.is_unsent === true || fields.is_taken_down === true) {
      draft.kind = 'deleted';
      const isBySender = fields.is_unsent === true && draft.sender !== undefined;
      draft.deleted = isBySender ? { by: draft.sender! } : {};
      if (fields.is_taken_down === true) raw.is_taken_down = 'true';
    }
  }

  private addEncrypted(draft: Draft, fields: Fields, byte: number, place: ThreadPlace, raw: Raw): void {
    addText(draft, 'text', fields.text, byte, place, false, raw);
    const kind = kindOfType(fields.type, raw);
    const content = encryptedContentOf(fields.media, byte, place, raw);
    addFiles(draft, content);
    draft.kind = content.kind ?? (draft.text === undefined ? 'unknown' : kind);
    this.addReactions(draft, fields.reactions, byte, place, false, raw);
    if (fields.isUnsent === true) {
      draft.kind = 'deleted';
      draft.deleted = draft.sender === undefined ? {} : { by: draft.sender };
    }
  }

  /** `users` were added by the sender, or left or were removed by the sender. */
  private addMembership(draft: Draft, fields: Fields, byte: number, place: ThreadPlace, raw: Raw): void {
    const { type, users } = fields;
    const accounts: string[] = [];
    for (const user of Array.isArray(users) ? users.slice(0, MOST) : []) {
      const name = isRecord(user) ? user.name : user;
      const account = this.account(name, 'users', byte, place, true, raw);
      if (account !== undefined) accounts.push(account);
    }
    if (users !== undefined && !Array.isArray(users)) keepOdd('users', users, { ...place, byte }, raw);
    const isSelf = accounts.length === 1 && accounts[0] === draft.sender;
    const action: SystemAction =
      type === 'Subscribe'
        ? 'member-added'
        : type !== 'Unsubscribe'
          ? 'unknown'
          : isSelf
            ? 'member-left'
            : 'member-removed';
    draft.kind = 'system';
    draft.system = { action, ...(accounts.length === 0 ? {} : { accounts }) };
  }

  private addReactions(
    draft: Draft,
    value: unknown,
    byte: number,
    place: ThreadPlace,
    isMisencoded: boolean,
    raw: Raw,
  ): void {
    if (value === undefined) return;
    if (!Array.isArray(value)) {
      keepOdd('reactions', value, { ...place, byte }, raw);
      return;
    }
    const reactions: Reaction[] = [];
    for (const one of value.slice(0, MOST)) {
      if (!isRecord(one) || typeof one.reaction !== 'string') {
        keepOdd('reactions', one, { ...place, byte }, raw);
        continue;
      }
      const sender = this.account(one.actor, 'actor', byte, place, isMisencoded, raw);
      // Of the newer exports; in seconds, unlike the times of messages.
      const { timestamp } = one;
      const at = typeof timestamp === 'number' ? instantOf(timestamp * 1000) : undefined;
      if (timestamp !== undefined && at === undefined) raw['reactions timestamp'] = rawValue(timestamp);
      reactions.push({
        ...(sender === undefined ? {} : { sender }),
        emoji: place.strings.name(one.reaction, byte, isMisencoded),
        ...(at === undefined ? {} : { at }),
      });
    }
    if (value.length > MOST) {
      place.findings.damage(
        place.file,
        `byte ${byte}`,
        `more than ${MOST} reactions; what is beyond was left out`,
      );
    }
    if (reactions.length > 0) draft.reactions = reactions;
  }
}
