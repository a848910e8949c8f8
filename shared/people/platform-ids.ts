/** Which ids mean the same account or chat wherever they are met: those that a platform itself gives out. */
import type { Account, Chat, Platform } from '../model/index.ts';

/** Readers of exports that have names and no ids: whatever such an id looks like, it is a name. */
const OF_NAMES: ReadonlySet<string> = new Set(['messenger', 'whatsapp-text']);

interface Issued {
  readonly account: RegExp;
  readonly chat: RegExp;
}

const NEVER = /(?!)/;
/** WhatsApp's servers (formats.md, 3): what stands after the @ of a JID. A display name with an @ is not one. */
const WHATSAPP = /^[^\s@]+@(?:[a-z.]*whatsapp\.net|c\.us|g\.us|lid|broadcast|newsletter|bot)$/;

/** By platform; the source of each is the page of its reader in docs/readers, where nothing else is named. */
const ISSUED: Readonly<Record<Platform, Issued>> = {
  whatsapp: { account: WHATSAPP, chat: WHATSAPP },
  // Telegram numbers users, groups and channels each for all who see them; messages only in channels.
  telegram: { account: /^(?:user|channel)[1-9]\d{0,19}$/, chat: /^(?:user|chat|channel)[1-9]\d{0,19}$/ },
  // Meta's number of an account, which a phone's databases have and its exports have not. Threads are
  // numbered for each account in exports, so a chat is told by its people only.
  messenger: { account: /^[1-9]\d{4,19}$/, chat: NEVER },
  instagram: { account: /^[1-9]\d{4,19}$/, chat: NEVER },
  x: { account: /^[1-9]\d{0,19}$/, chat: /^[1-9]\d{0,19}$/ },
  // An address is of one Google account; a phone's databases have its number, 21 digits.
  'google-chat': { account: /^(?:[^\s@]+@[^\s@]+|1\d{20})$/, chat: /^(?:DM|Space) \S+$/ },
  hangouts: { account: /^1\d{20}$/, chat: /^Ug[\w-]{20,}$/ },
  // A login is of one site. What visitors type of themselves nobody verifies.
  wordpress: { account: /^\S+ user(?:-id)? \S/, chat: /^https?:\/\// },
  // The account's UUID, and the 32 bytes of a group's id in base64 (libsignal: ServiceId, GroupIdentifier).
  signal: {
    account: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
    chat: /^[A-Za-z0-9+/]{43}=$/,
  },
  // Applications of a Cellebrite report that have no platform of their own: Discord's snowflakes (64 bits, since
  // 2015) and Threema's ids. Ids of others may be a row of the phone's own database.
  other: {
    account: /^(?:Discord: [1-9]\d{16,19}|Threema: [*A-Z0-9][A-Z0-9]{7})$/,
    chat: /^Discord: [1-9]\d{16,19}$/,
  },
};

/** Whether the platform gave this account its id, so that it is one account in all exhibits. */
export function isIssuedAccount({ platform, id }: Pick<Account, 'platform' | 'id'>, reader: string): boolean {
  return !OF_NAMES.has(reader) && ISSUED[platform].account.test(id);
}

/** Whether the platform gave this chat its id: of a group. A direct chat's id may name the other side only. */
export function isIssuedChat({ platform, id }: Pick<Chat, 'platform' | 'id'>, reader: string): boolean {
  return !OF_NAMES.has(reader) && ISSUED[platform].chat.test(id);
}

/** A telephone number as the name of an account. */
const PHONE = /^\+\d[\d\s().\u00a0\u2010-\u2015-]{5,24}$/;

/**
 * What the account shares with every other entry of the same person; the first names it in decisions.
 * @param reader that found it.
 */
export function accountKeys(account: Account, reader: string): string[] {
  const { platform, exhibit, id, phone } = account;
  const keys = [
    isIssuedAccount(account, reader) ? `${platform}\0id\0${id}` : `${platform}\0in\0${exhibit}\0${id}`,
  ];
  const number = phone ?? (PHONE.test(id) ? id : undefined);
  if (number !== undefined) keys.push(`${platform}\0tel\0${number.replace(/\D/g, '')}`);
  return keys;
}
