/** One message's own row of `ZWAMESSAGE`, and the media item that belongs to it. */
import type { Source } from '../../../shared/model/index.ts';
import { asRead, type Cell, filled, integer, type Row } from '../../sqlite/cells.ts';
import { CELLS } from '../../sqlite/side-table.ts';
import type { Raw } from '../whatsapp/raw.ts';
import type { ChatEntry } from './chats.ts';

export const MESSAGE_COLUMNS = [
  'zchatsession',
  'zisfromme',
  'zgroupmember',
  'zfromjid',
  'ztojid',
  'zmessagedate',
  'zsentdate',
  'zmessagetype',
  'zgroupeventtype',
  'ztext',
  'zstanzaid',
  'zstarred',
  'zmessagestatus',
  'zflags',
  'zmediaitem',
  'zmessageinfo',
  'zparentmessage',
  'zpushname',
] as const;

export const MEDIA_COLUMNS = [
  'zmedialocalpath',
  'ztitle',
  'zfilesize',
  'zvcardstring',
  'zvcardname',
  'zlatitude',
  'zlongitude',
  'zmetadata',
] as const;

/** A row as it stands, by the names of its columns; `raw` takes what is not understood. */
export interface MessageRow {
  readonly row: number;
  readonly chat: ChatEntry;
  /** Of a contact's status, whose it is. */
  readonly poster: string | undefined;
  readonly fromMe: boolean | undefined;
  readonly member: Cell;
  readonly fromJid: Cell;
  readonly toJid: Cell;
  /** Seconds since 2001. */
  readonly date: Cell;
  readonly sentDate: Cell;
  readonly type: number | undefined;
  readonly event: number | undefined;
  readonly text: string | undefined;
  readonly key: string | undefined;
  readonly isStarred: boolean;
  readonly status: number | undefined;
  readonly flags: number;
  readonly mediaItem: Cell;
  readonly messageInfo: Cell;
  readonly parent: Cell;
  readonly pushName: Cell;
  raw: Raw | undefined;
}

interface Chatting {
  ofSession(
    session: Cell | undefined,
    other: Cell | undefined,
  ): { readonly chat: ChatEntry; readonly poster: string | undefined };
}

/** Keeps a value that is there but no whole number. */
function whole(cell: Cell | undefined, name: string, raw: { raw: Raw | undefined }): number | undefined {
  const value = integer(cell);
  if (value === undefined && cell !== null && cell !== undefined) rawOf(raw)[name] = asRead(cell);
  return value;
}

/** The row, with its columns as in `MESSAGE_COLUMNS`. */
export function messageRow(cells: Row, chats: Chatting): MessageRow {
  const noted: { raw: Raw | undefined } = { raw: undefined };
  const own = whole(cells[2], 'ZISFROMME', noted);
  if (own !== undefined && own !== 0 && own !== 1) rawOf(noted).ZISFROMME = own;
  const fromMe = own === 1 ? true : own === 0 ? false : undefined;
  const { chat, poster } = chats.ofSession(cells[1], fromMe ? cells[5] : cells[4]);
  const text = cells[10];
  if (text !== null && text !== undefined && typeof text !== 'string') rawOf(noted).ZTEXT = asRead(text);
  return {
    row: cells[0] as number,
    chat,
    poster,
    fromMe,
    member: cells[3]!,
    fromJid: cells[4]!,
    toJid: cells[5]!,
    date: cells[6]!,
    sentDate: cells[7]!,
    type: whole(cells[8], 'ZMESSAGETYPE', noted),
    event: whole(cells[9], 'ZGROUPEVENTTYPE', noted),
    text: filled(text),
    key: filled(cells[11]),
    isStarred: (integer(cells[12]) ?? 0) > 0,
    status: whole(cells[13], 'ZMESSAGESTATUS', noted),
    flags: integer(cells[14]) ?? 0,
    mediaItem: cells[15]!,
    messageInfo: cells[16]!,
    parent: cells[17]!,
    pushName: cells[18]!,
    raw: noted.raw,
  };
}

/** A row of `ZWAMEDIAITEM`. */
export interface MediaItem {
  readonly path: string | undefined;
  readonly title: string | undefined;
  readonly bytes: number | undefined;
  /** Media type; of contacts their cards. */
  readonly cardOrMime: string | undefined;
  /** SHA-256 in base64; of contacts their name, of places their address. */
  readonly cardNameOrHash: string | undefined;
  readonly latitude: Cell;
  readonly longitude: Cell;
  readonly metadata: Cell;
}

/** @param cells the columns of `MEDIA_COLUMNS` from `start` on. */
export function mediaItem(cells: Row, start = CELLS): MediaItem {
  const size = integer(cells[start + 2]);
  return {
    path: filled(cells[start]),
    title: filled(cells[start + 1]),
    bytes: size !== undefined && size > 0 ? size : undefined,
    cardOrMime: filled(cells[start + 3]),
    cardNameOrHash: filled(cells[start + 4]),
    latitude: cells[start + 5]!,
    longitude: cells[start + 6]!,
    metadata: cells[start + 7]!,
  };
}

/** The values of this row that no field carries, to be added to. */
export function rawOf(message: { raw: Raw | undefined }): Raw {
  message.raw ??= {};
  return message.raw;
}

export function sourceOf(file: string, { row, key, type, raw }: MessageRow): Source {
  return {
    file,
    table: 'ZWAMESSAGE',
    row,
    ...(key === undefined ? {} : { key }),
    ...(type === undefined ? {} : { code: type }),
    ...(raw === undefined ? {} : { raw }),
  };
}
