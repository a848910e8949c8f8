/** What a message's content is in msgstore.db: its type, its text, and its rows in the tables beside. */
import { vcardOf } from '../attached-file.ts';
import { chance } from '../chance.ts';
import { isGroup } from '../chats.ts';
import type { Content, Said } from '../message.ts';
import { OWNER, person } from '../people.ts';
import type { Jids } from './jids.ts';
import type { StoredMedia } from './media-folder.ts';
import type { Tables } from './sqlite-file.ts';
import { insertSystem, systemText } from './system-rows.ts';

/** `message.message_type`. */
const TYPES: Readonly<Record<Exclude<Content['kind'], 'not-supported'>, number>> = {
  text: 0,
  image: 1,
  voice: 2,
  audio: 2,
  video: 3,
  contact: 4,
  location: 5,
  system: 7,
  document: 9,
  gif: 13,
  deleted: 15,
  'live-location': 16,
  sticker: 20,
  'view-once': 42,
  poll: 66,
  call: 90,
};
const DELETED_BY_ADMIN = 64;

export function typeOf(content: Content): number {
  if (content.kind === 'not-supported') return content.code;
  if (content.kind === 'deleted' && content.byAdmin !== undefined) return DELETED_BY_ADMIN;
  return TYPES[content.kind];
}

/** `message.origin`: 1 is what was recorded in the app. */
export const originOf = (content: Content): number => (content.kind === 'voice' ? 1 : 0);

/** Mentions stand in a text as `@` and the digits of the number, or of the id that hides it. */
function withNumbers(text: string, { mentions }: Said): string {
  return (mentions ?? []).reduce((words, key) => {
    const { lid, number } = person(key);
    return words.replace(`@${key}`, `@${lid ?? number}`);
  }, text);
}

export function textOf(said: Said): string | null {
  const { content } = said;
  switch (content.kind) {
    case 'poll':
      return content.question;
    case 'contact':
      return content.name;
    case 'system':
      return systemText(content.event);
    default:
      return 'text' in content && content.text !== undefined ? withNumbers(content.text, said) : null;
  }
}

export function insertMedia(
  tables: Tables,
  message: number,
  chat: number,
  said: Said,
  media: StoredMedia,
): void {
  const { file, path } = media;
  const by = chance(`media ${said.chat} ${said.at}`);
  tables.insert('message_media', {
    message_row_id: message,
    chat_row_id: chat,
    autotransfer_retry_enabled: 1,
    media_job_uuid: uuid(by.hex(32)),
    transferred: path === undefined ? 0 : 1,
    transcoded: said.by === OWNER ? 1 : 0,
    file_path: path ?? null,
    file_size: path === undefined ? 0 : file.statedBytes,
    suspicious_content: 0,
    media_key: Buffer.from(by.hex(64), 'hex'),
    media_key_timestamp: Math.floor(said.at / 1000),
    width: file.width ?? 0,
    height: file.height ?? 0,
    gif_attribution: 0,
    mime_type: file.mime,
    file_length: file.statedBytes,
    media_name: file.name ?? null,
    file_hash: file.sha256.toString('base64'),
    media_duration: file.seconds ?? 0,
    page_count: said.content.kind === 'document' ? 1 : 0,
    enc_file_hash: Buffer.from(by.hex(64), 'hex').toString('base64'),
    is_animated_sticker: 0,
  });
}

function uuid(hex: string): string {
  const all = hex.toLowerCase();
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join('-');
}

/** The rows of what is neither text nor file; polls and calls are written elsewhere. */
export function insertContent(tables: Tables, jids: Jids, message: number, chat: number, said: Said): void {
  const { content } = said;
  switch (content.kind) {
    case 'system':
      insertSystem(tables, jids, message, content.event, isGroup(said.chat));
      return;
    case 'contact':
      tables.insert('message_vcard', {
        message_row_id: message,
        vcard: vcardOf(content.name, content.number),
      });
      return;
    case 'location':
    case 'live-location':
      tables.insert('message_location', {
        message_row_id: message,
        chat_row_id: chat,
        latitude: content.lat,
        longitude: content.lon,
        place_name: content.kind === 'location' ? content.name : null,
        live_location_share_duration: content.kind === 'live-location' ? content.seconds : 0,
        map_download_status: 2,
      });
      return;
    case 'view-once':
      tables.insert('message_view_once_media', { message_row_id: message, state: 1 });
      return;
    default:
      return;
  }
}
