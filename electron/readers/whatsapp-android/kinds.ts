/** WhatsApp's codes in the words of the model. Sources: formats.md, 3, and public forensic tools. */
import type { Call, MessageKind, SystemAction } from '../../../shared/model/index.ts';

export const TYPE = {
  audio: 2,
  location: 5,
  system: 7,
  oldCall: 8,
  oldMissedCall: 10,
  liveLocation: 16,
  timer: 36,
  timerToo: 56,
  deletedByAdmin: 64,
  privacy: 112,
} as const;

/** `message.message_type`, and `messages.media_wa_type` of the older table. */
const KINDS: Readonly<Record<number, MessageKind>> = {
  0: 'text',
  1: 'image',
  2: 'audio',
  3: 'video',
  4: 'contact',
  5: 'location',
  7: 'system',
  8: 'call',
  9: 'document',
  10: 'call',
  // Waiting for this message: the phone never got the content.
  11: 'unknown',
  13: 'gif',
  14: 'contact',
  15: 'deleted',
  16: 'live-location',
  20: 'sticker',
  23: 'text',
  24: 'text',
  25: 'text',
  26: 'text',
  27: 'text',
  28: 'text',
  32: 'text',
  36: 'system',
  42: 'view-once',
  43: 'view-once',
  44: 'payment',
  45: 'text',
  46: 'text',
  49: 'text',
  55: 'text',
  56: 'system',
  57: 'text',
  62: 'video',
  64: 'deleted',
  66: 'poll',
  81: 'text',
  82: 'view-once',
  90: 'call',
  92: 'event',
  99: 'image',
  103: 'text',
  106: 'poll',
  112: 'system',
};

/** Types that are system messages, whatever else a row says. */
export const SYSTEM_TYPES: readonly number[] = Object.entries(KINDS).flatMap(([type, kind]) =>
  kind === 'system' ? Number(type) : [],
);

/** Types that may carry a file of any sort beside their text. */
const WITH_ANY_MEDIA = new Set([23, 25, 26, 27, 28, 32, 45, 55, 57, 81, 103]);

/** The kind of a message by its type and, where the type leaves it open, its file. */
export function kindOf(
  type: number | undefined,
  origin: number | undefined,
  mime: string | undefined,
): MessageKind {
  if (type === undefined) return 'unknown';
  if (type === TYPE.audio && origin === 1) return 'voice';
  if (mime !== undefined && WITH_ANY_MEDIA.has(type)) return kindOfMime(mime);
  return KINDS[type] ?? 'unknown';
}

function kindOfMime(mime: string): MessageKind {
  const [sort] = mime.toLowerCase().split('/');
  return sort === 'image' || sort === 'video' || sort === 'audio' ? sort : 'document';
}

/** `message_system.action_type`. */
const ACTIONS: Readonly<Record<number, SystemAction>> = {
  1: 'subject-changed',
  4: 'member-added',
  5: 'member-left',
  6: 'icon-changed',
  7: 'member-removed',
  10: 'number-changed',
  11: 'group-created',
  12: 'member-added',
  13: 'member-left',
  14: 'member-removed',
  15: 'admin-granted',
  16: 'admin-revoked',
  18: 'security-code-changed',
  19: 'encryption-notice',
  20: 'member-joined-by-link',
  21: 'link-reset',
  27: 'description-changed',
  28: 'number-changed',
  29: 'settings-changed',
  30: 'settings-changed',
  31: 'settings-changed',
  32: 'settings-changed',
  33: 'settings-changed',
  46: 'business-notice',
  47: 'business-notice',
  50: 'business-notice',
  52: 'member-joined-by-invitation',
  56: 'disappearing-timer',
  57: 'device-changed',
  58: 'contact-blocked',
  59: 'disappearing-timer',
  67: 'encryption-notice',
  68: 'disappearing-timer',
  70: 'call',
  79: 'member-joined-from-community',
  84: 'settings-changed',
  85: 'settings-changed',
  91: 'settings-changed',
  92: 'settings-changed',
  99: 'chat-privacy',
  118: 'message-pinned',
  129: 'contact-added',
  136: 'joined-platform',
};

export function actionOf(type: number | undefined, action: number | undefined): SystemAction {
  if (type === TYPE.privacy) return 'chat-privacy';
  if (type === TYPE.timer || type === TYPE.timerToo) return 'disappearing-timer';
  return (action === undefined ? undefined : ACTIONS[action]) ?? 'unknown';
}

/** Events whose doer is the one they are about. */
export const ABOUT_THE_SENDER: ReadonlySet<SystemAction> = new Set<SystemAction>([
  'member-left',
  'member-joined-by-link',
  'member-joined-by-invitation',
  'member-joined-from-community',
  'security-code-changed',
  'device-changed',
  'joined-platform',
  'contact-added',
]);

/** `call_log.call_result`. */
const OUTCOMES: Readonly<Record<number, Call['outcome']>> = {
  2: 'missed',
  3: 'unavailable',
  4: 'declined',
  5: 'answered',
};

export function outcomeOf(result: number | undefined): Call['outcome'] {
  return (result === undefined ? undefined : OUTCOMES[result]) ?? 'unknown';
}
