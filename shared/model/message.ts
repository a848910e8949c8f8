/**
 * The normalised message: what every reader produces and every view shows.
 * One `Message` is one line of `messages.jsonl`; an absent field means "not in the source".
 */

export const MESSAGE_KINDS = [
  'text',
  'image',
  'video',
  'audio',
  'voice',
  'document',
  'sticker',
  'gif',
  'contact',
  'location',
  'live-location',
  'poll',
  'call',
  'system',
  'deleted',
  'view-once',
  'event',
  'payment',
  'post',
  'comment',
  'unknown',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const DIRECTIONS = ['in', 'out', 'system'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** How `sentAt` came to be: a known instant, the device's wall clock, or that clock read in a given zone. */
export const TIME_BASES = ['utc', 'device-local', 'assumed-zone'] as const;
export type TimeBasis = (typeof TIME_BASES)[number];

export const TIME_PRECISIONS = ['ms', 's', 'min', 'day'] as const;
export type TimePrecision = (typeof TIME_PRECISIONS)[number];

export const PLATFORMS = [
  'whatsapp',
  'telegram',
  'messenger',
  'instagram',
  'x',
  'google-chat',
  'hangouts',
  'wordpress',
  'signal',
  'other',
] as const;
export type Platform = (typeof PLATFORMS)[number];

export interface Reaction {
  readonly sender?: string;
  readonly emoji: string;
  readonly at?: string;
}

export interface Receipt<Time = string> {
  readonly account: string;
  readonly delivered?: Time;
  readonly read?: Time;
  readonly played?: Time;
}

/** A file that belongs to a message; `present` says whether its bytes were in the evidence. */
export interface Attachment {
  readonly name?: string;
  readonly mime?: string;
  readonly bytes?: number;
  /** Lower-case hex. Of the bytes found when `present`, else as the source states it. */
  readonly sha256?: string;
  /** Lower-case hex, of the bytes found: what many lists of known files go by. */
  readonly md5?: string;
  readonly present: boolean;
  /** What the file found says of itself. */
  readonly file?: FileFacts;
}

/**
 * What is read in a file itself. It is what its maker or anyone after them wrote there, and says nothing of
 * when and by whom the message was sent: it is always shown apart from the message.
 */
export interface FileFacts {
  /** Media type by the first bytes; absent where they begin like no known format. */
  readonly type?: string;
  /** Which of the attachment's name and stated type claims another kind of file than the bytes are. */
  readonly mismatch?: readonly ('name' | 'mime')[];
  readonly times?: readonly FileTime[];
  readonly place?: FilePlace;
  /** Make and model of what took it. */
  readonly device?: string;
  readonly software?: string;
}

/** A time that a file states of itself. */
export interface FileTime {
  /** Where it stands, such as `EXIF DateTimeOriginal`. */
  readonly what: string;
  /** RFC 3339 with ms; with `Z` where the file gives the instant, else a reading of an unknown clock. */
  readonly at: string;
  /** The offset from UTC that stands beside it, such as `+02:00`. */
  readonly offset?: string;
}

export interface FilePlace {
  /** Degrees, WGS 84. */
  readonly lat: number;
  readonly lon: number;
  /** Metres above sea level. */
  readonly altitude?: number;
  /** When the place was fixed, from satellites' time. */
  readonly at?: string;
  /** Where it stands, such as `EXIF GPS`. */
  readonly from: string;
}

export interface Location {
  readonly lat: number;
  readonly lon: number;
  readonly name?: string;
}

export const CALL_OUTCOMES = ['answered', 'missed', 'declined', 'unavailable', 'unknown'] as const;
export interface Call {
  readonly video: boolean;
  readonly seconds?: number;
  readonly outcome: (typeof CALL_OUTCOMES)[number];
}

export interface Poll {
  readonly question: string;
  readonly options: readonly { readonly text: string; readonly votes?: number }[];
}

/** Names of what a system message reports; the same over all platforms. */
export const SYSTEM_ACTIONS = [
  'group-created',
  'subject-changed',
  'description-changed',
  'icon-changed',
  'member-added',
  'member-left',
  'member-removed',
  'member-joined-by-link',
  'member-joined-by-invitation',
  'member-joined-from-community',
  'admin-granted',
  'admin-revoked',
  'number-changed',
  'security-code-changed',
  'device-changed',
  'encryption-notice',
  'link-reset',
  'settings-changed',
  'business-notice',
  'disappearing-timer',
  'contact-blocked',
  'contact-unblocked',
  'call',
  'message-pinned',
  'contact-added',
  'joined-platform',
  'chat-privacy',
  'unknown',
] as const;
export type SystemAction = (typeof SYSTEM_ACTIONS)[number];

export interface SystemEvent {
  readonly action: SystemAction;
  /** Accounts the action is about (the member added, not who added them). */
  readonly accounts?: readonly string[];
  /** New subject, description, number…, where the source has one. */
  readonly value?: string;
}

/**
 * Where a message stands in the evidence. Database sources name table and row (rowid);
 * text sources name line (1-based) and byte (0-based offset of the line's first byte).
 */
export interface Source {
  /** Path inside the container, with `/`. */
  readonly file: string;
  readonly table?: string;
  readonly row?: number;
  readonly line?: number;
  readonly byte?: number;
  /** The platform's own id of the message, e.g. WhatsApp's key_id. */
  readonly key?: string;
  /** The platform's own type code, as read. */
  readonly code?: number;
  /** Values as read that no other field carries: unknown codes, times out of range. */
  readonly raw?: Readonly<Record<string, string | number | null>>;
}

/** @typeParam Time how times are given that most messages have: `TimeReading` on the way into a segment. */
export interface MessageBody<Time = string> {
  readonly chat: string;
  readonly sender?: string;
  readonly direction?: Direction;
  /** RFC 3339 with ms; `Z` unless `timeBasis` is `device-local`. Absent when the source has no usable time. */
  readonly sentAt?: Time;
  readonly timeBasis?: TimeBasis;
  readonly timePrecision?: TimePrecision;
  readonly timeAmbiguous?: true;
  readonly receivedAt?: Time;
  readonly kind: MessageKind;
  readonly text?: string;
  readonly edited?: { readonly at?: string };
  readonly deleted?: { readonly by?: string; readonly at?: string };
  readonly forwarded?: true;
  readonly mentions?: readonly string[];
  readonly reactions?: readonly Reaction[];
  readonly receipts?: readonly Receipt<Time>[];
  readonly attachments?: readonly Attachment[];
  readonly location?: Location;
  readonly call?: Call;
  readonly poll?: Poll;
  readonly system?: SystemEvent;
  readonly source: Source;
}

export interface Message extends MessageBody {
  /** `<exhibit with "/" as "-">:<ordinal>`; ordinals count what was read, from 1, in source order. */
  readonly id: string;
  readonly exhibit: string;
  readonly platform: Platform;
  /** Id of the message replied to, or the platform's key when that message is not in the source. */
  readonly replyTo?: string;
}

/** Exhibit reference as used in ids and file names: letters, digits, `.`, `_` and `-` only. */
export function exhibitSlug(reference: string): string {
  return reference.replace(/[^\p{L}\p{N}._-]+/gu, '-');
}

export function messageId(exhibit: string, ordinal: number): string {
  return `${exhibitSlug(exhibit)}:${ordinal}`;
}

/** Key order of a line of `messages.jsonl`; fixed so that output is byte-identical run to run. */
const MESSAGE_KEYS = [
  'id',
  'exhibit',
  'platform',
  'chat',
  'sender',
  'direction',
  'sentAt',
  'timeBasis',
  'timePrecision',
  'timeAmbiguous',
  'receivedAt',
  'kind',
  'text',
  'edited',
  'deleted',
  'replyTo',
  'forwarded',
  'mentions',
  'reactions',
  'receipts',
  'attachments',
  'location',
  'call',
  'poll',
  'system',
  'source',
] as const satisfies readonly (keyof Message)[];

/** One message as a line of JSON, without the newline, keys in the order of the design. */
export function messageLine(message: Message): string {
  return JSON.stringify(inOrder(message));
}

/** The same message with its keys in the fixed order and absent ones left out. */
export function inOrder(message: Message): Message {
  const ordered: Record<string, unknown> = {};
  for (const key of MESSAGE_KEYS) {
    const value = message[key];
    if (value !== undefined) ordered[key] = value;
  }
  return ordered as unknown as Message;
}
