import type { StatementSync } from 'node:sqlite';
import type { Cell, Row } from './cells.ts';
import { attempt } from './failure.ts';
import type { EvidenceDatabase } from './open-database.ts';
import { columnOf, quoted, type Schema, type Table } from './schema.ts';
import { TableRows } from './table-rows.ts';

/** Three columns that together name a row, such as a message's chat, direction and key. */
type KeyColumns = readonly [string, string, string];

/**
 * Finds the row of a key: by the database's own index over the three columns, or, where it has none, by
 * a list made at the first question (some 150 bytes a row).
 */
export class KeyLookup {
  private readonly database: EvidenceDatabase;
  private readonly table: Table | undefined;
  private readonly columns: KeyColumns;
  private readonly statement: StatementSync | undefined;
  private list: Map<string, number> | undefined;

  constructor(database: EvidenceDatabase, schema: Schema, name: string, columns: KeyColumns) {
    this.database = database;
    this.columns = columns;
    const table = schema.table(name);
    if (!table || columns.some((column) => !table.columns.has(column))) return;
    this.table = table;
    const index = table.indexes.find((one) => columns.every((column, i) => one.columns[i] === column));
    if (!index) return;
    const [a, b, c] = columns.map((column) => columnOf(table, column));
    this.statement = attempt(() =>
      database.db.prepare(
        `SELECT ${table.rowid} FROM ${quoted(table.name)} INDEXED BY ${quoted(index.name)}
         WHERE ${a} = ? AND ${b} = ? AND ${c} = ? LIMIT 1`,
      ),
    );
  }

  /** The number of the row with this key, if there is one. */
  find(a: number | string, b: number, c: string): number | undefined {
    if (!this.table) return undefined;
    const { statement } = this;
    if (!statement) {
      this.list ??= this.makeList(this.table);
      return this.list.get(keyOf(a, b, c));
    }
    const row = attempt(() => statement.get(a, b, c) as unknown as Row | undefined);
    return typeof row?.[0] === 'number' ? row[0] : undefined;
  }

  private makeList(table: Table): Map<string, number> {
    const list = new Map<string, number>();
    for (const rows of new TableRows(this.database, table, this.columns).scan()) {
      for (const [id, a, b, c] of rows) {
        const key = keyOf(a!, b!, c!);
        if (!list.has(key)) list.set(key, id as number);
      }
    }
    return list;
  }
}

const keyOf = (a: Cell, b: Cell, c: Cell): string => `${a}\0${b}\0${c}`;
