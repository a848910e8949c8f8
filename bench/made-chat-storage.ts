/** Makes a ChatStorage.sqlite of any size from a seed, with messages as a busy iPhone has them. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { CHAT_STORAGE } from '../electron/readers/whatsapp-ios/testing/schema.ts';
import { packedJid, wire } from '../electron/readers/whatsapp-ios/testing/wire.ts';

const PHRASES = [
  'ok',
  'See you at the usual place at nine, and bring the papers with you.',
  'Não te esqueças de ligar ao Rui antes do almoço, por favor! 🙏',
  'Привет, как дела? Сегодня вечером встретимся у вокзала.',
  'مرحبا، هل وصلت البضاعة إلى المخزن؟',
  '今晚八点在老地方见，不要迟到。',
  'The invoice for March is attached; let me know when the transfer has gone through so that I can tell the others.',
];
const EMOJI = ['👍', '❤️', '😂', '🙏'];
const CHATS = 500;
const GROUPS = 150;
const PEOPLE = 2000;
/** 2021-01-01 in seconds since 2001. */
const START = 631_152_000;

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

const jidOf = (person: number): string => `4477${String(person).padStart(8, '0')}@s.whatsapp.net`;
const keyOf = (row: number): string => `3A${row.toString(16).toUpperCase().padStart(18, '0')}`;

function into(db: DatabaseSync, table: string, columns: readonly string[]): StatementSync {
  return db.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`);
}

/** Seven in ten are texts, one in five media; one in eight is a reply, one in five has receipts or reactions. */
export function makeChatStorage(file: string, messages: number, seed = 1): void {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; ${CHAT_STORAGE} BEGIN;`);
  const session = into(db, 'ZWACHATSESSION', ['Z_PK', 'ZCONTACTJID', 'ZPARTNERNAME', 'ZSESSIONTYPE']);
  const member = into(db, 'ZWAGROUPMEMBER', ['Z_PK', 'ZCHATSESSION', 'ZMEMBERJID', 'ZCONTACTNAME']);
  const MEMBERS_OF_A_GROUP = 20;
  for (let chat = 1; chat <= CHATS; chat++) {
    const isGroup = chat <= GROUPS;
    session.run(chat, isGroup ? `1203630000${chat}@g.us` : jidOf(chat), `Chat ${chat}`, isGroup ? 1 : 0);
    for (let n = 0; isGroup && n < MEMBERS_OF_A_GROUP; n++) {
      const person = (chat * 37 + n * 11) % PEOPLE;
      member.run((chat - 1) * MEMBERS_OF_A_GROUP + n + 1, chat, jidOf(person), `Person ${person}`);
    }
  }
  const message = into(db, 'ZWAMESSAGE', [
    'Z_PK',
    'ZCHATSESSION',
    'ZGROUPMEMBER',
    'ZISFROMME',
    'ZMESSAGETYPE',
    'ZGROUPEVENTTYPE',
    'ZMESSAGEDATE',
    'ZSENTDATE',
    'ZTEXT',
    'ZSTANZAID',
    'ZMESSAGESTATUS',
    'ZMEDIAITEM',
    'ZMESSAGEINFO',
    'ZPUSHNAME',
  ]);
  const media = into(db, 'ZWAMEDIAITEM', [
    'Z_PK',
    'ZMESSAGE',
    'ZMEDIALOCALPATH',
    'ZVCARDSTRING',
    'ZFILESIZE',
    'ZMETADATA',
  ]);
  const info = into(db, 'ZWAMESSAGEINFO', ['Z_PK', 'ZMESSAGE', 'ZRECEIPTINFO']);
  const latest = new Map<number, number>();
  let items = 0;
  let infos = 0;
  for (let row = 1; row <= messages; row++) {
    const chat = 1 + Math.floor(random() ** 2 * CHATS);
    const own = random() < 0.4;
    const sort = random();
    const type = sort < 0.72 ? 0 : sort < 0.86 ? 1 : sort < 0.93 ? 3 : sort < 0.97 ? 6 : 2;
    const quoted = type !== 6 && random() < 0.125 ? latest.get(chat) : undefined;
    const isMedia = type === 1 || type === 2 || type === 3;
    const date = START + row * 90 + (own ? random() : 0);
    let item: SQLInputValue = null;
    if (isMedia || quoted !== undefined) {
      item = ++items;
      media.run(
        item,
        row,
        isMedia ? `Media/${chat}/a/b/${row}.${type === 3 ? 'opus' : 'jpg'}` : null,
        isMedia ? (type === 3 ? 'audio/ogg; codecs=opus' : 'image/jpeg') : null,
        isMedia ? below(4_000_000) : 0,
        quoted === undefined ? null : wire([5, keyOf(quoted)], [6, jidOf(below(PEOPLE))]),
      );
    }
    let receipts: SQLInputValue = null;
    if (type !== 6 && random() < 0.2) {
      receipts = ++infos;
      const at = Math.floor(date) + 978_307_200;
      info.run(
        receipts,
        row,
        own
          ? wire(
              [3, at],
              [2, wire([1, packedJid(jidOf(below(PEOPLE)))], [5, 1 + below(900)], [10, wire([1, below(5)])])],
            )
          : wire([
              7,
              wire([
                1,
                wire([1, 'R'], [2, jidOf(below(PEOPLE))], [3, EMOJI[below(4)]!], [4, at * 1000 + 500]),
              ]),
            ]),
      );
    }
    message.run(
      row,
      chat,
      chat <= GROUPS && !own ? (chat - 1) * MEMBERS_OF_A_GROUP + 1 + below(MEMBERS_OF_A_GROUP) : null,
      own ? 1 : 0,
      type,
      type === 6 ? 3 : 0,
      date,
      date,
      type === 0 ? PHRASES[below(PHRASES.length)]! : null,
      keyOf(row),
      own ? 8 : 0,
      item,
      receipts,
      own ? null : `Person ${below(50)}`,
    );
    latest.set(chat, row);
  }
  db.exec('COMMIT');
  db.close();
}
