/** The real database of the samples, decrypted, so that tests and benchmarks fill a true schema. */
import { createDecipheriv, createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inflateSync } from 'node:zlib';

const SAMPLES = path.resolve(import.meta.dirname, '../../../../../shared/data/whatsapp-crypt');
/** As the samples' README states it. */
const DATABASE = '1425b944a2e3885fc936a7bb82f6548c5cc09523a2f61f02aa836c4ed8bbd16e';
/** Tag and MD5 at the end of a crypt15 file. */
const [TAG_BYTES, MD5_BYTES] = [16, 16];

const hmac = (key: Uint8Array, text: Uint8Array): Buffer => createHmac('sha256', key).update(text).digest();

let kept: Buffer | undefined;

/** The bytes of the samples' msgstore.db: both generations, 100 triggers, 10 rows of `messages`, 1 of `message`. */
export function realDatabase(): Buffer {
  if (kept) return kept;
  const root = readFileSync(path.join(SAMPLES, 'encrypted_backup.key')).subarray(27);
  const key = hmac(hmac(Buffer.alloc(32), root), Buffer.from('backup encryption\u0001', 'latin1'));
  const backup = readFileSync(path.join(SAMPLES, 'msgstore.db.crypt15'));
  // Length of the header, then 1 when a table of features follows it (formats.md, 2).
  const start = backup[1] === 1 ? 2 : 1;
  const header = backup.subarray(start, start + backup[0]!);
  const iv = header.subarray(header.indexOf(Buffer.from([0x0a, 0x10])) + 2).subarray(0, 16);
  const end = backup.length - MD5_BYTES - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAuthTag(backup.subarray(end, end + TAG_BYTES));
  const packed = Buffer.concat([decipher.update(backup.subarray(start + backup[0]!, end)), decipher.final()]);
  const database = inflateSync(packed);
  const sha256 = createHash('sha256').update(database).digest('hex');
  if (sha256 !== DATABASE) throw new Error(`the sample is not what its README says: ${sha256}`);
  kept = database;
  return database;
}

/** Tables as newer versions of WhatsApp have them, which the samples' schema lacks. */
export const NEWER_TABLES = `
CREATE TABLE jid_map(lid_row_id INTEGER PRIMARY KEY NOT NULL,jid_row_id INTEGER NOT NULL,sort_id INTEGER);
CREATE TABLE lid_display_name(lid_row_id INTEGER PRIMARY KEY NOT NULL,display_name TEXT NOT NULL,username TEXT);
CREATE TABLE message_edit_info(message_row_id INTEGER PRIMARY KEY,original_key_id TEXT NOT NULL,edited_timestamp INTEGER NOT NULL,sender_timestamp INTEGER NOT NULL);
CREATE TABLE message_poll(message_row_id INTEGER PRIMARY KEY,enc_key BLOB,selectable_options_count INTEGER,invalid_state INTEGER NOT NULL DEFAULT 0);
CREATE TABLE message_poll_option(_id INTEGER PRIMARY KEY AUTOINCREMENT,message_row_id INTEGER,option_sha256 TEXT,option_name TEXT,vote_total INTEGER,option_hash TEXT);
CREATE TABLE message_add_on_poll_vote(message_add_on_row_id INTEGER PRIMARY KEY,sender_timestamp INTEGER);
CREATE TABLE message_add_on_poll_vote_selected_option(_id INTEGER PRIMARY KEY AUTOINCREMENT,message_add_on_row_id INTEGER,message_poll_option_id INTEGER);
CREATE INDEX message_add_on_poll_vote_selected_option_message_add_on_row_id_index ON message_add_on_poll_vote_selected_option (message_add_on_row_id);
CREATE TABLE message_call_log(message_row_id INTEGER PRIMARY KEY,call_log_row_id INTEGER);
CREATE TABLE message_event(message_row_id INTEGER PRIMARY KEY,is_canceled INTEGER DEFAULT 0,name TEXT NOT NULL,description TEXT,location_latitude REAL,location_longitude REAL,location_name TEXT,location_address TEXT,join_link TEXT,start_time DATETIME NOT NULL,end_time DATETIME);
CREATE TABLE message_album(message_row_id INTEGER PRIMARY KEY,image_count INTEGER NOT NULL DEFAULT 0,video_count INTEGER NOT NULL DEFAULT 0);
CREATE TABLE message_association(_id INTEGER PRIMARY KEY AUTOINCREMENT,child_message_row_id INTEGER NOT NULL,parent_message_row_id INTEGER NOT NULL,association_type INTEGER NOT NULL);
CREATE TABLE message_comment(_id INTEGER PRIMARY KEY AUTOINCREMENT,parent_message_row_id INTEGER,message_row_id INTEGER);
CREATE TABLE group_past_participant_user(_id INTEGER PRIMARY KEY AUTOINCREMENT,group_jid_row_id INTEGER NOT NULL,user_jid_row_id INTEGER NOT NULL,is_leave INTEGER NOT NULL,timestamp INTEGER);
CREATE TABLE newsletter(chat_row_id INTEGER PRIMARY KEY,name TEXT NOT NULL,description TEXT);
CREATE TABLE newsletter_message_reaction(_id INTEGER PRIMARY KEY AUTOINCREMENT,message_row_id INTEGER NOT NULL,reaction TEXT NOT NULL,reaction_count INTEGER NOT NULL);
ALTER TABLE message_revoked ADD COLUMN revoke_timestamp INTEGER;
ALTER TABLE message_media ADD COLUMN media_caption TEXT;
`;

export type Values = Readonly<Record<string, null | number | bigint | string | Uint8Array>>;

/** Opens a database for a test to fill: no journal on disk, no waiting for it, and defences off. */
export function openToFill(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { enableForeignKeyConstraints: false, defensive: false });
  db.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;');
  return db;
}

export function insert(db: DatabaseSync, table: string, values: Values): void {
  const names = Object.keys(values);
  db.prepare(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map(() => '?').join()})`,
  ).run(...Object.values(values));
}
