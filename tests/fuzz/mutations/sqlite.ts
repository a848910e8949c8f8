/** Mutations of SQLite databases: values and tables by SQL, pages by the fields of their headers (sqlite.org/fileformat2). */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Chance } from '../chance.ts';
import { mutateBytes } from './bytes.ts';
import { mutateJsonText } from './json.ts';
import { mutateProtobuf } from './protobuf.ts';
import { changedString, oddNumber, oddString } from './strings.ts';

type Value = null | number | bigint | string | Uint8Array;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function changedValue(value: Value, chance: Chance, dictionary: readonly string[]): Value {
  if (value instanceof Uint8Array && !chance.oneIn(8)) {
    const bytes = Buffer.from(value);
    return (chance.oneIn(2) ? mutateProtobuf(bytes, chance) : null) ?? mutateBytes(bytes, chance, dictionary);
  }
  if (typeof value === 'string' && chance.oneIn(2)) {
    return mutateJsonText(value, chance, dictionary) ?? changedString(value, chance, dictionary);
  }
  return chance.pick<() => Value>([
    () => null,
    () => oddNumber(chance),
    () => BigInt.asIntN(64, BigInt(Math.trunc(oddNumber(chance)))),
    () => 9_223_372_036_854_775_807n,
    () => -9_223_372_036_854_775_808n,
    () => oddString(chance, dictionary).replaceAll('\ud800', '\ufffd'),
    () => Buffer.from(oddString(chance, dictionary)),
    () => chance.below(40),
    () => chance.below(140),
  ])();
}

function changeDatabase(db: DatabaseSync, chance: Chance, dictionary: readonly string[]): void {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
    .map(({ name }) => name as string);
  const filled = tables.filter((name) => db.prepare(`SELECT 1 FROM ${quoted(name)} LIMIT 1`).get());
  const table = chance.pick(chance.oneIn(5) || filled.length === 0 ? tables : filled);
  if (table === undefined) return;
  const columns = db
    .prepare(`SELECT name FROM pragma_table_info(?)`)
    .all(table)
    .map(({ name }) => name as string);
  const column = chance.pick(columns);
  const rows = db.prepare(`SELECT rowid AS at FROM ${quoted(table)} LIMIT 200`).all();
  const row = rows.length > 0 ? (chance.pick(rows).at as number) : undefined;
  const kind = chance.below(24);
  if (kind === 0) db.exec(`DROP TABLE ${quoted(table)}`);
  else if (kind === 1) db.exec(`ALTER TABLE ${quoted(table)} DROP COLUMN ${quoted(column)}`);
  else if (kind === 2)
    db.exec(
      `ALTER TABLE ${quoted(table)} RENAME TO ${quoted(`${table}_`)}; CREATE VIEW ${quoted(table)} AS SELECT * FROM ${quoted(`${table}_`)}`,
    );
  else if (kind === 3)
    db.exec(
      `ALTER TABLE ${quoted(table)} RENAME COLUMN ${quoted(column)} TO ${quoted(`${chance.pick(columns)}x`)}`,
    );
  else if (row === undefined) db.exec(`INSERT OR IGNORE INTO ${quoted(table)} DEFAULT VALUES`);
  else if (kind === 4) db.prepare(`DELETE FROM ${quoted(table)} WHERE rowid = ?`).run(row);
  else if (kind === 5) {
    const others = columns.slice(1).map(quoted).join();
    if (others)
      db.exec(
        `INSERT OR IGNORE INTO ${quoted(table)} (${others}) SELECT ${others} FROM ${quoted(table)} WHERE rowid = ${row}`,
      );
  } else {
    const read = db.prepare(`SELECT ${quoted(column)} AS value FROM ${quoted(table)} WHERE rowid = ?`);
    read.setReadBigInts(true);
    const value = read.get(row)?.value as Value;
    db.prepare(`UPDATE OR IGNORE ${quoted(table)} SET ${quoted(column)} = ? WHERE rowid = ?`).run(
      changedValue(value, chance, dictionary),
      row,
    );
  }
}

/** Changes a page's header, an offset of a cell, or the first bytes of a cell. */
function mutatePage(bytes: Buffer, chance: Chance): Buffer {
  const copy = Buffer.from(bytes);
  const stated = copy.readUInt16BE(16);
  const size = stated === 1 ? 65_536 : Math.max(512, stated);
  const pages = Math.max(1, Math.floor(copy.length / size));
  const page = chance.below(pages);
  const head = page * size + (page === 0 && chance.oneIn(2) ? 100 : 0);
  const at = chance.oneIn(2) ? head + chance.below(12) : head + 8 + chance.below(64);
  const end = chance.oneIn(3) ? (page + 1) * size - 1 - chance.below(Math.min(size, 256)) : at;
  if (end < copy.length) copy[end] = chance.pick([0, 1, 2, 5, 10, 13, 0x7f, 0x80, 0xff, chance.below(256)]);
  return copy;
}

/**
 * @param scratch a folder for the working copy.
 * @returns null where SQLite cannot work on it.
 */
export function mutateSqlite(
  bytes: Buffer,
  chance: Chance,
  dictionary: readonly string[],
  scratch: string,
): Buffer | null {
  if (bytes.length >= 512 && chance.oneIn(4)) {
    let changed = bytes;
    for (let times = 1 + chance.below(4); times > 0; times--) changed = mutatePage(changed, chance);
    return changed;
  }
  const file = path.join(scratch, 'mutated.db');
  for (const name of [file, `${file}-journal`, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
  writeFileSync(file, bytes);
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { enableForeignKeyConstraints: false, defensive: false });
    db.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA ignore_check_constraints=ON;');
    for (let times = 1 + chance.below(4); times > 0; times--) changeDatabase(db, chance, dictionary);
  } catch {
    return null;
  } finally {
    db?.close();
  }
  return readFileSync(file);
}
