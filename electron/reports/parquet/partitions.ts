/**
 * The dataset's files: a folder a table, in it a folder an exhibit (`exhibit_ref=AB-1`), of messages and
 * attachments one a month below (`month=2024-03`), as Hive names partitions. Rows wait in memory until their
 * file is full, and the fullest goes first, so that not more than so many wait at once.
 */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { exhibitSlug, writing } from '../../../shared/model/index.ts';
import { type Column, type ColumnType, type RowOf, TABLES, type TableName } from './schema.ts';

/** Rows of a file, and rows that wait altogether. */
export const FILE_ROWS = 50_000;
const MOST_WAITING = 100_000;
/** A long text in each row must not fill the memory: characters of text in a file, likewise. */
const FILE_TEXT = 32 * 2 ** 20;
const MOST_TEXT = 64 * 2 ** 20;

/** What Hive calls the partition of null. */
const NULL_PARTITION = '__HIVE_DEFAULT_PARTITION__';
const MONTHLY: ReadonlySet<TableName> = new Set<TableName>(['messages', 'attachments']);

export interface WrittenPart {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

interface Partition {
  readonly table: TableName;
  readonly folder: string;
  rows: RowOf<TableName>[];
  /** Characters of text in the rows that wait. */
  text: number;
  files: number;
}

type Value = string | number | boolean | bigint | Date | null;

function parquetValue(type: ColumnType, value: string | number | boolean | Date | undefined): Value {
  if (value === undefined) return null;
  if (type === 'INT64') return BigInt(Math.trunc(value as number));
  // A lone surrogate has no UTF-8.
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function fileOf(
  columns: readonly Column[],
  rows: readonly RowOf<TableName>[],
  createdBy: string,
): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ name, type }) => ({
        name,
        type,
        nullable: true,
        data: rows.map((row) => parquetValue(type, (row as Record<string, never>)[name])),
      })),
      rowGroupSize: FILE_ROWS,
      createdBy,
    }),
  );
}

const folderOf = (table: TableName, exhibit: string, month: string): string =>
  [table, `exhibit_ref=${exhibit}`, ...(MONTHLY.has(table) ? [`month=${month}`] : [])].join('/');

export class Partitions {
  private readonly root: string;
  private readonly createdBy: string;
  private readonly partitions = new Map<string, Partition>();
  private waiting = 0;
  private text = 0;
  readonly written: WrittenPart[] = [];

  constructor(root: string, createdBy: string) {
    this.root = root;
    this.createdBy = createdBy;
  }

  async add<Name extends TableName>(table: Name, row: RowOf<Name>): Promise<void> {
    const { exhibit, sent_at: at } = row as RowOf<'messages'>;
    const month = at instanceof Date ? at.toISOString().slice(0, 7) : NULL_PARTITION;
    const folder = folderOf(table, exhibitSlug(String(exhibit)), month);
    let partition = this.partitions.get(folder);
    if (!partition) {
      partition = { table, folder, rows: [], text: 0, files: 0 };
      this.partitions.set(folder, partition);
    }
    let text = 0;
    for (const value of Object.values(row)) if (typeof value === 'string') text += value.length;
    partition.rows.push(row as RowOf<TableName>);
    partition.text += text;
    this.waiting++;
    this.text += text;
    if (partition.rows.length >= FILE_ROWS || partition.text >= FILE_TEXT) await this.write(partition);
    while (this.waiting > MOST_WAITING || this.text > MOST_TEXT) await this.write(this.fullest());
  }

  /** Writes all that waits; a table without rows gets a file all the same, so that every query finds it. */
  async finish(): Promise<void> {
    const tables = new Set([...this.partitions.values()].map(({ table }) => table));
    for (const table of Object.keys(TABLES) as TableName[]) {
      const folder = folderOf(table, NULL_PARTITION, NULL_PARTITION);
      if (!tables.has(table)) await this.write({ table, folder, rows: [], text: 0, files: 0 });
    }
    for (const partition of this.partitions.values())
      if (partition.rows.length > 0) await this.write(partition);
  }

  private fullest(): Partition {
    let fullest: Partition | null = null;
    for (const one of this.partitions.values())
      if (one.text >= (fullest?.text ?? 0) && one.rows.length > 0) fullest = one;
    return fullest!;
  }

  private async write(partition: Partition): Promise<void> {
    const { table, folder, rows } = partition;
    const bytes = fileOf(TABLES[table], rows, this.createdBy);
    const name = `${folder}/part-${String(partition.files++).padStart(5, '0')}.parquet`;
    const file = path.join(this.root, ...name.split('/'));
    await writing(name, async () => {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes, { flag: 'wx', flush: true });
    });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.written.push({ path: name, rows: rows.length, bytes: bytes.length, sha256 });
    this.waiting -= rows.length;
    this.text -= partition.text;
    partition.rows = [];
    partition.text = 0;
  }
}
