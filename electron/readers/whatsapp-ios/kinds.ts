/** WhatsApp's codes on iPhones in the words of the model. Sources: formats.md §4, and public forensic tools. */
import type { Call, MessageKind, SystemAction } from '../../../shared/model/index.ts';

export const TYPE = {
  contact: 4,
  location: 5,
  groupEvent: 6,
  document: 8,
  event: 10,
  deleted: 14,
  invite: 27,
  timerDefault: 28,
  poll: 46,
  channelEvent: 55,
  call: 59,
} as const;

/** `ZWAMESSAGE.ZMESSAGETYPE`. */
const KINDS: Readonly<Record<number, MessageKind>> = {
  0: 'text',
  1: 'image',
  2: 'video',
  3: 'audio',
  4: 'contact',
  5: 'location',
  6: 'system',
  // A text with the preview of its link.
  7: 'text',
  8: 'document',
  10: 'system',
  11: 'gif',
  // Waiting for this message: the phone never got the content.
  12: 'unknown',
  14: 'deleted',
  15: 'sticker',
  19: 'text',
  20: 'text',
  23: 'text',
  24: 'text',
  25: 'text',
  26: 'text',
  27: 'text',
  28: 'system',
  30: 'text',
  31: 'text',
  32: 'text',
  34: 'text',
  38: 'view-once',
  39: 'view-once',
  41: 'text',
  42: 'text',
  46: 'poll',
  53: 'view-once',
  54: 'video',
  55: 'system',
  59: 'call',
  // An album, whose pictures are messages of their own.
  66: 'image',
};

/** Templates, replies to them and products may carry a file of any sort beside their text. */
const WITH_ANY_MEDIA = new Set([19, 20, 23, 24, 25, 26, 30, 31, 32, 34, 41, 42]);

/** `ZGROUPEVENTTYPE` of type 10 that tell of a call: whether it was a video call, and whether it was missed. */
const CALLS: Readonly<Record<number, Pick<Call, 'video' | 'outcome'>>> = {
  1: { video: false, outcome: 'missed' },
  21: { video: false, outcome: 'missed' },
  45: { video: false, outcome: 'missed' },
  4: { video: true, outcome: 'missed' },
  22: { video: true, outcome: 'missed' },
  46: { video: true, outcome: 'missed' },
  40: { video: true, outcome: 'unknown' },
  41: { video: true, outcome: 'unknown' },
};

/** The call of which a row of type 10 tells, where it is one. */
export function callOfEvent(type: number | undefined, event: number | undefined): Call | undefined {
  return type === TYPE.event && event !== undefined ? CALLS[event] : undefined;
}

/** WhatsApp records voice notes as Opus in Ogg; audio files that are sent keep their own type. */
const VOICE = /^audio\/ogg\b.*\bopus\b/i;
/** Types whose messages may be of the system; some are calls by their event. */
export const SYSTEM_TYPES: readonly number[] = Object.entries(KINDS).flatMap(([type, kind]) =>
  kind === 'system' ? [Number(type)] : [],
);

const VOICE_FILE = /\.opus$/i;

/** The kind of a message by its type, its event and, where these leave it open, its file. */
export function kindOf(
  type: number | undefined,
  event: number | undefined,
  mime: string | undefined,
  path: string | undefined,
): MessageKind {
  if (type === undefined) return 'unknown';
  if (callOfEvent(type, event)) return 'call';
  const kind = KINDS[type] ?? 'unknown';
  if (kind === 'audio' && ((mime && VOICE.test(mime)) || (path && VOICE_FILE.test(path)))) return 'voice';
  return mime !== undefined && WITH_ANY_MEDIA.has(type) ? kindOfMime(mime) : kind;
}

function kindOfMime(mime: string): MessageKind {
  const [sort] = mime.toLowerCase().split('/');
  return sort === 'image' || sort === 'video' || sort === 'audio' ? sort : 'document';
}

/** Kinds whose media item is a file that was sent. */
export const WITH_FILE: ReadonlySet<MessageKind> = new Set<MessageKind>([
  'image',
  'video',
  'audio',
  'voice',
  'document',
  'sticker',
  'gif',
  'view-once',
]);

/** `ZGROUPEVENTTYPE` of type 6. */
const GROUP_EVENTS: Readonly<Record<number, SystemAction>> = {
  1: 'subject-changed',
  2: 'member-added',
  3: 'member-left',
  4: 'icon-changed',
  5: 'icon-changed',
  7: 'member-removed',
  9: 'number-changed',
  10: 'admin-granted',
  11: 'admin-revoked',
  12: 'group-created',
  15: 'member-joined-by-link',
  17: 'description-changed',
  18: 'settings-changed',
  19: 'settings-changed',
  20: 'settings-changed',
  21: 'settings-changed',
  22: 'description-changed',
  23: 'member-joined-by-invitation',
  26: 'disappearing-timer',
  30: 'member-joined-from-community',
  39: 'admin-granted',
  42: 'settings-changed',
  50: 'member-added',
  56: 'subject-changed',
  57: 'description-changed',
  64: 'settings-changed',
};

/** `ZGROUPEVENTTYPE` of type 10. */
const EVENTS: Readonly<Record<number, SystemAction>> = {
  2: 'encryption-notice',
  3: 'security-code-changed',
  5: 'number-changed',
  6: 'number-changed',
  25: 'business-notice',
  26: 'business-notice',
  29: 'business-notice',
  30: 'business-notice',
  34: 'contact-blocked',
  35: 'contact-unblocked',
  36: 'security-code-changed',
  38: 'business-notice',
  47: 'disappearing-timer',
  51: 'chat-privacy',
  56: 'contact-added',
};

/** What a system row reports. */
export function actionOf(type: number | undefined, event: number | undefined): SystemAction {
  if (type === TYPE.timerDefault) return 'disappearing-timer';
  if (event === undefined) return 'unknown';
  const actions = type === TYPE.groupEvent ? GROUP_EVENTS : type === TYPE.event ? EVENTS : undefined;
  return actions?.[event] ?? 'unknown';
}

/** `ZWACDCALLEVENT.ZOUTCOME`; 2 is a call that failed. */
const OUTCOMES: Readonly<Record<number, Call['outcome']>> = {
  0: 'answered',
  1: 'missed',
  2: 'unavailable',
  4: 'declined',
};

export function outcomeOf(outcome: number | undefined): Call['outcome'] {
  return (outcome === undefined ? undefined : OUTCOMES[outcome]) ?? 'unknown';
}

/** `ZMESSAGESTATUS` of own messages. */
export const STATUS = { atServer: 1, delivered: 6, read: 8 } as const;

/** `ZFLAGS`: this bit says that the message was forwarded. */
export const FORWARDED_FLAG = 1 << 7;
