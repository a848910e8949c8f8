/** Writes a SQLite file row by row, so that the same rows give the same bytes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** A row by its columns' names; columns not named are NULL or what the schema says. */
export type Row = Readonly<Record<string, SQLInputValue>>;

export interface Tables {
  /** @returns the row's number. */
  insert(table: string, row: Row): number;
}

/**
 * Makes a database of the schema, lets `fill` write it, and gives its bytes. They depend on the version
 * of SQLite (its number stands in bytes 96 to 99 of the file) and on nothing else of the machine.
 */
export function sqliteFile(schema: readonly string[], fill: (tables: Tables) => void): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-sample-'));
  try {
    const file = path.join(folder, 'made.db');
    const db = new DatabaseSync(file);
    db.exec('PRAGMA page_size = 4096; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN');
    for (const statement of schema) db.exec(statement);
    const prepared = new Map<string, StatementSync>();
    fill({
      insert(table, row) {
        const columns = Object.keys(row);
        const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
        const known = prepared.get(sql);
        const statement = known ?? db.prepare(sql);
        if (!known) prepared.set(sql, statement);
        return Number(statement.run(...Object.values(row)).lastInsertRowid);
      },
    });
    db.exec('PRAGMA user_version = 1; COMMIT; VACUUM');
    db.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
