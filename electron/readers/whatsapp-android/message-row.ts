/** One message's own row, of either generation, in one shape. */
import type { Source } from '../../../shared/model/index.ts';
import { asRead, type Cell, filled, integer, type Row, real, reference, text } from '../../sqlite/cells.ts';
import type { MediaStatement } from '../whatsapp/media-files.ts';
import type { Raw } from '../whatsapp/raw.ts';
import type { Accounts } from './accounts.ts';
import type { ChatEntry, Chats } from './chats.ts';
import { TYPE } from './kinds.ts';
import { mediaPathOf } from './serialised.ts';

/** An absent field is NULL or unusable in the row; values that were not understood stand in `raw`. */
export interface MessageRow {
  table: 'message' | 'messages';
  row: number;
  chat: ChatEntry;
  fromMe: boolean | undefined;
  key: string | undefined;
  /** Account that the row itself names as sender. */
  sender: string | undefined;
  status: number | undefined;
  /** `message_type` or `media_wa_type`. */
  type: number | undefined;
  text: string | undefined;
  /** Of its file. */
  caption: string | undefined;
  /** ms since 1970 UTC, as read. */
  sent: number | undefined;
  received: number | undefined;
  /** 1 for a voice note. */
  origin: number | undefined;
  forwarded: boolean;
  starred: boolean;
  raw: Raw | undefined;
  /** What only the older table keeps in the message's own row. */
  old: OldParts | undefined;
}

export interface OldParts {
  readonly media: MediaStatement | undefined;
  readonly caption: string | undefined;
  readonly latitude: number | undefined;
  readonly longitude: number | undefined;
  readonly placeName: string | undefined;
  readonly mentions: string | undefined;
  /** Row of `messages_quotes`. */
  readonly quote: number | undefined;
  /** 7: taken back by the sender. */
  readonly editVersion: number | undefined;
  readonly delivered: number | undefined;
  readonly read: number | undefined;
  readonly played: number | undefined;
  /** Of a system row: what happened, as `message_system.action_type`. */
  readonly action: number | undefined;
  /** Of a system row: the serialised list of those it is about. */
  readonly participants: Cell;
  readonly seconds: number | undefined;
}

export const NEWER_COLUMNS = [
  'chat_row_id',
  'from_me',
  'key_id',
  'sender_jid_row_id',
  'status',
  'timestamp',
  'received_timestamp',
  'message_type',
  'text_data',
  'origination_flags',
  'origin',
  'starred',
] as const;

export const OLDER_COLUMNS = [
  'key_remote_jid',
  'key_from_me',
  'key_id',
  'remote_resource',
  'status',
  'timestamp',
  'received_timestamp',
  'media_wa_type',
  'data',
  'forwarded',
  'origin',
  'starred',
  'media_mime_type',
  'media_size',
  'media_name',
  'media_caption',
  'media_hash',
  'media_url',
  'media_duration',
  'latitude',
  'longitude',
  'thumb_image',
  'mentioned_jids',
  'quoted_row_id',
  'edit_version',
  'receipt_device_timestamp',
  'read_device_timestamp',
  'played_device_timestamp',
] as const;

interface RowContext {
  readonly accounts: Accounts;
  readonly chats: Chats;
}

/** Keeps a value that is there but no whole number. */
function whole(cell: Cell | undefined, name: string, row: { raw: Raw | undefined }): number | undefined {
  const value = integer(cell);
  if (value === undefined && cell !== null && cell !== undefined) {
    row.raw ??= {};
    row.raw[name] = asRead(cell);
  }
  return value;
}

function direction(cell: Cell | undefined, name: string, row: { raw: Raw | undefined }): boolean | undefined {
  const value = whole(cell, name, row);
  if (value === 0) return false;
  if (value === 1) return true;
  if (value !== undefined) {
    row.raw ??= {};
    row.raw[name] = value;
  }
  return undefined;
}

/** Text, also of a blob that is UTF-8; one that is not stays in `raw` by its size. */
function words(cell: Cell | undefined, name: string, row: { raw: Raw | undefined }): string | undefined {
  if (typeof cell === 'string') return cell === '' ? undefined : cell;
  if (cell === null || cell === undefined) return undefined;
  row.raw ??= {};
  row.raw[name] = asRead(cell);
  return filled(cell);
}

/** The row of `message`, with its columns as in `NEWER_COLUMNS`. */
export function newerRow(row: Row, { accounts, chats }: RowContext): MessageRow {
  const message: MessageRow = {
    table: 'message',
    row: row[0] as number,
    chat: chats.ofRow(row[1]),
    fromMe: undefined,
    key: text(row[3]),
    sender: undefined,
    status: undefined,
    type: undefined,
    text: undefined,
    caption: undefined,
    sent: undefined,
    received: undefined,
    origin: integer(row[11]),
    forwarded: ((integer(row[10]) ?? 0) & 1) === 1,
    starred: row[12] === 1,
    raw: undefined,
    old: undefined,
  };
  message.fromMe = direction(row[2], 'from_me', message);
  const sender = reference(row[4]);
  if (sender !== undefined) {
    message.sender = accounts.account(sender);
    if (message.sender === undefined) {
      message.raw ??= {};
      message.raw.sender_jid_row_id = sender;
    }
  } else if (row[4] !== null) {
    whole(row[4], 'sender_jid_row_id', message);
  }
  message.status = whole(row[5], 'status', message);
  message.sent = whole(row[6], 'timestamp', message);
  message.received = whole(row[7], 'received_timestamp', message);
  message.type = whole(row[8], 'message_type', message);
  message.text = words(row[9], 'text_data', message);
  return message;
}

/** The row of `messages`, with its columns as in `OLDER_COLUMNS`. */
export function olderRow(row: Row, { accounts, chats }: RowContext): MessageRow {
  const status = integer(row[5]);
  const size = integer(row[14]);
  const message: MessageRow = {
    table: 'messages',
    row: row[0] as number,
    chat: chats.ofText(row[1]),
    fromMe: undefined,
    key: text(row[3]),
    sender: undefined,
    status,
    type: undefined,
    text: undefined,
    caption: undefined,
    sent: undefined,
    received: undefined,
    origin: integer(row[11]),
    forwarded: (integer(row[10]) ?? 0) > 0,
    starred: row[12] === 1,
    raw: undefined,
    old: undefined,
  };
  message.fromMe = direction(row[2], 'key_from_me', message);
  if (status === undefined) whole(row[5], 'status', message);
  message.sent = whole(row[6], 'timestamp', message);
  message.received = whole(row[7], 'received_timestamp', message);
  message.type = whole(row[8], 'media_wa_type', message);
  message.text = words(row[9], 'data', message);
  // The view message_view of the database itself: a text of status 6 is a system message.
  const isSystem = message.type === 0 && status === 6;
  if (isSystem) message.type = TYPE.system;
  // Of an own message it may be a list of those it went to.
  if (isSystem || !message.fromMe) message.sender = accounts.accountOfText(row[4]);
  const [mime, name, hash, url] = [filled(row[13]), filled(row[15]), filled(row[17]), filled(row[18])];
  const path = isSystem ? undefined : mediaPathOf(row[22]);
  const hasMedia = !isSystem && (mime ?? hash ?? path ?? url) !== undefined;
  message.old = {
    media: hasMedia
      ? { path, name, mime, bytes: size !== undefined && size > 0 ? size : undefined, hash }
      : undefined,
    caption: filled(row[16]),
    latitude: real(row[20]),
    longitude: real(row[21]),
    placeName: name,
    mentions: filled(row[23]),
    quote: reference(row[24]),
    editVersion: integer(row[25]),
    delivered: integer(row[26]),
    read: integer(row[27]),
    played: integer(row[28]),
    action: isSystem ? size : undefined,
    participants: isSystem ? row[22]! : null,
    seconds: integer(row[19]),
  };
  return message;
}

/** The newer row, with what it lacks from the older row of the same message. */
export function joined(one: MessageRow, other: MessageRow): MessageRow {
  const raw = other.raw || one.raw ? { ...other.raw, ...one.raw } : undefined;
  return {
    ...one,
    fromMe: one.fromMe ?? other.fromMe,
    key: one.key ?? other.key,
    sender: one.sender ?? other.sender,
    status: one.status ?? other.status,
    type: one.type ?? other.type,
    text: one.text ?? other.text,
    sent: usable(one.sent) ? one.sent : (other.sent ?? one.sent),
    received: usable(one.received) ? one.received : (other.received ?? one.received),
    origin: one.origin ?? other.origin,
    forwarded: one.forwarded || other.forwarded,
    starred: one.starred || other.starred,
    raw,
    old: other.old,
  };
}

const usable = (ms: number | undefined): boolean => ms !== undefined && ms > 0;

/** The values of this row that no field carries, to be added to. */
export function rawOf(message: MessageRow): Raw {
  message.raw ??= {};
  return message.raw;
}

export function sourceOf(file: string, message: MessageRow): Source {
  const { table, row, key, type, raw } = message;
  const source: { -readonly [Field in keyof Source]: Source[Field] } = { file, table, row };
  if (key !== undefined) source.key = key;
  if (type !== undefined) source.code = type;
  if (raw !== undefined) source.raw = raw;
  return source;
}
