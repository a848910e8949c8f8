/**
 * Makes a msgstore.db of any size: the samples' true schema, triggers included, filled from a seed with
 * messages as a busy phone has them. The same seed gives the same database.
 */
import { writeFileSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { openToFill, realDatabase } from '../electron/readers/whatsapp-android/testing/true-schema.ts';

export interface MadeMsgstore {
  readonly messages: number;
  readonly seed?: number;
  readonly chats?: number;
  readonly people?: number;
}

const PHRASES = [
  'ok',
  'See you at the usual place at nine, and bring the papers with you.',
  'Não te esqueças de ligar ao Rui antes do almoço, por favor! 🙏',
  'Привет, как дела? Сегодня вечером встретимся у вокзала.',
  'مرحبا، هل وصلت البضاعة إلى المخزن؟',
  'नमस्ते, कल सुबह बात करते हैं',
  '今晚八点在老地方见，不要迟到。',
  'jajaja 😂😂😂',
  'https://maps.google.com/?q=38.7223,-9.1393',
  'The invoice for March is attached; let me know when the transfer has gone through so that I can tell the others.',
];
const EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏'];
const START = Date.UTC(2021, 0, 1);
const GROUP_SHARE = 0.3;

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Drops triggers and the indexes of these tables; gives the SQL that puts them back. */
function bare(db: DatabaseSync, tables: readonly string[]): string[] {
  const found = db
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND
         (type = 'trigger' OR (type = 'index' AND tbl_name IN (${tables.map(() => '?').join()})))`,
    )
    .all(...tables) as { type: string; name: string; sql: string }[];
  for (const { type, name } of found) db.exec(`DROP ${type} "${name}"`);
  return found.map(({ sql }) => sql);
}

const FILLED = [
  'message',
  'message_media',
  'message_quoted',
  'message_mentions',
  'message_vcard',
  'message_add_on',
  'receipt_user',
  'call_log',
  'jid',
  'chat',
  'group_participant_user',
];

/** Writes the database to a file. */
export function makeMsgstore(file: string, made: MadeMsgstore): void {
  const { messages, seed = 1, chats = 500, people = 2000 } = made;
  writeFileSync(file, realDatabase());
  const db = openToFill(file);
  db.exec('PRAGMA cache_size=-400000; PRAGMA temp_store=MEMORY;');
  const putBack = bare(db, FILLED);
  db.exec(
    'BEGIN; DELETE FROM message; DELETE FROM messages; DELETE FROM message_media; DELETE FROM jid; DELETE FROM chat;',
  );
  new Filling(db, randomFrom(seed), chats, people).fill(messages);
  db.exec('COMMIT');
  for (const sql of putBack) db.exec(sql);
  db.close();
}

class Filling {
  private readonly db: DatabaseSync;
  private readonly random: () => number;
  private readonly chats: number;
  private readonly people: number;
  private readonly statements = new Map<string, StatementSync>();
  private addOns = 0;

  constructor(db: DatabaseSync, random: () => number, chats: number, people: number) {
    this.db = db;
    this.random = random;
    this.chats = chats;
    this.people = people;
  }

  private put(table: string, columns: string, ...values: SQLInputValue[]): void {
    const key = `${table} ${columns}`;
    let statement = this.statements.get(key);
    if (!statement) {
      const places = columns.split(',').map(() => '?');
      statement = this.db.prepare(`INSERT INTO ${table} (${columns}) VALUES (${places.join()})`);
      this.statements.set(key, statement);
    }
    statement.run(...values);
  }

  private below(n: number): number {
    return Math.floor(this.random() * n);
  }

  private hex(digits: number): string {
    let text = '';
    while (text.length < digits)
      text += Math.floor(this.random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return text.slice(0, digits).toUpperCase();
  }

  private words(): string {
    const count = this.random() < 0.8 ? 1 : 1 + this.below(5);
    let text = '';
    for (let n = 0; n < count; n++) text += (n > 0 ? ' ' : '') + PHRASES[this.below(PHRASES.length)]!;
    return text;
  }

  fill(messages: number): void {
    const { people, chats } = this;
    for (let person = 1; person <= people; person++) {
      const user = String(447700000000 + person);
      this.put(
        'jid',
        '_id,user,server,agent,device,type,raw_string',
        person,
        user,
        's.whatsapp.net',
        0,
        0,
        0,
        `${user}@s.whatsapp.net`,
      );
    }
    const groups = Math.floor(chats * GROUP_SHARE);
    for (let chat = 1; chat <= chats; chat++) {
      const isGroup = chat <= groups;
      if (isGroup) {
        const user = `1203630${String(chat).padStart(11, '0')}`;
        this.put(
          'jid',
          '_id,user,server,agent,device,type,raw_string',
          people + chat,
          user,
          'g.us',
          0,
          0,
          1,
          `${user}@g.us`,
        );
        for (let n = 0; n < 12; n++) {
          this.put(
            'group_participant_user',
            'group_jid_row_id,user_jid_row_id,rank',
            people + chat,
            ((chat * 7 + n * 31) % people) + 1,
            0,
          );
        }
      }
      this.put(
        'chat',
        '_id,jid_row_id,subject,hidden',
        chat,
        isGroup ? people + chat : chat,
        isGroup ? `Group ${chat}` : null,
        0,
      );
    }
    // Keys of the latest messages of each chat, for quotes.
    const latest: { key: string; own: number }[][] = Array.from({ length: chats + 1 }, () => []);
    let time = START;
    for (let row = 1; row <= messages; row++) {
      time += this.below(60_000);
      // Few chats have most of the messages.
      const chat = 1 + Math.floor(this.random() ** 3 * chats);
      const keys = latest[chat]!;
      const own = this.random() < 0.45 ? 1 : 0;
      const key = (own ? '3EB0' : '3A') + this.hex(own ? 16 : 18);
      this.message(row, chat, chat <= groups, own, key, time, keys);
      keys.push({ key, own });
      if (keys.length > 40) keys.shift();
      if (row % 60 === 0) this.call(row / 60, chat, groups, time);
    }
  }

  private call(row: number, chat: number, groups: number, time: number): void {
    const peer = chat <= groups ? ((chat * 7) % this.people) + 1 : chat;
    const result = [5, 5, 5, 2, 3, 4][this.below(6)]!;
    this.put(
      'call_log',
      '_id,jid_row_id,from_me,call_id,transaction_id,timestamp,video_call,duration,call_result',
      row,
      peer,
      row % 2,
      `call:${this.hex(32)}`,
      -1,
      time,
      this.below(2),
      result === 5 ? this.below(3600) : 0,
      result,
    );
  }

  private message(
    row: number,
    chat: number,
    isGroup: boolean,
    own: number,
    key: string,
    time: number,
    keys: readonly { key: string; own: number }[],
  ): void {
    const pick = this.random();
    const type =
      pick < 0.7
        ? 0
        : pick < 0.8
          ? 1
          : pick < 0.86
            ? 2
            : pick < 0.89
              ? 3
              : pick < 0.91
                ? 9
                : pick < 0.94
                  ? 20
                  : pick < 0.97
                    ? 7
                    : pick < 0.98
                      ? 5
                      : pick < 0.99
                        ? 4
                        : 15;
    const sender = isGroup && !own ? ((chat * 7 + this.below(12) * 31) % this.people) + 1 : 0;
    const text = type === 0 || (type === 1 && this.random() < 0.2) ? this.words() : null;
    this.put(
      'message',
      '_id,chat_row_id,from_me,key_id,sender_jid_row_id,status,origination_flags,origin,timestamp,received_timestamp,receipt_server_timestamp,message_type,text_data,starred,lookup_tables,message_add_on_flags,sort_id',
      row,
      chat,
      own,
      key,
      sender,
      own ? (this.random() < 0.7 ? 13 : 5) : 0,
      this.random() < 0.03 ? 1 : 0,
      type === 2 ? 1 : 0,
      time,
      own ? -1 : time + this.below(3000),
      own ? time + 400 : -1,
      type,
      text,
      0,
      0,
      0,
      row,
    );
    if (type === 1 || type === 2 || type === 3 || type === 9 || type === 20)
      this.media(row, chat, type, time);
    if (type === 7)
      this.put('message_system', 'message_row_id,action_type', row, [1, 12, 5, 18, 67][this.below(5)]!);
    if (type === 5)
      this.put(
        'message_location',
        'message_row_id,chat_row_id,latitude,longitude,place_name',
        row,
        chat,
        38 + this.random(),
        -9 - this.random(),
        'Rua Augusta',
      );
    if (type === 4)
      this.put(
        'message_vcard',
        'message_row_id,vcard',
        row,
        `BEGIN:VCARD\nVERSION:3.0\nFN:Person ${row}\nTEL:+44770000${row}\nEND:VCARD`,
      );
    if (type === 7 || type === 15) return;
    if (keys.length > 0 && this.random() < 0.12) {
      const quoted = keys[this.below(keys.length)]!;
      this.put(
        'message_quoted',
        'message_row_id,chat_row_id,parent_message_chat_row_id,from_me,sender_jid_row_id,key_id,timestamp,message_type,text_data',
        row,
        chat,
        chat,
        quoted.own,
        0,
        quoted.key,
        time,
        0,
        null,
      );
    }
    if (isGroup && this.random() < 0.04)
      this.put(
        'message_mentions',
        'message_row_id,jid_row_id',
        row,
        ((chat * 7 + this.below(12) * 31) % this.people) + 1,
      );
    if (this.random() < 0.08) {
      for (let n = 1 + this.below(isGroup ? 3 : 1); n > 0; n--) {
        const id = ++this.addOns;
        const by = isGroup ? ((chat * 7 + n * 31) % this.people) + 1 : 0;
        this.put(
          'message_add_on',
          '_id,chat_row_id,from_me,key_id,sender_jid_row_id,parent_message_row_id,timestamp,status,message_add_on_type',
          id,
          chat,
          n % 2,
          this.hex(20),
          by,
          row,
          time + 5000,
          0,
          56,
        );
        this.put(
          'message_add_on_reaction',
          'message_add_on_row_id,reaction,sender_timestamp',
          id,
          EMOJI[this.below(EMOJI.length)]!,
          time + 4000,
        );
      }
    }
    if (own) {
      for (let n = 0; n < (isGroup ? 4 : 1); n++) {
        const to = isGroup ? ((chat * 7 + n * 31) % this.people) + 1 : chat;
        this.put(
          'receipt_user',
          'message_row_id,receipt_user_jid_row_id,receipt_timestamp,read_timestamp',
          row,
          to,
          time + 900,
          this.random() < 0.7 ? time + 60_000 : 0,
        );
      }
    }
  }

  private media(row: number, chat: number, type: number, time: number): void {
    const day = new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
    const [folder, prefix, end, mime] = (
      {
        1: ['WhatsApp Images', 'IMG', 'jpg', 'image/jpeg'],
        2: ['WhatsApp Voice Notes/202103', 'PTT', 'opus', 'audio/ogg; codecs=opus'],
        3: ['WhatsApp Video', 'VID', 'mp4', 'video/mp4'],
        9: ['WhatsApp Documents', 'DOC', 'pdf', 'application/pdf'],
        20: ['WhatsApp Stickers', 'STK', 'webp', 'image/webp'],
      } as const
    )[type as 1 | 2 | 3 | 9 | 20];
    this.put(
      'message_media',
      'message_row_id,chat_row_id,file_path,file_size,mime_type,file_length,media_name,file_hash,media_duration',
      row,
      chat,
      `Media/${folder}/${prefix}-${day}-WA${String(row % 10_000).padStart(4, '0')}.${end}`,
      10_000 + this.below(1_000_000),
      mime,
      10_000 + this.below(1_000_000),
      type === 9 ? `Invoice ${row}.pdf` : null,
      Buffer.from(this.hex(64), 'hex').toString('base64'),
      type === 2 ? this.below(60) : 0,
    );
  }
}
