/**
 * A table whose rows belong to messages (or to other rows) by a key column. Read in step with the
 * messages: `load` takes the rows of a range of keys, `take` gives those of one key, keys ascending.
 */
import type { StatementSync } from 'node:sqlite';
import type { Row } from './cells.ts';
import { attempt } from './failure.ts';
import { Numbers } from './numbers.ts';
import type { EvidenceDatabase } from './open-database.ts';
import { columnOf, quoted, type Schema, type Table } from './schema.ts';
import { ROWS_AT_ONCE, TableRows } from './table-rows.ts';

/** Rows that one query may give; a range with more is read in halves. */
const ROWS_OF_A_LOAD = 65_536;
/** Rows that belong to one key; what a hostile database claims beyond is counted, not kept. */
const ROWS_OF_A_KEY = 20_000;
const NOTHING: readonly Row[] = [];
/** In a row of a side table, the wanted columns start here: the key and the row's number come first. */
export const CELLS = 2;

/** How rows of a key are found: they have it as their number, an index has it, or a list made by one pass. */
type Access =
  | { readonly by: 'number' }
  | {
      readonly by: 'index';
      readonly range: StatementSync;
      readonly ids: StatementSync;
      readonly next: StatementSync;
    }
  | { readonly by: 'list'; readonly keys: Numbers; readonly ids: Numbers };

export class SideTable {
  readonly name: string;
  private readonly database: EvidenceDatabase;
  private readonly table: Table | undefined;
  private readonly key: string;
  private readonly rows: TableRows | undefined;
  private access: Access | undefined;
  /** Rows are [key, row number, wanted…], by key, then number. */
  private loaded: readonly Row[] = NOTHING;
  private at = 0;
  /** The least key among the rows loaded and not yet taken. */
  nextKey = Number.POSITIVE_INFINITY;
  /** No row has a key from the last one loaded up to this. */
  private noneBefore = Number.NEGATIVE_INFINITY;
  private used = 0;

  /** @param wanted lower-case column names. A table that is not there has no rows. */
  constructor(
    database: EvidenceDatabase,
    schema: Schema,
    name: string,
    key: string,
    wanted: readonly string[],
  ) {
    this.database = database;
    this.name = name;
    this.key = key;
    const table = schema.table(name);
    if (!table?.columns.has(key)) {
      if (table) database.findings.damage(database.file, name, `it has no column ${key}; it was not used`);
      return;
    }
    this.table = table;
    this.rows = attempt(() => new TableRows(database, table, [key, ...wanted]));
    this.access = attempt(() => this.quickAccess(table, wanted));
  }

  private quickAccess(table: Table, wanted: readonly string[]): Access | undefined {
    if (table.alias === this.key) return { by: 'number' };
    const index = table.indexes.find(({ columns }) => columns[0] === this.key);
    if (!index || !table.integers.has(this.key)) return undefined;
    const { db } = this.database;
    const key = columnOf(table, this.key);
    const columns = [key, table.rowid, ...wanted.map((column) => columnOf(table, column))].join(', ');
    const from = `FROM ${quoted(table.name)} INDEXED BY ${quoted(index.name)}`;
    return {
      by: 'index',
      range: db.prepare(
        `SELECT ${columns} ${from} WHERE ${key} >= ? AND ${key} <= ? ORDER BY ${key} LIMIT ?`,
      ),
      ids: db.prepare(`SELECT ${table.rowid} ${from} WHERE ${key} = ? LIMIT ?`),
      next: db.prepare(`SELECT ${key} ${from} WHERE ${key} >= ? ORDER BY ${key} LIMIT 1`),
    };
  }

  /** Takes the rows whose keys lie in the range, both ends included; ranges must rise. */
  load(first: number, last: number): void {
    this.at = 0;
    if (!this.rows || last < this.noneBefore) {
      this.loaded = NOTHING;
      this.nextKey = Number.POSITIVE_INFINITY;
      return;
    }
    this.loaded = this.between(first, last);
    this.nextKey = this.loaded.length === 0 ? Number.POSITIVE_INFINITY : (this.loaded[0]![0] as number);
    if (this.loaded.length === 0) this.noneBefore = this.keyAfter(last);
  }

  /** The rows of a key; keys must rise from call to call. */
  take(key: number): readonly Row[] {
    if (key < this.nextKey) return NOTHING;
    const start = this.pass(key);
    return start === this.at ? NOTHING : this.loaded.slice(start, this.at);
  }

  /** The first row of a key; keys must rise from call to call. */
  first(key: number): Row | undefined {
    if (key < this.nextKey) return undefined;
    const start = this.pass(key);
    return start === this.at ? undefined : this.loaded[start];
  }

  /** Goes past the rows of a key, and those of keys before it; where its rows start. */
  private pass(key: number): number {
    const { loaded } = this;
    let start = this.at;
    while (start < loaded.length && (loaded[start]![0] as number) < key) start++;
    let end = start;
    while (end < loaded.length && loaded[end]![0] === key) end++;
    this.at = end;
    this.used += end - start;
    this.nextKey = end < loaded.length ? (loaded[end]![0] as number) : Number.POSITIVE_INFINITY;
    return start;
  }

  /** The rows of any one key. */
  of(key: number): readonly Row[] {
    if (!this.rows) return NOTHING;
    let rows = NOTHING;
    if (this.access?.by === 'number') {
      const row = this.rows.row(key);
      if (row) rows = [row];
    } else {
      rows = this.between(key, key);
    }
    this.used += rows.length;
    return rows;
  }

  private between(first: number, last: number): readonly Row[] {
    this.access ??= this.makeList();
    const { access } = this;
    // [number, key, wanted…], and the key is the number.
    if (access.by === 'number') return this.rows!.range(first, last);
    if (access.by === 'list') return this.byList(access, first, last);
    const rows = attempt(() => access.range.all(first, last, ROWS_OF_A_LOAD) as unknown as Row[]);
    if (rows && !rises(rows, first, last)) return this.withoutIndex(first, last);
    if (rows && rows.length < ROWS_OF_A_LOAD) return sorted(rows);
    if (first < last) {
      const middle = Math.floor(first + (last - first) / 2);
      return [...this.between(first, middle), ...this.between(middle + 1, last)];
    }
    const ids = attempt(() => access.ids.all(first, ROWS_OF_A_LOAD) as unknown as [number][]);
    if (!ids) return this.withoutIndex(first, last);
    return this.capped(this.numbered(ids.map(([id]) => id).sort((a, b) => a - b)), first);
  }

  private withoutIndex(first: number, last: number): readonly Row[] {
    const { file, findings } = this.database;
    findings.damage(file, this.table!.name, 'its index is damaged; the table was read without it');
    this.access = this.makeList();
    return this.between(first, last);
  }

  private byList({ keys, ids }: Access & { by: 'list' }, first: number, last: number): readonly Row[] {
    const [start, end] = [keys.countBelow(first), keys.countBelow(last + 1)];
    if (end - start > ROWS_OF_A_LOAD && first < last) {
      const middle = Math.floor(first + (last - first) / 2);
      return [...this.between(first, middle), ...this.between(middle + 1, last)];
    }
    const rows = sorted(
      this.numbered(ids.slice(start, Math.min(end, start + ROWS_OF_A_LOAD)).sort((a, b) => a - b)),
    );
    return first === last ? this.capped(rows, first) : rows;
  }

  /** Rows by their numbers, ascending, as [key, number, wanted…]. */
  private numbered(ids: readonly number[]): readonly Row[] {
    const found: Row[] = [];
    for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
      for (const [number, key, ...rest] of this.rows!.rows(ids.slice(start, start + ROWS_AT_ONCE))) {
        found.push([key!, number!, ...rest]);
      }
    }
    return found;
  }

  private capped(rows: readonly Row[], key: number): readonly Row[] {
    if (rows.length <= ROWS_OF_A_KEY) return rows;
    const { file, findings } = this.database;
    findings.damage(
      file,
      `${this.table!.name}, ${this.key} ${key}`,
      `more than ${ROWS_OF_A_KEY} rows for one; of them the first ${ROWS_OF_A_KEY} were used`,
    );
    return rows.slice(0, ROWS_OF_A_KEY);
  }

  /** Reads the whole table once; for a table without a usable index. 16 bytes a row. */
  private makeList(): Access {
    const [keys, ids] = [new Numbers(), new Numbers()];
    let ascending = true;
    for (const rows of new TableRows(this.database, this.table!, [this.key]).scan()) {
      for (const [id, key] of rows) {
        if (typeof key !== 'number') continue;
        if (keys.length > 0 && key < keys.at(keys.length - 1)) ascending = false;
        keys.push(key);
        ids.push(id as number);
      }
    }
    if (ascending) return { by: 'list', keys, ids };
    const order = Uint32Array.from({ length: keys.length }, (_, i) => i);
    order.sort((a, b) => keys.at(a) - keys.at(b) || a - b);
    const [byKey, theirIds] = [new Numbers(), new Numbers()];
    for (const i of order) {
      byKey.push(keys.at(i));
      theirIds.push(ids.at(i));
    }
    return { by: 'list', keys: byKey, ids: theirIds };
  }

  private keyAfter(last: number): number {
    const { access } = this;
    if (access?.by === 'number') return this.rows!.firstId(last + 1) ?? Number.NEGATIVE_INFINITY;
    if (access?.by === 'list') {
      const next = access.keys.countBelow(last + 1);
      return next < access.keys.length ? access.keys.at(next) : Number.POSITIVE_INFINITY;
    }
    const row = access && attempt(() => (access.next.get(last + 1) as unknown as Row | undefined) ?? null);
    if (row === null) return Number.POSITIVE_INFINITY;
    return typeof row?.[0] === 'number' ? row[0] : Number.NEGATIVE_INFINITY;
  }

  /** How many rows of the table `take` and `of` never gave. */
  unused(): number {
    if (!this.rows) return 0;
    return Math.max(0, this.rows.count() - this.used);
  }
}

function rises(rows: readonly Row[], first: number, last: number): boolean {
  let before = first;
  for (const [key, id] of rows) {
    if (typeof key !== 'number' || typeof id !== 'number' || key < before || key > last) return false;
    before = key;
  }
  return true;
}

const order = (a: Row, b: Row): number =>
  (a[0] as number) - (b[0] as number) || (a[1] as number) - (b[1] as number);

/** By key, then by row number: an index has its other columns before the number, a list gives rows by number. */
function sorted(rows: readonly Row[]): readonly Row[] {
  for (let i = 1; i < rows.length; i++) {
    if (order(rows[i - 1]!, rows[i]!) > 0) return [...rows].sort(order);
  }
  return rows;
}
