/** Evidence for tests: a folder of files, databases of an iPhone among them, and a reading of it. */
import {
  copyFileSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePlist } from '../../../../shared/encoding/testing/made-plist.ts';
import type {
  DraftMessage,
  EvidenceEntry,
  EvidenceTree,
  ReadResult,
  RecognisedSource,
  SkippedRow,
} from '../../../../shared/evidence/index.ts';
import { writtenDraft } from '../../../../shared/evidence/written.ts';
import { whatsappIos } from '../loader.ts';
import { CALL_HISTORY, CHAT_STORAGE, CONTACTS, HIDDEN_IDS } from './schema.ts';

export interface Reading extends ReadResult {
  readonly messages: DraftMessage[];
  readonly skipped: SkippedRow[];
  readonly batches: number;
}

export type Values = Readonly<Record<string, null | number | bigint | string | Uint8Array>>;

export const ME = '447700900000@s.whatsapp.net';
export const ANA = '447700900001@s.whatsapp.net';
export const BEN = '447700900002@s.whatsapp.net';
export const CLEO = '447700900003@s.whatsapp.net';
export const CLEO_LID = '98765432109876@lid';
export const GROUP = '120363000000000001@g.us';
/** 2024-03-22T14:38:05Z in seconds since 2001. */
export const DATE = 732_811_085;

export class Filler {
  readonly db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.db = db;
  }

  row(table: string, values: Values): this {
    const names = Object.keys(values);
    this.db
      .prepare(
        `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map(() => '?').join()})`,
      )
      .run(...Object.values(values));
    return this;
  }

  session(id: number, jid: string | null, values: Values = {}): this {
    const type = jid?.endsWith('@g.us') ? 1 : 0;
    return this.row('ZWACHATSESSION', { Z_PK: id, ZCONTACTJID: jid, ZSESSIONTYPE: type, ...values });
  }

  member(id: number, session: number, jid: string, values: Values = {}): this {
    return this.row('ZWAGROUPMEMBER', { Z_PK: id, ZCHATSESSION: session, ZMEMBERJID: jid, ...values });
  }

  message(id: number, values: Values = {}): this {
    return this.row('ZWAMESSAGE', {
      Z_PK: id,
      ZCHATSESSION: 1,
      ZISFROMME: 0,
      ZMESSAGETYPE: 0,
      ZMESSAGEDATE: DATE + id,
      ZSTANZAID: `KEY${id}`,
      ...values,
    });
  }

  /** The media item of a message, which has the same number. */
  media(message: number, values: Values): this {
    this.db.prepare('UPDATE ZWAMESSAGE SET ZMEDIAITEM = ? WHERE Z_PK = ?').run(message, message);
    return this.row('ZWAMEDIAITEM', { Z_PK: message, ZMESSAGE: message, ...values });
  }

  info(message: number, receiptInfo: Uint8Array): this {
    this.db.prepare('UPDATE ZWAMESSAGE SET ZMESSAGEINFO = ? WHERE Z_PK = ?').run(message, message);
    return this.row('ZWAMESSAGEINFO', { Z_PK: message, ZMESSAGE: message, ZRECEIPTINFO: receiptInfo });
  }
}

const SCHEMAS = {
  ChatStorage: CHAT_STORAGE,
  ContactsV2: CONTACTS,
  LID: HIDDEN_IDS,
  CallHistory: CALL_HISTORY,
};

/** A folder of evidence that goes with the test that made it. */
export class MadeEvidence {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'threadline-ios-'));
  private readonly paths: string[] = [];
  private scratches = 0;

  at(name: string): string {
    return path.join(this.folder, 'evidence', name);
  }

  file(name: string, bytes: Uint8Array | string = ''): this {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), bytes);
    if (!this.paths.includes(name)) this.paths.push(name);
    return this;
  }

  /** A database of the schema that belongs to its name, filled. */
  database(name: string, fill: (filler: Filler) => void, schema?: string): this {
    const stem = path.basename(name, '.sqlite') as keyof typeof SCHEMAS;
    return this.bareDatabase(name, (db) => {
      db.exec(schema ?? SCHEMAS[stem] ?? CHAT_STORAGE);
      fill(new Filler(db));
    });
  }

  /** A database with no tables but those that `fill` makes. */
  bareDatabase(name: string, fill: (db: DatabaseSync) => void): this {
    this.file(name);
    const db = new DatabaseSync(this.at(name), { enableForeignKeyConstraints: false, defensive: false });
    db.exec('PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;');
    fill(db);
    db.close();
    return this;
  }

  settings(values: Readonly<Record<string, string>> = { OwnJabberID: ME, FullUserName: 'Me Myself' }): this {
    return this.file('Library/Preferences/group.net.whatsapp.WhatsApp.shared.plist', makePlist(values));
  }

  get tree(): EvidenceTree {
    const entries = this.paths.sort().map(
      (name): EvidenceEntry => ({
        path: name,
        bytes: statSync(this.at(name)).size,
        open: () => createReadStream(this.at(name)) as AsyncIterable<Uint8Array>,
      }),
    );
    return { entries, leftOut: [], close: async () => {} };
  }

  /** Reads the first source found in the evidence, or the one given. */
  async read(given?: RecognisedSource): Promise<Reading> {
    const { tree } = this;
    const source = given ?? (await whatsappIos.recognise(tree))[0];
    if (!source) throw new Error('nothing was recognised');
    const scratch = path.join(this.folder, `scratch-${++this.scratches}`);
    const read = await whatsappIos.load();
    const reading = read({
      exhibit: 'AB/1',
      tree,
      source,
      options: {},
      signal: new AbortController().signal,
      materialise: async (entry) => {
        const copy = path.join(scratch, entry.path);
        mkdirSync(path.dirname(copy), { recursive: true });
        copyFileSync(this.at(entry.path), copy);
        return copy;
      },
    });
    const messages: DraftMessage[] = [];
    const skipped: SkippedRow[] = [];
    let batches = 0;
    let step = await reading.next();
    for (; !step.done; step = await reading.next()) {
      messages.push(...step.value.messages.map(writtenDraft));
      skipped.push(...step.value.skipped);
      batches++;
    }
    return { ...step.value, messages, skipped, batches };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Reads one filled ChatStorage.sqlite of the owner `ME`. */
export async function readFilled(fill: (filler: Filler) => void): Promise<Reading> {
  using evidence = new MadeEvidence();
  return await evidence.settings().database('ChatStorage.sqlite', fill).read();
}
