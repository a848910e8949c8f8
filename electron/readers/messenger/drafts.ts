/** Messages of the model, of both forms. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { Call, MessageKind, Reaction, SystemAction } from '../../../shared/model/index.ts';
import { formatReading, isWritable } from '../../../shared/time/instant.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import { type Content, contentOf, encryptedContentOf, sharedLines } from './content.ts';
import { type Fields, isRecord, keepOdd } from './fields.ts';
import type { People } from './people.ts';
import type { ThreadPlace } from './place.ts';

type Draft = { -readonly [Field in keyof DraftMessage]: DraftMessage[Field] };

/** Reactions of one message, and members of one event, that are kept. */
const MOST = 20_000;

/** Types of messages that older exports name, and those of the encrypted form. */
const TYPES: Readonly<Record<string, MessageKind>> = {
  Generic: 'text',
  Share: 'text',
  Call: 'call',
  Subscribe: 'system',
  Unsubscribe: 'system',
  Payment: 'payment',
  text: 'text',
  link: 'text',
  media: 'unknown',
};

/** Fields that are read; all others go to `source.raw`. */
const READ: ReadonlySet<string> = new Set(
  'sender_name timestamp_ms content type photos videos audio_files gifs files sticker share reactions call_duration missed is_unsent is_taken_down users bumped_message_metadata'.split(
    ' ',
  ),
);
const READ_ENCRYPTED: ReadonlySet<string> = new Set(
  'senderName timestamp text type media reactions isUnsent'.split(' '),
);

/** Videos in the words that Facebook writes for a call in some languages: “Videochat”, “appel vidéo”. */
const VIDEO = /v[ií]d[eé]o|wideo|видео|视频|視訊|ビデオ|영상/i;

/** Whether a value says nothing: Meta writes many fields of every message so. */
const isNothing = (value: unknown): boolean => value === false || value === null || value === '';

/** ms since 1970 UTC; digits are a number that a double does not hold exactly. */
function instantOf(value: unknown): string | undefined {
  return typeof value === 'number' && value > 0 && isWritable(value)
    ? formatReading(value, 'utc')
    : undefined;
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
    const isEncrypted = fields.senderName !== undefined || fields.isUnsent !== undefined;
    const raw: Raw = {};
    const draft: Draft = { chat: place.chat, kind: 'text', source: { file: place.file, byte } };
    const [nameField, timeField] = isEncrypted
      ? ['senderName', 'timestamp']
      : ['sender_name', 'timestamp_ms'];
    const sender = this.account(fields[nameField], nameField, byte, place, !isEncrypted, raw);
    if (sender !== undefined) {
      draft.sender = sender;
      onSender(sender);
    }
    addTime(draft, timeField, fields[timeField], byte, place, raw);
    if (isEncrypted) this.addEncrypted(draft, fields, byte, place, raw);
    else this.addDownloaded(draft, fields, byte, place, raw);
    if (draft.kind === 'system') draft.direction = 'system';
    else if (sender !== undefined && this.people.hasOwner) {
      draft.direction = this.people.isOwner(sender) ? 'out' : 'in';
    }
    const { bumped_message_metadata: bumped } = fields;
    if (isRecord(bumped) && bumped.is_bumped === true) {
      const { bumped_message: text } = bumped;
      raw.bumped_message = rawValue(typeof text === 'string' ? place.strings.meant(text) : (text ?? null));
    }
    const read = isEncrypted ? READ_ENCRYPTED : READ;
    for (const field in fields) {
      const value = fields[field];
      if (read.has(field) || isNothing(value)) continue;
      raw[field] = rawValue(typeof value === 'string' && !isEncrypted ? place.strings.meant(value) : value);
    }
    for (const _ in raw) {
      draft.source = { file: place.file, byte, raw };
      break;
    }
    return draft;
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
    const lines = sharedLines(fields.share, draft.text, byte, place, raw);
    if (lines.length > 0)
      draft.text = draft.text === undefined ? lines.join('\n') : [draft.text, ...lines].join('\n');
    const isEmpty = draft.text === undefined && content.kind === undefined;
    if (type === 'Call' || fields.call_duration !== undefined || fields.missed !== undefined) {
      draft.kind = 'call';
      draft.call = callOf(fields, draft.text, raw);
    } else if (fields.users !== undefined || kind === 'system') {
      this.addMembership(draft, fields, byte, place, raw);
    } else draft.kind = content.kind ?? (isEmpty && kind !== 'payment' ? 'unknown' : kind);
    this.addReactions(draft, fields.reactions, byte, place, true, raw);
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

function addTime(
  draft: Draft,
  field: string,
  value: unknown,
  byte: number,
  { file, findings }: ThreadPlace,
  raw: Raw,
): void {
  const at = instantOf(value);
  if (at !== undefined) {
    draft.sentAt = at;
    draft.timeBasis = 'utc';
    draft.timePrecision = 'ms';
    return;
  }
  if (value !== undefined) raw[field] = rawValue(value);
  findings.damage(file, `byte ${byte}`, 'a message without a time that can be read');
}

function addText(
  draft: Draft,
  field: string,
  value: unknown,
  byte: number,
  place: ThreadPlace,
  isMisencoded: boolean,
  raw: Raw,
): void {
  if (value === undefined || value === null || value === '') return;
  if (typeof value === 'string') draft.text = place.strings.kept(value, byte, isMisencoded);
  else keepOdd(field, value, { ...place, byte }, raw);
}

/** The kind that a type makes a message without files; a type that is not known stays in `raw`. */
function kindOfType(type: unknown, raw: Raw): MessageKind {
  if (type === undefined) return 'text';
  if (typeof type === 'string' && Object.hasOwn(TYPES, type)) return TYPES[type]!;
  raw.type = rawValue(type);
  return 'unknown';
}

function addFiles(draft: Draft, { files }: Content): void {
  if (files.length === 0) return;
  draft.attachments = files.map(({ attachment }) => attachment);
  if (files.some(({ path }) => path !== undefined)) draft.attachmentPaths = files.map(({ path }) => path);
}

/** What is known of a call; only Facebook's sentence about it says whether it was one with video. */
function callOf({ call_duration, missed }: Fields, text: string | undefined, raw: Raw): Call {
  const isLength = typeof call_duration === 'number' && Number.isFinite(call_duration) && call_duration >= 0;
  if (call_duration !== undefined && !isLength) raw.call_duration = rawValue(call_duration);
  const seconds = isLength && call_duration > 0 ? call_duration : undefined;
  return {
    video: text !== undefined && VIDEO.test(text),
    ...(seconds === undefined ? {} : { seconds }),
    outcome: missed === true ? 'missed' : seconds === undefined ? 'unknown' : 'answered',
  };
}
