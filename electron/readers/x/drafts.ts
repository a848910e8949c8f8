/** Messages of the model: what was written, and what happened in a conversation. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { Reaction, SystemEvent } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import { type Fields, isRecord, keepOdd } from '../json/fields.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import type { Texts } from '../json/texts.ts';
import type { Conversation } from './conversation.ts';
import type { Media } from './media.ts';
import type { People } from './people.ts';
import { idOf, timeOf } from './values.ts';

type Draft = { -readonly [Field in keyof DraftMessage]: DraftMessage[Field] };

/** Members, reactions or addresses of one message that are kept. */
const MOST = 20_000;

const WRITTEN: ReadonlySet<string> = new Set(['messageCreate', 'welcomeMessageCreate']);
const READ_OF_MESSAGE: ReadonlySet<string> = new Set(
  'id senderId recipientId text createdAt mediaUrls urls reactions'.split(' '),
);
const READ_OF_EVENT: ReadonlySet<string> = new Set(
  'initiatingUserId userIds participantsSnapshot name createdAt'.split(' '),
);

export interface DraftsOptions {
  readonly file: string;
  readonly people: People;
  readonly media: Media;
  readonly texts: Texts;
  readonly findings: Findings;
}

/** Whether a value says nothing. */
const isNothing = (value: unknown): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

export class Drafts {
  private readonly options: DraftsOptions;

  constructor(options: DraftsOptions) {
    this.options = options;
  }

  /** @param element `{messageCreate: {…}}`, or another event by its name. */
  message(element: Fields, byte: number, conversation: Conversation): DraftMessage {
    const { file, findings } = this.options;
    const [event = '', ...others] = Object.keys(element);
    const fields = element[event];
    const raw: Raw = {};
    const draft: Draft = { chat: conversation.id, kind: 'unknown', source: { file, byte } };
    if (others.length > 0) {
      findings.damage(file, `byte ${byte}`, 'a message of several events; the first one counts');
      for (const other of others) raw[this.options.texts.name(other, byte)] = rawValue(element[other]);
    }
    if (!isRecord(fields)) {
      raw[this.options.texts.name(event, byte)] = rawValue(fields ?? null);
      findings.damage(file, `byte ${byte}`, 'a message without anything that can be read');
      draft.source = { file, byte, raw };
      return draft;
    }
    this.addTime(draft, fields.createdAt, byte, raw);
    if (WRITTEN.has(event)) this.addWritten(draft, fields, byte, conversation, raw);
    else this.addEvent(draft, event, fields, byte, conversation, raw);
    if (event !== 'messageCreate' && draft.kind !== 'system')
      raw.event = this.options.texts.name(event, byte);
    const key = WRITTEN.has(event) ? idOf(fields.id) : undefined;
    let hasRaw = false;
    for (const _ in raw) {
      hasRaw = true;
      break;
    }
    draft.source = { file, byte, ...(key === undefined ? {} : { key }), ...(hasRaw ? { raw } : {}) };
    return draft;
  }

  private addTime(draft: Draft, value: unknown, byte: number, raw: Raw): void {
    const time = timeOf(value);
    if (time) {
      draft.sentAt = time.at;
      draft.timeBasis = 'utc';
      draft.timePrecision = time.precision;
      return;
    }
    if (value !== undefined) raw.createdAt = rawValue(value);
    const { file, findings } = this.options;
    findings.damage(file, `byte ${byte}`, 'a message without a time that can be read');
  }

  private member(value: unknown, field: string, byte: number, raw: Raw): string | undefined {
    if (value === undefined || isNothing(value)) return undefined;
    const id = idOf(value);
    if (id !== undefined) return this.options.people.seen(id);
    keepOdd(field, value, { ...this.options, byte }, raw);
    return undefined;
  }

  /** The elements of a list; what is no list, and what is beyond the most that are kept, is named. */
  private list(fields: Fields, field: string, byte: number, raw: Raw): readonly unknown[] {
    const value = fields[field];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      keepOdd(field, value, { ...this.options, byte }, raw);
      return [];
    }
    if (value.length <= MOST) return value;
    const { file, findings } = this.options;
    findings.damage(file, `byte ${byte}`, `more than ${MOST} of ${field}; what is beyond was left out`);
    return value.slice(0, MOST);
  }

  private addWritten(draft: Draft, fields: Fields, byte: number, conversation: Conversation, raw: Raw): void {
    const { people, media, texts } = this.options;
    const sender = this.member(fields.senderId, 'senderId', byte, raw);
    const recipient = this.member(fields.recipientId, 'recipientId', byte, raw);
    if (sender !== undefined) {
      draft.sender = sender;
      conversation.add(sender);
      if (people.owner) draft.direction = sender === people.owner.id ? 'out' : 'in';
    }
    if (recipient !== undefined) conversation.add(recipient);
    const { text } = fields;
    const lines: string[] = [];
    if (typeof text === 'string') lines.push(...(text === '' ? [] : [texts.kept(text, byte)]));
    else if (text !== undefined && text !== null) keepOdd('text', text, { ...this.options, byte }, raw);
    lines.push(...this.addresses(fields, lines[0] ?? '', byte, raw));
    if (lines.length > 0) draft.text = lines.join('\n');
    const urls: string[] = [];
    for (const url of this.list(fields, 'mediaUrls', byte, raw)) {
      if (typeof url === 'string') urls.push(texts.name(url, byte));
      else keepOdd('mediaUrls', url, { ...this.options, byte }, raw);
    }
    const { attachments, paths, kind } = media.of(idOf(fields.id), urls);
    draft.kind = kind ?? (draft.text === undefined ? 'unknown' : 'text');
    if (attachments.length > 0) draft.attachments = attachments;
    if (paths.some((path) => path !== undefined)) draft.attachmentPaths = paths;
    if (urls.length > 0) raw.mediaUrls = rawValue(urls.join('\n'));
    this.addReactions(draft, fields, byte, raw);
    const edits = this.list(fields, 'editHistory', byte, raw);
    if (edits.length > 0) draft.edited = {};
    this.keepOthers(fields, READ_OF_MESSAGE, raw);
  }

  /** Where X's short addresses lead, which stand in the text. */
  private addresses(fields: Fields, text: string, byte: number, raw: Raw): string[] {
    const lines: string[] = [];
    for (const one of this.list(fields, 'urls', byte, raw)) {
      if (!isRecord(one) || typeof one.expanded !== 'string') {
        keepOdd('urls', one, { ...this.options, byte }, raw);
        continue;
      }
      const address = this.options.texts.kept(one.expanded, byte);
      if (address !== '' && !text.includes(address)) lines.push(address);
    }
    return lines;
  }

  private addReactions(draft: Draft, fields: Fields, byte: number, raw: Raw): void {
    const reactions: Reaction[] = [];
    for (const one of this.list(fields, 'reactions', byte, raw)) {
      if (!isRecord(one) || typeof one.reactionKey !== 'string') {
        keepOdd('reactions', one, { ...this.options, byte }, raw);
        continue;
      }
      const sender = this.member(one.senderId, 'reactions senderId', byte, raw);
      const at = timeOf(one.createdAt)?.at;
      reactions.push({
        ...(sender === undefined ? {} : { sender }),
        emoji: this.options.texts.name(one.reactionKey, byte),
        ...(at === undefined ? {} : { at }),
      });
    }
    if (reactions.length > 0) draft.reactions = reactions;
  }

  private addEvent(
    draft: Draft,
    event: string,
    fields: Fields,
    byte: number,
    conversation: Conversation,
    raw: Raw,
  ): void {
    const initiator = this.member(fields.initiatingUserId, 'initiatingUserId', byte, raw);
    const users = this.members(fields, 'userIds', byte, conversation, raw);
    const present = this.members(fields, 'participantsSnapshot', byte, conversation, raw);
    const system = this.systemEvent(event, initiator, users, fields, byte, raw);
    if (initiator !== undefined) {
      draft.sender = initiator;
      conversation.add(initiator);
    }
    if (system) {
      draft.kind = 'system';
      draft.direction = 'system';
      draft.system = system;
      if (system.action === 'subject-changed' && system.value !== undefined) {
        conversation.name(system.value, draft.sentAt ?? '');
      }
      if (present.length > 0) raw.participantsSnapshot = rawValue(present.join(' '));
      this.keepOthers(fields, READ_OF_EVENT, raw);
    } else {
      const sender = draft.sender ?? this.member(fields.senderId, 'senderId', byte, raw);
      if (sender !== undefined) draft.sender = sender;
      this.keepOthers(fields, new Set(['createdAt', 'initiatingUserId']), raw);
    }
  }

  private members(
    fields: Fields,
    field: string,
    byte: number,
    conversation: Conversation,
    raw: Raw,
  ): string[] {
    const members: string[] = [];
    for (const one of this.list(fields, field, byte, raw)) {
      const member = this.member(one, field, byte, raw);
      if (member === undefined) continue;
      members.push(member);
      conversation.add(member);
    }
    return members;
  }

  private systemEvent(
    event: string,
    initiator: string | undefined,
    users: readonly string[],
    fields: Fields,
    byte: number,
    raw: Raw,
  ): SystemEvent | undefined {
    const accounts = users.length === 0 ? {} : { accounts: users };
    switch (event) {
      case 'joinConversation': {
        // It is the archive's owner who was added.
        const { owner } = this.options.people;
        return { action: 'member-added', ...(owner ? { accounts: [owner.id] } : {}) };
      }
      case 'participantsJoin':
        return { action: 'member-added', ...accounts };
      case 'participantsLeave': {
        const isRemoved = initiator !== undefined && !users.includes(initiator);
        return { action: isRemoved ? 'member-removed' : 'member-left', ...accounts };
      }
      case 'conversationNameUpdate': {
        const { name } = fields;
        if (typeof name === 'string') {
          return { action: 'subject-changed', value: this.options.texts.name(name, byte) };
        }
        if (name !== undefined) keepOdd('name', name, { ...this.options, byte }, raw);
        return { action: 'subject-changed' };
      }
      default:
        return undefined;
    }
  }

  private keepOthers(fields: Fields, read: ReadonlySet<string>, raw: Raw): void {
    for (const field in fields) {
      const value = fields[field];
      if (!read.has(field) && !isNothing(value)) raw[field] = rawValue(value);
    }
  }
}
