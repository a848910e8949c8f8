/** Fills tables with rows that are plausible by the names and types of their columns. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

type Value = null | number | string | Uint8Array;

/** Numbers of rows that other tables' rows may point to. */
export interface Pointing {
  readonly [column: string]: (row: number) => Value;
}

/** Adds `rows` rows to a table; a row that breaks a constraint is left out. */
export function fillTable(db: DatabaseSync, table: string, rows: number, pointing: Pointing): void {
  const columns = db.prepare('SELECT name, type FROM pragma_table_info(?)').all(table) as {
    name: string;
    type: string;
  }[];
  if (columns.length === 0) return;
  const names = columns.map(({ name }) => `"${name}"`).join();
  const insert = db.prepare(
    `INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join()})`,
  );
  for (let row = 1; row <= rows; row++) {
    insert.run(...columns.map(({ name, type }) => cellOf(name, type, row, pointing)));
  }
}

function cellOf(name: string, type: string, row: number, pointing: Pointing): Value {
  const found = Object.entries(pointing).find(([ending]) => name.toLowerCase().endsWith(ending));
  if (found) return found[1](row);
  if (/blob/i.test(type)) return Buffer.from([10, 3, 97, 98, row & 127]);
  if (/real|float/i.test(type)) return row + 0.5;
  if (/text|char/i.test(type)) return `${name} ${row}`;
  return row % 4 === 0 ? 0 : row;
}

/** The bytes of a database that `make` fills, packed into small pages. */
export function databaseBytes(make: (file: string) => DatabaseSync): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadline-fuzz-made-'));
  try {
    const file = path.join(folder, 'made.db');
    const db = make(file);
    db.exec('PRAGMA page_size=512; VACUUM;');
    db.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
