/** Evidence for tests: a folder of files, databases of a true schema among them, and a reading of it. */
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
import type { DatabaseSync } from 'node:sqlite';
import type {
  DraftMessage,
  EvidenceEntry,
  EvidenceTree,
  ReadResult,
  RecognisedSource,
  SkippedRow,
} from '../../../../shared/evidence/index.ts';
import { writtenDraft } from '../../../../shared/evidence/written.ts';
import { whatsappAndroid } from '../loader.ts';
import { insert, NEWER_TABLES, openToFill, realDatabase, type Values } from './true-schema.ts';

export interface Reading extends ReadResult {
  readonly messages: DraftMessage[];
  readonly skipped: SkippedRow[];
  readonly batches: number;
}

/** Empties the sample of its own rows; its schema, triggers and indexes stay. */
const EMPTY = `DELETE FROM message; DELETE FROM message_media; DELETE FROM jid; DELETE FROM chat; DELETE FROM user_device;
  DELETE FROM message_thumbnails; DELETE FROM status; DELETE FROM message_status_psa_campaign;`;

/** The sample's database without rows, with the tables of newer versions unless `asOf2022`. */
export function emptyDatabase(file: string, { asOf2022 = false } = {}): Filler {
  writeFileSync(file, realDatabase());
  const db = openToFill(file);
  // Triggers of `messages` delete the rows beside it one by one.
  db.exec(`${EMPTY} DELETE FROM messages; ${asOf2022 ? '' : NEWER_TABLES}`);
  return new Filler(db);
}

/** Puts rows into a database, with values for the columns that may not be NULL. */
export class Filler {
  readonly db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.db = db;
  }

  row(table: string, values: Values): this {
    insert(this.db, table, values);
    return this;
  }

  jid(id: number, address: string): this {
    const cut = address.lastIndexOf('@');
    return this.row('jid', {
      _id: id,
      user: address.slice(0, Math.max(cut, 0)),
      server: address.slice(cut + 1),
      raw_string: address,
    });
  }

  /** A chat with a row of `jid` of its own, which has the number 1000 + id. */
  chat(id: number, address: string, subject: string | null = null): this {
    return this.jid(1000 + id, address).row('chat', { _id: id, jid_row_id: 1000 + id, subject });
  }

  message(id: number, values: Values = {}): this {
    return this.row('message', {
      _id: id,
      chat_row_id: 1,
      from_me: 0,
      key_id: `KEY${id}`,
      timestamp: 1_700_000_000_000 + id * 1000,
      message_type: 0,
      sort_id: id,
      ...values,
    });
  }

  older(id: number, values: Values = {}): this {
    return this.row('messages', {
      _id: id,
      key_remote_jid: ANA,
      key_from_me: 0,
      key_id: `KEY${id}`,
      status: 0,
      timestamp: 1_500_000_000_000 + id * 1000,
      media_wa_type: '0',
      ...values,
    });
  }

  close(): void {
    this.db.close();
  }
}

export const ANA = '447700900001@s.whatsapp.net';
export const BEN = '447700900002@s.whatsapp.net';
export const CLEO = '447700900003@s.whatsapp.net';
export const GROUP = '120363000000000001@g.us';

/** A folder of evidence that goes with the test that made it. */
export class MadeEvidence {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'threadline-android-'));
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

  /** A database of the samples' schema, filled. */
  database(
    name: string,
    fill: (filler: Filler) => void,
    options: { readonly asOf2022?: boolean } = {},
  ): this {
    this.file(name);
    const filler = emptyDatabase(this.at(name), options);
    fill(filler);
    filler.close();
    return this;
  }

  /** A database with no tables but those that `fill` makes. */
  bareDatabase(name: string, fill: (db: DatabaseSync) => void): this {
    this.file(name);
    const db = openToFill(this.at(name));
    db.exec('PRAGMA page_size=1024');
    fill(db);
    db.close();
    return this;
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
    const source = given ?? (await whatsappAndroid.recognise(tree))[0];
    if (!source) throw new Error('nothing was recognised');
    const scratch = path.join(this.folder, `scratch-${++this.scratches}`);
    const read = await whatsappAndroid.load();
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

/** Reads one filled msgstore.db. */
export async function readFilled(
  fill: (filler: Filler) => void,
  options: { readonly asOf2022?: boolean } = {},
): Promise<Reading> {
  using evidence = new MadeEvidence();
  return await evidence.database('msgstore.db', fill, options).read();
}
