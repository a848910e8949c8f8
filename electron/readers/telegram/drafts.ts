/** Model messages of one export. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import { type Fields, keepOdd } from '../json/fields.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import type { OpenChat } from './chats.ts';
import { contentOf } from './content.ts';
import type { MessageIds } from './message-ids.ts';
import { accountOf } from './peers.ts';
import type { ExportPlace, MessagePlace } from './place.ts';
import { isText, type PlainText, plainText } from './plain-text.ts';
import { reactionsOf } from './reactions.ts';
import { callOf, isCall, isPayment, systemLineOf } from './service.ts';
import { instantOf, readingOf, type Time } from './time.ts';

type Draft = { -readonly [Field in keyof DraftMessage]: DraftMessage[Field] };

/** Fields that are read, or that say again what another one says; all others go to `source.raw`. */
const READ: ReadonlySet<string> = new Set(
  'id type date date_unixtime edited edited_unixtime from from_id actor actor_id text text_entities photo photo_file_size file file_name file_size thumbnail thumbnail_file_size media_type mime_type contact_information contact_vcard contact_vcard_file_size location_information place_name address poll game_title game_description game_link todo_list reactions reply_to_message_id reply_to_peer_id'.split(
    ' ',
  ),
);
const READ_OF_SERVICE: ReadonlySet<string> = new Set(
  'id type date date_unixtime edited edited_unixtime from from_id actor actor_id text text_entities members reactions reply_to_message_id reply_to_peer_id'.split(
    ' ',
  ),
);

/** Fields that nearly every message has, and nothing else. */
const PLAIN: ReadonlySet<string> = new Set(
  'id type date date_unixtime from from_id text text_entities'.split(' '),
);
/** Senders of one chat that are remembered. */
const MOST_SENDERS = 10_000;

function isPlain(fields: Fields): boolean {
  for (const field in fields) if (!PLAIN.has(field)) return false;
  return true;
}

/** Mentions of one text that are kept. */
const MOST = 20_000;
/** Older versions wrote the beginning of 1970, local, for what was never edited. */
const FIRST_EDIT = '1970-01-03';

/** Whether a value says nothing. */
const isNothing = (value: unknown): boolean => value === null || value === '' || value === undefined;

export class Drafts {
  private readonly place: ExportPlace;
  private readonly ids: MessageIds;
  /** Of the chat that is being read: names of those who wrote before, by `from_id`, which is the account. */
  private readonly senders = new Map<unknown, unknown>();
  private chat: OpenChat | undefined;

  constructor(place: ExportPlace, ids: MessageIds) {
    this.place = place;
    this.ids = ids;
  }

  /** @param ordinal of the message; those before it are in `ids`. */
  message(fields: Fields, chat: OpenChat, byte: number, ordinal: number): DraftMessage {
    if (chat !== this.chat) {
      this.chat = chat;
      this.senders.clear();
    }
    const plain = isPlain(fields) ? this.plain(fields, chat, byte) : undefined;
    if (plain) {
      this.ids.add(fields.id, ordinal);
      return plain;
    }
    const place: MessagePlace = { ...this.place, byte };
    const raw: Raw = {};
    const { id, type, reactions } = fields;
    const draft: Draft = { chat: chat.id, kind: 'unknown', source: { file: place.file, byte } };
    const sender = this.senderOf(fields, place, raw);
    if (sender !== undefined) {
      draft.sender = sender;
      chat.addMember(sender);
    }
    this.addTimes(draft, fields, place, raw);
    if (type === 'service') this.addService(draft, fields, place, raw);
    else this.addContent(draft, fields, place, raw);
    this.addDirection(draft, chat);
    this.addReply(draft, fields, chat, raw);
    if (reactions !== undefined) {
      const read = reactionsOf(reactions, place, raw);
      if (read.length > 0) draft.reactions = read;
    }
    this.ids.add(id, ordinal);
    const key = typeof id === 'number' || typeof id === 'string' ? String(id).slice(0, 100) : undefined;
    if (key === undefined && id !== undefined) keepOdd('id', id, place, raw);
    let hasRaw = false;
    for (const _ in raw) {
      hasRaw = true;
      break;
    }
    if (key !== undefined || hasRaw) {
      draft.source = {
        ...draft.source,
        ...(key === undefined ? {} : { key: key.toWellFormed() }),
        ...(hasRaw ? { raw } : {}),
      };
    }
    return draft;
  }

  /** A text and nothing else, by one who wrote in the chat before: as nearly all are. */
  private plain(
    { id, type, date_unixtime, from, from_id, text }: Fields,
    chat: OpenChat,
    byte: number,
  ): DraftMessage | undefined {
    if (type !== 'message' || typeof text !== 'string' || text === '' || typeof id !== 'number') {
      return undefined;
    }
    const sentAt = instantOf(date_unixtime);
    if (sentAt === undefined || typeof from_id !== 'string') return undefined;
    if (from === undefined || this.senders.get(from_id) !== from) return undefined;
    const draft: Draft = {
      chat: chat.id,
      sender: from_id,
      sentAt,
      timeBasis: 'utc',
      timePrecision: 's',
      kind: 'text',
      text: this.place.texts.kept(text, byte),
      source: { file: this.place.file, byte, key: String(id) },
    };
    this.addDirection(draft, chat);
    return draft;
  }

  private senderOf(fields: Fields, place: MessagePlace, raw: Raw): string | undefined {
    const field = fields.from_id === undefined && fields.actor_id !== undefined ? 'actor_id' : 'from_id';
    const id = fields[field];
    const named = fields.from ?? fields.actor;
    const { accounts, texts, byte } = place;
    const name = typeof named === 'string' && named !== '' ? texts.name(named, byte) : undefined;
    if (named !== undefined && typeof named !== 'string' && named !== null) {
      keepOdd(fields.from === named ? 'from' : 'actor', named, place, raw);
    }
    const account = accountOf(id, fields.date_unixtime === undefined);
    if (account !== undefined) {
      // What is written as it is, and named as it is.
      if (account === id && named === name && this.senders.size < MOST_SENDERS) this.senders.set(id, name);
      return accounts.seen(account, name, 'from');
    }
    if (!isNothing(id)) keepOdd(field, id, place, raw);
    return name === undefined ? undefined : accounts.named(name, 'from');
  }

  private addTimes(draft: Draft, fields: Fields, place: MessagePlace, raw: Raw): void {
    const { file, byte, zone, findings } = place;
    const { date, date_unixtime: seconds } = fields;
    const at = instantOf(seconds);
    const time: Time | undefined =
      at === undefined ? readingOf(date, zone) : { at, basis: 'utc', isAmbiguous: false };
    if (at === undefined && !isNothing(seconds)) keepOdd('date_unixtime', seconds, place, raw);
    if (time) {
      draft.sentAt = time.at;
      draft.timeBasis = time.basis;
      draft.timePrecision = 's';
      if (time.isAmbiguous) draft.timeAmbiguous = true;
    } else {
      if (date !== undefined) raw.date = rawValue(date);
      findings.damage(file, `byte ${byte}`, 'a message without a time that can be read');
    }
    this.addEdit(draft, fields, place, raw);
  }

  private addEdit(
    draft: Draft,
    { edited, edited_unixtime: seconds }: Fields,
    place: MessagePlace,
    raw: Raw,
  ): void {
    if (edited === undefined && seconds === undefined) return;
    const at = instantOf(seconds) ?? readingOf(edited, place.zone)?.at;
    if (at !== undefined) {
      if (at >= FIRST_EDIT) draft.edited = { at };
      return;
    }
    // 0 is no edit.
    if ((isNothing(seconds) || Number(seconds) === 0) && isNothing(edited)) return;
    draft.edited = {};
    if (!isNothing(seconds)) keepOdd('edited_unixtime', seconds, place, raw);
    if (!isNothing(edited)) keepOdd('edited', edited, place, raw);
  }

  private addContent(draft: Draft, fields: Fields, place: MessagePlace, raw: Raw): void {
    const { type } = fields;
    const content = contentOf(fields, place, raw);
    this.addText(draft, fields, content.lines, place, raw);
    draft.kind = content.kind ?? (draft.text === undefined ? 'unknown' : 'text');
    if (type !== 'message') {
      draft.kind = 'unknown';
      raw.type = rawValue(type ?? null);
    }
    const { files, location, poll } = content;
    if (files.length > 0) {
      draft.attachments = files.map(({ attachment }) => attachment);
      if (files.some(({ path }) => path !== undefined)) draft.attachmentPaths = files.map(({ path }) => path);
    }
    if (location) draft.location = location;
    if (poll) draft.poll = poll;
    if (fields.forwarded_from !== undefined || fields.forwarded_from_id !== undefined) draft.forwarded = true;
    for (const field in fields) {
      if (!READ.has(field) && !isNothing(fields[field])) raw[field] = rawValue(fields[field]);
    }
  }

  /** The text, where its links lead, and the texts of other fields, each on lines of its own. */
  private addText(
    draft: Draft,
    { text, text_entities }: Fields,
    more: readonly string[],
    place: MessagePlace,
    raw: Raw,
  ): void {
    if (!isNothing(text) && !isText(text)) keepOdd('text', text, place, raw);
    const plain: PlainText | undefined = plainText(text) ?? plainText(text_entities);
    if (!plain && more.length === 0) return;
    const lines = [plain?.text ?? '', ...(plain?.links ?? []), ...more].filter((line) => line !== '');
    if (lines.length > 0) draft.text = place.texts.kept(lines.join('\n'), place.byte);
    if (!plain) return;
    const { accounts } = place;
    const mentions = plain.mentions.slice(0, MOST).map((account) => accounts.seen(account, undefined, ''));
    // Of user names, only the owner's is known to be whose.
    const { owner, ownerHandle } = accounts;
    if (owner !== undefined && ownerHandle !== undefined && plain.handles.includes(ownerHandle)) {
      mentions.push(owner);
    }
    if (mentions.length > 0) draft.mentions = [...new Set(mentions)];
  }

  private addService(draft: Draft, fields: Fields, place: MessagePlace, raw: Raw): void {
    const { action } = fields;
    let valueField: string | undefined;
    this.addText(draft, fields, [], place, raw);
    if (isCall(action)) {
      draft.kind = 'call';
      draft.call = callOf(fields);
    } else if (isPayment(action)) draft.kind = 'payment';
    else {
      const line = systemLineOf(fields, draft.sender, place, raw);
      draft.kind = 'system';
      draft.system = line.event;
      ({ valueField } = line);
    }
    for (const field in fields) {
      if (READ_OF_SERVICE.has(field) || field === valueField || isNothing(fields[field])) continue;
      raw[field] = rawValue(fields[field]);
    }
  }

  /** `out` by the owner; in a chat of two, whose id is the other's, by whoever is not the other. */
  private addDirection(draft: Draft, chat: OpenChat): void {
    const { sender } = draft;
    if (draft.kind === 'system') {
      draft.direction = 'system';
      return;
    }
    if (sender === undefined) return;
    const { accounts } = this.place;
    if (chat.isOfTwo && chat.owner === undefined) {
      if (sender === chat.id) draft.direction = 'in';
      else if (/^user\d/.test(sender)) {
        draft.direction = 'out';
        accounts.owner ??= sender;
      }
    } else if (chat.owner !== undefined) draft.direction = sender === chat.owner ? 'out' : 'in';
  }

  /** What is replied to, by its ordinal where it was read, else by its id. */
  private addReply(draft: Draft, fields: Fields, chat: OpenChat, raw: Raw): void {
    const { reply_to_message_id: id, reply_to_peer_id: peer } = fields;
    if (isNothing(id)) {
      if (!isNothing(peer)) raw.reply_to_peer_id = rawValue(peer);
      return;
    }
    if (typeof id !== 'number' && typeof id !== 'string') {
      raw.reply_to_message_id = rawValue(id);
      return;
    }
    const other = isNothing(peer) ? undefined : accountOf(peer, false);
    const key = String(id).slice(0, 100).toWellFormed();
    draft.replyTo = this.ids.find(other ?? chat.id, id) ?? (other === undefined ? key : `${other} ${key}`);
  }
}
