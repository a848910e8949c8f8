/** Small databases of WhatsApp for Android with rows in all tables that are read. */
import { DatabaseSync } from 'node:sqlite';
import {
  ANA,
  BEN,
  CLEO,
  emptyDatabase,
  GROUP,
} from '../../../electron/readers/whatsapp-android/testing/made-evidence.ts';
import { databaseBytes, fillTable, type Pointing } from './fill.ts';

const CODES = [
  0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 16, 20, 23, 24, 25, 42, 64, 66, 90, 92, 99, 103, 777,
];

const POINTING: Pointing = {
  message_add_on_row_id: (row) => row,
  call_log_row_id: (row) => row,
  chat_row_id: (row) => 1 + (row % 2),
  parent_message_row_id: (row) => 1 + (row % CODES.length),
  message_row_id: (row) => 1 + (row % CODES.length),
  group_jid_row_id: () => 1002,
  jid_row_id: (row) => [5, 6, 1001, 1002][row % 4]!,
  message_add_on_type: (row) => [56, 67, 58][row % 3]!,
  action_type: (row) => [1, 4, 5, 6, 7, 10, 11, 12, 14, 15, 18, 27, 56, 58, 79][row % 15]!,
  timestamp: (row) => 1_700_000_000_000 + row * 1000,
  reaction: () => '👍',
  key_remote_jid: (row) => (row % 2 === 0 ? ANA : GROUP),
  gjid: () => GROUP,
  jid: (row) => (row % 2 === 0 ? ANA : BEN),
  latitude: () => 51.5,
  longitude: () => -0.12,
  mime_type: (row) => ['image/jpeg', 'video/mp4', 'audio/ogg; codecs=opus'][row % 3]!,
  file_hash: () => 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=',
};

/** The tables beside `message` and `messages` in which the reader looks. */
const BESIDE =
  /^(message_|call_log|group_part|group_past|receipt|jid_map|lid_|chat_list|messages_|newsletter|props)/;

export function androidDatabase(options: { readonly asOf2022?: boolean } = {}): Buffer {
  return databaseBytes((file) => {
    const filler = emptyDatabase(file, options);
    const { db } = filler;
    filler.jid(5, CLEO).jid(6, BEN).chat(1, ANA).chat(2, GROUP, 'Allotments');
    for (const [at, code] of CODES.entries()) {
      filler.message(at + 1, {
        message_type: code,
        chat_row_id: 1 + (at % 2),
        from_me: at % 3 === 0 ? 1 : 0,
        sender_jid_row_id: 5,
        text_data: `text ${at}`,
        status: at % 3 === 0 ? 13 : 0,
      });
    }
    for (const code of ['0', '1', '5', '8', '15', '4']) {
      filler.older(Number(code) + 1, {
        media_wa_type: code,
        data: `older ${code}`,
        key_id: `OLD${code}`,
        latitude: 1,
        longitude: 2,
      });
    }
    const objects = db
      .prepare("SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
      .all();
    for (const { type, name } of objects) if (type === 'trigger') db.exec(`DROP TRIGGER "${name}"`);
    for (const { type, name } of objects) if (type === 'index') db.exec(`DROP INDEX "${name}"`);
    const kept = /^(message|messages|chat|jid)$/;
    for (const { type, name } of objects) {
      if (type === 'view') db.exec(`DROP VIEW "${name}"`);
      if (type !== 'table' || kept.test(name as string)) continue;
      if (BESIDE.test(name as string) && !/fts|vcard_jid/.test(name as string))
        fillTable(db, name as string, 4, POINTING);
      else if (!/fts/.test(name as string)) db.exec(`DROP TABLE "${name}"`);
    }
    return db;
  });
}

export function androidContacts(): Buffer {
  return databaseBytes((file) => {
    const db = new DatabaseSync(file);
    db.exec(`CREATE TABLE wa_contacts (_id INTEGER PRIMARY KEY, jid TEXT, status TEXT, number TEXT, display_name TEXT, given_name TEXT, family_name TEXT, wa_name TEXT);
      CREATE TABLE wa_vnames (_id INTEGER PRIMARY KEY, jid TEXT, verified_name TEXT);
      CREATE TABLE wa_group_descriptions (_id INTEGER PRIMARY KEY, jid TEXT, description TEXT);`);
    for (const table of ['wa_contacts', 'wa_vnames', 'wa_group_descriptions'])
      fillTable(db, table, 3, POINTING);
    return db;
  });
}
