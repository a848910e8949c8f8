/** Messages of the model, of the events of a conversation. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import { formatReading, isWritable } from '../../../shared/time/instant.ts';
import type { Findings } from '../findings.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import type { Texts } from '../json/texts.ts';
import type { TreeFiles } from '../tree-files.ts';
import { areSegments, embeddedIn, textOf } from './content.ts';
import type { Conversations } from './conversations.ts';
import { type Fields, fieldsIn, isRecord, listIn, numberIn, wordIn } from './fields.ts';
import { idOf, type People } from './people.ts';

/** Fields that have their place, or say nothing of the message but of how it was shown. */
const TAKEN: ReadonlySet<string> = new Set([
  'conversation_id',
  'sender_id',
  'timestamp',
  'self_event_state',
  'chat_message',
  'hangout_event',
  'membership_change',
  'conversation_rename',
  'event_id',
  'event_type',
  'advances_sort_timestamp',
  'event_version',
  'delivery_medium',
  'event_otr',
  'expiration_timestamp',
]);

type Draft = { -readonly [Field in keyof DraftMessage]: DraftMessage[Field] };

export interface DraftsOptions {
  readonly file: string;
  /** Folder of the export, ending with `/`; empty at the root. */
  readonly home: string;
  readonly people: People;
  readonly conversations: Conversations;
  readonly files: TreeFiles;
  readonly texts: Texts;
  readonly findings: Findings;
}

/** The raw values of one event, made when there is one. */
class Kept {
  raw: Raw | undefined;

  keep(name: string, value: unknown): void {
    this.raw ??= {};
    // `__proto__` is a name like others.
    Object.defineProperty(this.raw, name, {
      value: rawValue(value),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
}

export class Drafts {
  private readonly options: DraftsOptions;

  constructor(options: DraftsOptions) {
    this.options = options;
  }

  /** @param around id of the conversation that the event stands in. */
  event(event: Fields, byte: number, around: string): DraftMessage {
    const { file, people, conversations } = this.options;
    const kept = new Kept();
    const self = idOf(fieldsIn(fieldsIn(event, 'self_event_state'), 'user_id'));
    if (self !== undefined) people.own(self);
    const chat = wordIn(fieldsIn(event, 'conversation_id'), 'id') ?? around;
    const draft: Draft = { chat, kind: 'unknown', source: { file, byte } };
    const sender = idOf(fieldsIn(event, 'sender_id'));
    if (sender !== undefined) {
      draft.sender = sender;
      conversations.addMember(chat, sender);
      if (people.hasOwner) draft.direction = people.isOwner(sender) ? 'out' : 'in';
    }
    this.time(event, draft, kept, byte);
    this.content(event, draft, kept, byte);
    for (const name in event) if (!TAKEN.has(name)) kept.keep(name, event[name]);
    const medium = event.delivery_medium;
    if (medium !== undefined && !(isRecord(medium) && medium.medium_type === 'BABEL_MEDIUM')) {
      kept.keep(
        'delivery_medium',
        isRecord(medium) && typeof medium.medium_type === 'string' ? medium.medium_type : medium,
      );
    }
    if (event.event_otr !== undefined && event.event_otr !== 'ON_THE_RECORD')
      kept.keep('event_otr', event.event_otr);
    const expires = event.expiration_timestamp;
    if (expires !== undefined) kept.keep('expiration_timestamp', expires);
    const key = wordIn(event, 'event_id');
    const { raw } = kept;
    if (key !== undefined || raw) {
      draft.source = { file, byte, ...(key === undefined ? {} : { key }), ...(raw ? { raw } : {}) };
    }
    return draft;
  }

  private damage(byte: number, reason: string): void {
    this.options.findings.damage(this.options.file, `byte ${byte}`, reason);
  }

  /** `timestamp` is in µs since 1970. */
  private time(event: Fields, draft: Draft, kept: Kept, byte: number): void {
    const micros = numberIn(event, 'timestamp');
    const ms = micros === undefined ? Number.NaN : Math.floor(micros / 1000);
    if (!isWritable(ms)) {
      kept.keep('timestamp', event.timestamp ?? null);
      this.damage(byte, 'a time that is none, or out of range');
      return;
    }
    draft.sentAt = formatReading(ms, 'utc');
    draft.timeBasis = 'utc';
    draft.timePrecision = 'ms';
  }

  private content(event: Fields, draft: Draft, kept: Kept, byte: number): void {
    const type = wordIn(event, 'event_type');
    if (isRecord(event.chat_message)) {
      this.chatMessage(event.chat_message, draft, kept, byte);
      if (type !== undefined && type !== 'REGULAR_CHAT_MESSAGE') kept.keep('event_type', type);
    } else if (isRecord(event.hangout_event)) this.call(event.hangout_event, draft, kept);
    else if (isRecord(event.membership_change)) this.membership(event.membership_change, draft, kept);
    else if (isRecord(event.conversation_rename)) {
      const { conversation_rename: rename } = event;
      const name = wordIn(rename, 'new_name');
      draft.kind = 'system';
      draft.direction = 'system';
      draft.system = { action: 'subject-changed', ...(name === undefined ? {} : { value: name }) };
      if (wordIn(rename, 'old_name') !== undefined) kept.keep('old_name', rename.old_name);
    } else if (type === 'OTR_MODIFICATION' || type === 'GROUP_LINK_SHARING_MODIFICATION') {
      draft.kind = 'system';
      draft.direction = 'system';
      draft.system = { action: 'settings-changed', value: type };
    } else {
      kept.keep('event_type', event.event_type ?? null);
      for (const name of ['chat_message', 'hangout_event', 'membership_change', 'conversation_rename']) {
        if (event[name] === undefined) continue;
        kept.keep(name, event[name]);
        this.damage(byte, `${name} is not of the type that it should be`);
      }
    }
  }

  private chatMessage(message: Fields, draft: Draft, kept: Kept, byte: number): void {
    const { files, home, texts } = this.options;
    const content = fieldsIn(message, 'message_content');
    draft.kind = 'text';
    const text = textOf(content);
    if (text !== undefined) draft.text = texts.kept(text, byte);
    if (!areSegments(content)) {
      kept.keep('segment', content.segment);
      this.damage(byte, 'a segment is not of the type that it should be');
    }
    if (message.annotation !== undefined) kept.keep('annotation', message.annotation);
    if (content.attachment === undefined) return;
    const { kind, attachments, paths, location, urls, others } = embeddedIn(content, files, home);
    if (kind) draft.kind = kind;
    if (attachments.length > 0) draft.attachments = attachments;
    if (paths.some((path) => path !== undefined)) draft.attachmentPaths = paths;
    if (location) draft.location = location;
    if (urls.length > 0) kept.keep('url', urls.join('\n'));
    if (others.length > 0) kept.keep('attachment', others);
  }

  /** The end of a call tells how long it was; its beginning, and who came and went, are events. */
  private call(event: Fields, draft: Draft, kept: Kept): void {
    const what = wordIn(event, 'event_type');
    const there = idsOf(event).join(', ');
    if (there !== '') kept.keep('participant_id', there);
    if (what === 'END_HANGOUT') {
      const seconds = numberIn(event, 'hangout_duration_secs');
      const isLength = seconds !== undefined && seconds >= 0 && seconds <= 1e9;
      draft.kind = 'call';
      draft.call = {
        video: event.media_type === 'AUDIO_VIDEO',
        ...(isLength ? { seconds } : {}),
        outcome: isLength && seconds > 0 ? 'answered' : 'unknown',
      };
      if (!isLength && event.hangout_duration_secs !== undefined) {
        kept.keep('hangout_duration_secs', event.hangout_duration_secs);
      }
    } else {
      draft.kind = 'system';
      draft.direction = 'system';
      draft.system = { action: 'call', ...(what === undefined ? {} : { value: what }) };
    }
    if (event.media_type !== undefined) kept.keep('media_type', event.media_type);
  }

  private membership(change: Fields, draft: Draft, kept: Kept): void {
    const { conversations } = this.options;
    const accounts = idsOf(change);
    const isSelf = accounts.length === 1 && accounts[0] === draft.sender;
    const type = wordIn(change, 'type');
    for (const account of accounts) conversations.addMember(draft.chat, account);
    draft.kind = 'system';
    draft.direction = 'system';
    draft.system = {
      action:
        type === 'JOIN'
          ? 'member-added'
          : type !== 'LEAVE'
            ? 'unknown'
            : isSelf
              ? 'member-left'
              : 'member-removed',
      ...(accounts.length === 0 ? {} : { accounts }),
    };
    for (const name in change) {
      if (name !== 'participant_id' && !(name === 'type' && /^(?:JOIN|LEAVE)$/.test(type ?? '')))
        kept.keep(name, change[name]);
    }
  }
}

const idsOf = (fields: Fields): string[] =>
  listIn(fields, 'participant_id').flatMap((entry) => (isRecord(entry) ? (idOf(entry) ?? []) : []));
