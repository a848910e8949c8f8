/** The committed files of the sample case, opened for tests. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type EvidenceKey, openEvidence, parseKey } from '../../../electron/containers/index.ts';

export const CASE = path.resolve(import.meta.dirname, '..');
export const MSGSTORE = 'AB-1/msgstore.db.crypt15';
export const CONTACTS = 'AB-1/wa.db';
export const EXPORT = 'AB-2/WhatsApp Chat - Daniel Marsh.zip';
export const INSTANT = Date.parse('2024-03-22T14:40:00Z');

/** Place on this machine of a file of the case, by its path with `/`. */
export const at = (name: string, folder = CASE): string => path.join(folder, ...name.split('/'));
export const bytesAt = (name: string, folder = CASE): Buffer => readFileSync(at(name, folder));

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/** All that make.ts has made, by path. */
export const COMMITTED: readonly string[] = [
  'case.json',
  ...['AB-1', 'AB-2', 'AB-3'].flatMap((name) => filesBelow(at(name)).map((file) => `${name}/${file}`)),
].sort();

export const workFolder = (): string => mkdtempSync(path.join(tmpdir(), 'threadline-sample-test-'));

/** The entries of evidence with their bytes. @param work a folder of the test's own. */
export async function contentsOf(
  file: string,
  work: string,
  key?: EvidenceKey,
): Promise<Map<string, Buffer>> {
  const scratch = mkdtempSync(path.join(work, 'scratch-'));
  const { tree } = await openEvidence(file, { scratch, ...(key === undefined ? {} : { key }) });
  const contents = new Map<string, Buffer>();
  for (const entry of tree.entries) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of entry.open()) chunks.push(chunk);
    contents.set(entry.path, Buffer.concat(chunks));
  }
  await tree.close();
  return contents;
}

/** The database inside the backup, opened with the key beside it. */
export async function openMsgstore(work: string, folder = CASE): Promise<DatabaseSync> {
  const key = await parseKey({ file: at('AB-1/encrypted_backup.key', folder) });
  const contents = await contentsOf(at(MSGSTORE, folder), work, key);
  const plain = path.join(mkdtempSync(path.join(work, 'plain-')), 'msgstore.db');
  writeFileSync(plain, contents.get('msgstore.db')!);
  return new DatabaseSync(plain, { readOnly: true });
}

export const openContacts = (folder = CASE): DatabaseSync =>
  new DatabaseSync(at(CONTACTS, folder), { readOnly: true });

export interface DatabaseContent {
  readonly schema: unknown;
  readonly rows: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

/** Every row of every table, and the schema. */
export function databaseContent(db: DatabaseSync): DatabaseContent {
  const schema = db.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();
  const tables = schema.filter(({ type }) => type === 'table').map(({ name }) => String(name));
  return {
    schema,
    rows: Object.fromEntries(
      tables.map((name) => [name, db.prepare(`SELECT * FROM ${name} ORDER BY rowid`).all()]),
    ),
  };
}

export interface StoredMessage {
  readonly _id: number;
  readonly timestamp: number;
  readonly text_data: string | null;
  readonly from_me: number;
  /** Address of the chat. */
  readonly raw_string: string;
}

export function messagesOf(store: DatabaseSync): StoredMessage[] {
  return store
    .prepare(
      `SELECT message._id, timestamp, text_data, from_me, raw_string FROM message
       JOIN chat ON chat._id = chat_row_id JOIN jid ON jid._id = chat.jid_row_id ORDER BY message._id`,
    )
    .all() as unknown as StoredMessage[];
}
