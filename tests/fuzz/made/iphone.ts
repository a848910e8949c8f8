/** Small databases of WhatsApp for iPhones with rows in all tables that are read. */
import { DatabaseSync } from 'node:sqlite';
import { madeJpeg } from '../../../electron/intake/file-facts/testing/made-files.ts';
import {
  ANA,
  BEN,
  CLEO_LID,
  DATE,
  Filler,
  GROUP,
  ME,
} from '../../../electron/readers/whatsapp-ios/testing/made-evidence.ts';
import {
  CALL_HISTORY,
  CHAT_STORAGE,
  CONTACTS,
  HIDDEN_IDS,
} from '../../../electron/readers/whatsapp-ios/testing/schema.ts';
import { packedJid, wire } from '../../../electron/readers/whatsapp-ios/testing/wire.ts';
import { makePlist } from '../../../shared/encoding/testing/made-plist.ts';
import type { Input } from '../input.ts';
import { databaseBytes, fillTable, type Pointing } from './fill.ts';

const KINDS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 15, 26, 27, 38, 46, 53, 54, 59, 66, 999];

const POINTING: Pointing = {
  z_pk: (row) => row,
  jidstring: (row) => (row % 2 === 0 ? ANA : GROUP),
  jid: (row) => (row % 2 === 0 ? ANA : BEN),
  zlid: () => CLEO_LID,
  zwhatsappid: () => ANA,
  zidentifier: () => CLEO_LID,
  zphonenumber: () => '+44 7700 900001',
  date: (row) => DATE + row,
  z1callevents: () => 1,
  z1participants: () => 1,
};

/** As a receipt info has them: a reaction and a receipt of Ana. */
const RECEIPTS = wire(
  [1, wire([1, packedJid(ANA)], [2, 732_811_090], [3, 732_811_095])],
  [7, wire([1, wire([1, 'KEY1'], [2, ANA], [3, '👍'], [4, 1_711_118_290_000])])],
);

const bare = (schema: string, fill: (db: DatabaseSync) => void): Buffer =>
  databaseBytes((file) => {
    const db = new DatabaseSync(file, { enableForeignKeyConstraints: false });
    db.exec(schema.replaceAll(/CREATE INDEX[^;]*;/g, ''));
    fill(db);
    return db;
  });

/** `ChatStorage.sqlite` with what stands beside it on the phone. */
export function iphoneFiles(): Input {
  const storage = bare(CHAT_STORAGE, (db) => {
    const filler = new Filler(db);
    filler
      .session(1, ANA, { ZPARTNERNAME: 'Ana' })
      .session(2, GROUP, { ZPARTNERNAME: 'Allotments', ZGROUPINFO: 1 });
    filler.member(1, 2, ANA, { ZCONTACTNAME: 'Ana' }).member(2, 2, BEN);
    filler.row('ZWAGROUPINFO', { Z_PK: 1, ZCREATIONDATE: DATE, ZOWNERJID: ANA, ZCHATSESSION: 2 });
    filler.row('ZWAPROFILEPUSHNAME', { Z_PK: 1, ZJID: BEN, ZPUSHNAME: 'Benny' });
    for (const [at, kind] of KINDS.entries()) {
      const id = at + 1;
      filler.message(id, {
        ZMESSAGETYPE: kind,
        ZCHATSESSION: 1 + (at % 2),
        ZISFROMME: at % 3 === 0 ? 1 : 0,
        ZTEXT: kind === 6 ? ANA : `text ${at}`,
        ZGROUPMEMBER: at % 2 === 1 ? 1 : null,
        ZGROUPEVENTTYPE: kind === 6 || kind === 10 ? 2 : 0,
        ZFROMJID: at % 2 === 0 ? ANA : GROUP,
      });
      if (at % 3 === 1) {
        filler.media(id, {
          ZMEDIALOCALPATH: 'Media/447700900001@s.whatsapp.net/a.jpg',
          ZFILESIZE: 100,
          ZTITLE: 'a caption',
          ZVCARDSTRING: kind === 4 ? 'BEGIN:VCARD\nFN:Zoe\nEND:VCARD' : 'image/jpeg',
          ZLATITUDE: 51.5,
          ZLONGITUDE: -0.1,
          ZMOVIEDURATION: 3,
          ZMETADATA: wire([5, 'KEY1'], [19, ANA], [2, wire([1, 'option'], [2, 'other'])]),
        });
      } else filler.info(id, RECEIPTS);
    }
  });
  const contacts = bare(CONTACTS, (db) => fillTable(db, 'ZWAADDRESSBOOKCONTACT', 3, POINTING));
  const hidden = bare(HIDDEN_IDS, (db) => fillTable(db, 'ZWAZACCOUNT', 2, POINTING));
  const calls = bare(CALL_HISTORY, (db) => {
    for (const table of ['ZWAAGGREGATECALLEVENT', 'ZWACDCALLEVENT', 'ZWACDCALLEVENTPARTICIPANT'])
      fillTable(db, table, 3, POINTING);
  });
  const settings = makePlist({ OwnJabberID: ME, FullUserName: 'Me Myself' });
  return [
    { path: 'CallHistory.sqlite', bytes: calls },
    { path: 'ChatStorage.sqlite', bytes: storage },
    { path: 'ContactsV2.sqlite', bytes: contacts },
    { path: 'LID.sqlite', bytes: hidden },
    { path: 'Library/Preferences/group.net.whatsapp.WhatsApp.shared.plist', bytes: Buffer.from(settings) },
    { path: 'Message/Media/447700900001@s.whatsapp.net/a.jpg', bytes: madeJpeg() },
  ];
}
