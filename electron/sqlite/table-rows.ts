/**
 * The rows of one table in ascending row number, as far as they can be read. A hostile or damaged
 * b-tree may be cut, cyclic, or repeat its pages: every query is bounded, and row numbers must rise.
 */
import type { StatementSync } from 'node:sqlite';
import type { Cell, Row } from './cells.ts';
import { attempt, failureOf } from './failure.ts';
import { lostRows } from './findings.ts';
import { BATCH_VALUE_BYTES, type EvidenceDatabase, LONGEST_VALUE_BYTES } from './open-database.ts';
import { columnOf, quoted, type Table } from './schema.ts';

/** Row numbers beyond these are no exact doubles; apps’ start at 1. */
export const LEAST_ID = Number.MIN_SAFE_INTEGER;
export const GREATEST_ID = Number.MAX_SAFE_INTEGER;

const IDS_AT_ONCE = 1024;
/** Rows of one batch: as quick as larger ones, and bounded by `BATCH_VALUE_BYTES`. */
export const ROWS_AT_ONCE = 256;
/** A batch that fails is read again in parts of this many rows, and those that fail row by row. */
const ROWS_OF_A_PART = 16;
const ROWS_OF_A_RANGE = 1024;
const ROWS_COUNTED_AT_ONCE = 65_536;
/** Longest text kept, in characters (a blob: in bytes); WhatsApp's own limit is 65,536. */
export const LONGEST_TEXT = 2 ** 20;

export class TableRows {
  readonly table: Table;
  private readonly database: EvidenceDatabase;
  private readonly wanted: readonly string[];
  private readonly idsAfter: StatementSync;
  private readonly between: StatementSync;
  private readonly single: StatementSync;
  private cells: StatementSync[] | undefined;

  /**
   * @param wanted lower-case names of columns; those the table lacks read as NULL. A row is its number,
   * then these columns.
   */
  constructor(database: EvidenceDatabase, table: Table, wanted: readonly string[]) {
    this.database = database;
    this.table = table;
    this.wanted = wanted;
    const { db } = database;
    const { rowid } = table;
    const from = `FROM ${quoted(table.name)} NOT INDEXED`;
    const columns = [rowid, ...wanted.map((name) => columnOf(table, name))].join(', ');
    this.idsAfter = db.prepare(
      `SELECT ${rowid} ${from} WHERE ${rowid} >= ? AND ${rowid} <= ? ORDER BY ${rowid} LIMIT ?`,
    );
    this.between = db.prepare(
      `SELECT ${columns} ${from} WHERE ${rowid} >= ? AND ${rowid} <= ? ORDER BY ${rowid} LIMIT ?`,
    );
    this.single = db.prepare(`SELECT ${columns} ${from} WHERE ${rowid} = ?`);
  }

  /** Row numbers from `first` to `last`, ascending, in chunks. Ranges that cannot be read are named as damage. */
  *ids(first = LEAST_ID, last = GREATEST_ID): Generator<number[]> {
    const { file, findings } = this.database;
    let next = first;
    let size = IDS_AT_ONCE;
    while (next <= last) {
      const ids = this.risingIds(next, last, size);
      if (ids) {
        if (ids.length > 0) yield ids;
        if (ids.length < size) return;
        next = ids.at(-1)! + 1;
        continue;
      }
      if (size > 1) {
        size = Math.max(1, size >> 4);
        continue;
      }
      const resumed = this.firstReadable(next, last);
      lostRows(findings, file, this.table.name, next, resumed === undefined ? undefined : resumed - 1);
      if (resumed === undefined) return;
      next = resumed;
      size = IDS_AT_ONCE;
    }
  }

  private risingIds(first: number, last: number, limit: number): number[] | undefined {
    const rows = attempt(() => this.idsAfter.all(first, last, limit) as unknown as Row[]);
    if (!rows) return undefined;
    let before = first - 1;
    const ids: number[] = [];
    for (const [id] of rows) {
      if (typeof id !== 'number' || id <= before || id > last) return undefined;
      ids.push(id);
      before = id;
    }
    return ids;
  }

  /** The least row number above `after` from which reading works again, found by doubling, then halving. */
  private firstReadable(after: number, last: number): number | undefined {
    const works = (start: number): boolean => this.risingIds(start, last, 1) !== undefined;
    let step = 1;
    while (!works(Math.min(after + step, last))) {
      if (after + step >= last) return undefined;
      step *= 2;
    }
    let [fails, reads] = [after + Math.floor(step / 2), Math.min(after + step, last)];
    while (reads - fails > 1) {
      const middle = Math.floor(fails + (reads - fails) / 2);
      if (works(middle)) reads = middle;
      else fails = middle;
    }
    return this.risingIds(reads, last, 1)!.length === 0 ? undefined : reads;
  }

  /** The rows of these numbers, ascending, one for each; what of a row cannot be read is NULL and named as damage. */
  rows(ids: readonly number[]): readonly Row[] {
    if (ids.length === 0) return [];
    const rows = attempt(
      () => this.between.all(ids[0]!, ids.at(-1)!, ids.length + 1) as unknown as readonly Row[],
    );
    if (rows?.length === ids.length && rows.every((row, i) => row[0] === ids[i])) return rows;
    if (ids.length <= ROWS_OF_A_PART) return ids.map((id) => this.cellByCell(id));
    const parts: Row[] = [];
    for (let start = 0; start < ids.length; start += ROWS_OF_A_PART) {
      parts.push(...this.rows(ids.slice(start, start + ROWS_OF_A_PART)));
    }
    return parts;
  }

  /** The row of this number, if there is one. */
  row(id: number): Row | undefined {
    const row = attempt(() => (this.single.get(id) as unknown as Row | undefined) ?? null);
    if (row === null) return undefined;
    return row ?? (this.risingIds(id, id, 1)?.length === 1 ? this.cellByCell(id) : undefined);
  }

  /** The rows whose numbers lie in the range, both ends included. */
  range(first: number, last: number): readonly Row[] {
    const rows = attempt(() => this.between.all(first, last, ROWS_OF_A_RANGE) as unknown as readonly Row[]);
    if (rows && rows.length < ROWS_OF_A_RANGE && ascends(rows, first, last)) return rows;
    const found: Row[] = [];
    for (const ids of this.ids(first, last)) {
      for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
        for (const row of this.rows(ids.slice(start, start + ROWS_AT_ONCE))) found.push(row);
      }
    }
    return found;
  }

  /** The least row number from `first` on; infinite where there is none, undefined where it cannot be read. */
  firstId(first: number): number | undefined {
    const ids = this.risingIds(first, GREATEST_ID, 1);
    return ids && (ids[0] ?? Number.POSITIVE_INFINITY);
  }

  /** How many rows there are, as far as they can be counted. */
  count(): number {
    const { rowid, name } = this.table;
    const some = this.database.db.prepare(
      `SELECT count(*), max(id) FROM (SELECT ${rowid} AS id FROM ${quoted(name)} NOT INDEXED
         WHERE ${rowid} >= ? AND ${rowid} <= ? ORDER BY ${rowid} LIMIT ${ROWS_COUNTED_AT_ONCE})`,
    );
    let total = 0;
    for (let next = LEAST_ID; ; ) {
      const row = attempt(() => some.get(next, GREATEST_ID) as unknown as Row);
      if (!row) return total;
      const [count, greatest] = row as [number, number | null];
      total += count;
      if (count < ROWS_COUNTED_AT_ONCE || greatest === null || greatest < next) return total;
      next = greatest + 1;
    }
  }

  /** All rows, in chunks. */
  *scan(): Generator<readonly Row[]> {
    for (const ids of this.ids()) {
      for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
        yield this.rows(ids.slice(start, start + ROWS_AT_ONCE));
      }
    }
  }

  /** Row numbers, as text, that are no exact doubles; at most 10,000. */
  unreachable(): string[] {
    const { rowid } = this.table;
    const found = attempt(() =>
      [`${rowid} > ${GREATEST_ID}`, `${rowid} < ${LEAST_ID}`].flatMap((beyond) =>
        (
          this.database.db
            .prepare(
              `SELECT substr(${rowid}, 1) FROM ${quoted(this.table.name)} NOT INDEXED WHERE ${beyond} ORDER BY ${rowid} LIMIT 10000`,
            )
            .all() as unknown as Row[]
        ).map(([id]) => String(id)),
      ),
    );
    return [...new Set(found ?? [])];
  }

  private cellByCell(id: number): Row {
    const { db } = this.database;
    db.limits.length = LONGEST_VALUE_BYTES;
    try {
      this.cells ??= this.wanted.map((name) => this.cellStatement(name));
      return [id, ...this.wanted.map((name, i) => this.cell(id, name, this.cells![i]!))];
    } finally {
      db.limits.length = BATCH_VALUE_BYTES;
    }
  }

  private cellStatement(name: string): StatementSync {
    const { rowid } = this.table;
    const column = columnOf(this.table, name);
    const isLong = `typeof(${column}) IN ('text', 'blob') AND octet_length(${column}) > ${LONGEST_TEXT}`;
    const statement = this.database.db.prepare(
      `SELECT CASE WHEN ${isLong} THEN substr(${column}, 1, ${LONGEST_TEXT}) ELSE ${column} END,
              CASE WHEN ${isLong} THEN octet_length(${column}) END
       FROM ${quoted(this.table.name)} NOT INDEXED WHERE ${rowid} = ?`,
    );
    statement.setReadBigInts(true);
    return statement;
  }

  private cell(id: number, name: string, statement: StatementSync): Cell {
    const { file, findings } = this.database;
    const where = `${this.table.name}, row ${id}, ${name}`;
    try {
      const row = statement.get(id) as unknown as Row | undefined;
      if (!row) return null;
      const [cell, octets] = row;
      if (typeof octets === 'bigint') {
        findings.damage(file, where, `longer than ${LONGEST_TEXT} characters; of it these were kept`);
      }
      if (typeof cell !== 'bigint') return cell ?? null;
      const number = Number(cell);
      return Number.isSafeInteger(number) ? number : cell;
    } catch (error) {
      const reason = failureOf(error);
      if (reason === undefined) throw error;
      findings.damage(file, where, `this value could not be read: ${reason}`);
      return null;
    }
  }
}

/** Whether the numbers of rows rise from row to row and lie in the range. */
export function ascends(rows: readonly Row[], first: number, last: number): boolean {
  let before = first - 1;
  for (const [id] of rows) {
    if (typeof id !== 'number' || id <= before || id > last) return false;
    before = id;
  }
  return true;
}
