/** What a database of evidence really has: ordinary tables, ordinary columns, plain indexes. */
import { Refusal } from '../../shared/model/index.ts';
import type { Row } from './cells.ts';
import { attempt, failureOf } from './failure.ts';
import { BATCH_VALUE_BYTES, type EvidenceDatabase, LONGEST_VALUE_BYTES } from './open-database.ts';

/** Entries of the schema that are looked at; WhatsApp’s largest has some 700. */
const MOST_ENTRIES = 20_000;

interface Index {
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Table {
  readonly name: string;
  /** Names as written, by lower-case name; generated and hidden columns are not among them. */
  readonly columns: ReadonlyMap<string, string>;
  /** Lower-case names of the columns with integer affinity. */
  readonly integers: ReadonlySet<string>;
  /** How to name the row number in SQL: `rowid`, or another of its names where a column is called so. */
  readonly rowid: string;
  /** Lower-case name of the column that is the row number, when there is one. */
  readonly alias: string | undefined;
  /** Indexes of plain columns over all rows, in the order of their names. */
  readonly indexes: readonly Index[];
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export class Schema {
  private readonly database: EvidenceDatabase;
  /** Names as written of ordinary tables, by lower-case name. */
  private readonly ordinary = new Map<string, string>();
  /** What else has a name, such as "view". */
  private readonly others = new Map<string, string>();
  private readonly tables = new Map<string, Table | undefined>();

  /** @throws Refusal when the schema cannot be read. */
  constructor(database: EvidenceDatabase) {
    this.database = database;
    const { db, file } = database;
    let rows: Row[];
    try {
      db.limits.length = LONGEST_VALUE_BYTES;
      rows = db
        .prepare(
          `SELECT type, name, coalesce(rootpage, 0) > 0, substr(sql, 1, 40) FROM sqlite_schema LIMIT ${MOST_ENTRIES}`,
        )
        .all() as unknown as Row[];
    } catch (cause) {
      const reason = failureOf(cause);
      if (reason === undefined) throw cause;
      throw new Refusal('unreadable', file, `the database cannot be read: ${reason}`, { cause });
    } finally {
      db.limits.length = BATCH_VALUE_BYTES;
    }
    for (const [type, name, rooted, sql] of rows) {
      if (typeof name !== 'string' || typeof type !== 'string') continue;
      const lower = name.toLowerCase();
      if (type === 'table' && rooted === 1 && /^CREATE\s+TABLE\b/i.test(String(sql)))
        this.ordinary.set(lower, name);
      else if (type === 'table') this.others.set(lower, 'virtual table');
      else if (type === 'view') this.others.set(lower, 'view');
    }
  }

  /** Whether an ordinary table has this name. */
  has(name: string): boolean {
    return this.table(name) !== undefined;
  }

  /** The ordinary table of this name; a view or virtual table in its place is named as damage. */
  table(name: string): Table | undefined {
    const lower = name.toLowerCase();
    if (!this.tables.has(lower)) this.tables.set(lower, this.describe(lower));
    return this.tables.get(lower);
  }

  private describe(lower: string): Table | undefined {
    const { file, findings } = this.database;
    const other = this.others.get(lower);
    if (other !== undefined) {
      findings.damage(file, lower, `a ${other} stands where a table belongs; it was not used`);
      return undefined;
    }
    const name = this.ordinary.get(lower);
    if (name === undefined) return undefined;
    const table = attempt(() => this.read(name));
    if (!table)
      findings.damage(file, lower, 'the table cannot be used: its definition is damaged or hides something');
    return table;
  }

  private read(name: string): Table | undefined {
    const { db, file, findings } = this.database;
    const columns = new Map<string, string>();
    const integers = new Set<string>();
    const taken = new Set<string>();
    const keys: { lower: string; type: string }[] = [];
    // cid, name, type, notnull, dflt_value, pk, hidden
    for (const row of db.prepare(`PRAGMA table_xinfo(${quoted(name)})`).all() as unknown as Row[]) {
      const [column, type, hidden] = [String(row[1]), String(row[2]).toUpperCase(), row[6]];
      const lower = column.toLowerCase();
      taken.add(lower);
      if (row[5] !== 0) keys.push({ lower, type });
      if (hidden !== 0) {
        findings.damage(
          file,
          `${name}.${column}`,
          'a generated column stands where a plain one belongs; it was not used',
        );
        continue;
      }
      columns.set(lower, column);
      if (type.includes('INT')) integers.add(lower);
    }
    const rowid = ['rowid', '_rowid_', 'oid'].find((alias) => !taken.has(alias));
    if (rowid === undefined) return undefined;
    // Fails for a table without row numbers, and for a view that poses as this table.
    db.prepare(`SELECT ${rowid} FROM ${quoted(name)} NOT INDEXED LIMIT 1`);
    const indexes: Index[] = [];
    let keyHasIndex = false;
    // seq, name, unique, origin, partial
    for (const [, index, , origin, partial] of db
      .prepare(`PRAGMA index_list(${quoted(name)})`)
      .all() as unknown as Row[]) {
      if (origin === 'pk') keyHasIndex = true;
      if (partial !== 0 || typeof index !== 'string') continue;
      // seqno, cid, name, desc, coll, key
      const parts = (db.prepare(`PRAGMA index_xinfo(${quoted(index)})`).all() as unknown as Row[]).filter(
        (part) => part[5] === 1,
      );
      if (parts.some(([, cid, , , collation]) => (cid as number) < 0 || collation !== 'BINARY')) continue;
      indexes.push({ name: index, columns: parts.map((part) => String(part[2]).toLowerCase()) });
    }
    indexes.sort((a, b) => (a.name < b.name ? -1 : 1));
    // https://sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key
    const only = keys.length === 1 && !keyHasIndex ? keys[0]! : undefined;
    const alias = only?.type === 'INTEGER' && columns.has(only.lower) ? only.lower : undefined;
    return { name, columns, integers, rowid, alias, indexes };
  }
}

/** The column in SQL, or NULL where the table lacks it. */
export function columnOf(table: Table, name: string): string {
  const column = table.columns.get(name);
  return column === undefined ? 'NULL' : quoted(column);
}
