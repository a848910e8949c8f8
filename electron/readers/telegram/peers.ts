/**
 * Ids of users, groups and channels. Telegram Desktop writes `from_id` as `user123`, `chat123`,
 * `channel123`; until 2021 it wrote a number with the kind above its 32nd bit (data_peer_id.h of the
 * time). The `id` of a chat is a number of the kind that the chat's `type` says.
 */

/** What a chat's `type` makes it, and what its id is of (export_output_json.cpp, writeDialogStart). */
const CHAT_TYPES = {
  saved_messages: ['direct', 'user'],
  replies: ['direct', 'user'],
  verification_codes: ['direct', 'user'],
  personal_chat: ['direct', 'user'],
  bot_chat: ['direct', 'user'],
  private_group: ['group', 'chat'],
  private_supergroup: ['group', 'channel'],
  public_supergroup: ['group', 'channel'],
  private_channel: ['channel', 'channel'],
  public_channel: ['channel', 'channel'],
} as const;
export type TelegramChatType = keyof typeof CHAT_TYPES;

export const isChatType = (type: unknown): type is TelegramChatType =>
  typeof type === 'string' && Object.hasOwn(CHAT_TYPES, type);

/** `direct`, `group` or `channel`. */
export const modelTypeOf = (type: TelegramChatType) => CHAT_TYPES[type][0];

const PEER = /^(?:user|chat|channel)\d{1,20}$/;
const DIGITS = /^\d{1,20}$/;
/** Where the packed numbers of each kind begin; each kind has 32 bits. */
const PACKED = { user: 0, chat: 2 ** 32, channel: 2 ** 33 } as const;
const SPAN = 2 ** 32;
/** Characters of an id that is none of Telegram's. */
const LONGEST_ODD = 200;

/** Digits of a number, or of a text that is one. */
function digitsOf(id: unknown): string | undefined {
  if (typeof id === 'string') return DIGITS.test(id) ? id : undefined;
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? String(id) : undefined;
}

/** The number without its kind, where it is a packed one of that kind. */
function unpacked(kind: 'chat' | 'channel', id: number): number | undefined {
  const own = id - PACKED[kind];
  return own >= 0 && own < SPAN ? own : undefined;
}

/**
 * The account that a `from_id` is; undefined where there is none.
 * @param isPacked whether a number may have its kind in it; else it is a user's.
 */
export function accountOf(id: unknown, isPacked: boolean): string | undefined {
  if (typeof id === 'string' && PEER.test(id)) return id;
  const digits = digitsOf(id);
  if (digits === undefined) {
    return typeof id === 'string' && id !== '' ? `id ${id.slice(0, LONGEST_ODD).toWellFormed()}` : undefined;
  }
  if (isPacked && typeof id === 'number') {
    for (const kind of ['chat', 'channel'] as const) {
      const own = unpacked(kind, id);
      if (own !== undefined) return `${kind}${own}`;
    }
  }
  return `user${digits}`;
}

/** The account that a `user_id` is: a user's number, of any size. */
export const userOf = (id: unknown): string | undefined => (id === 0 ? undefined : accountOf(id, false));

/**
 * The id of a chat: that of the user, group or channel that it is with.
 * @param isPacked whether the export writes ids with their kind in them.
 */
export function chatIdOf(
  type: TelegramChatType | undefined,
  id: unknown,
  isPacked: boolean,
): string | undefined {
  const digits = digitsOf(id);
  if (digits === undefined) return undefined;
  if (type === undefined) return `id ${digits}`;
  const kind = CHAT_TYPES[type][1];
  const own = isPacked && kind !== 'user' ? unpacked(kind, Number(digits)) : undefined;
  return `${kind}${own ?? digits}`;
}
