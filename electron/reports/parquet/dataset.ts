/** An import as a Parquet dataset: read from its lines, checked against its log, in bounded memory. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Cancelled, type Message } from '../../../shared/model/index.ts';
import { checkedLines, FILES, readAccounts, readChats, type WrittenFiles } from '../import-folder.ts';
import { Edges } from './edges.ts';
import { Partitions, type WrittenPart } from './partitions.ts';
import { accountRow, attachmentRows, chatRow, memberRows, messageRow } from './rows.ts';
import { DATASET_VERSION, TABLES, type TableName } from './schema.ts';

/** Beside the tables; engines pass over names that begin with an underscore. */
export const SCHEMA_FILE = '_schema.json';

export interface WrittenDataset {
  readonly rows: Readonly<Record<TableName, number>>;
  readonly files: readonly WrittenPart[];
}

/**
 * Writes the dataset into a folder that is there and empty.
 * @throws Refusal `tampered` when the import's files are not what it wrote; Cancelled.
 */
export async function writeDataset(
  folder: string,
  written: WrittenFiles,
  root: string,
  software: string,
  signal: AbortSignal,
): Promise<WrittenDataset> {
  const parts = new Partitions(root, software);
  const chats = await readChats(folder, written);
  const accounts = await readAccounts(folder, written);
  for (const account of accounts) await parts.add('accounts', accountRow(account));
  for (const chat of chats) {
    await parts.add('chats', chatRow(chat));
    for (const member of memberRows(chat)) await parts.add('members', member);
  }
  const edges = new Edges(chats, accounts);
  for await (const lines of checkedLines(folder, FILES.messages, written)) {
    if (signal.aborted) throw new Cancelled();
    for (const bytes of lines) {
      const line = bytes.toString('utf8');
      const message: Message = JSON.parse(line);
      await parts.add('messages', messageRow(message, line));
      for (const attachment of attachmentRows(message)) await parts.add('attachments', attachment);
      edges.take(message);
    }
  }
  for (const edge of edges.rows()) await parts.add('edges', edge);
  await parts.finish();

  const names = Object.keys(TABLES) as TableName[];
  const rows = Object.fromEntries(
    names.map((name) => [
      name,
      parts.written
        .filter((part) => part.path.startsWith(`${name}/`))
        .reduce((sum, part) => sum + part.rows, 0),
    ]),
  ) as Record<TableName, number>;
  const files = parts.written.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const schema = { version: DATASET_VERSION, software, tables: TABLES, rows, files };
  await writeFile(path.join(root, SCHEMA_FILE), `${JSON.stringify(schema, null, 2)}\n`, {
    flag: 'wx',
    flush: true,
  });
  return { rows, files };
}
