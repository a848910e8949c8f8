/**
 * Which rows are messages, in which order, and which rows of the two generations are the same message.
 * Made before the first message, so that a reply can name a message that comes later.
 *
 * Rows come by their number; a row of `message` comes before one of `messages` with the same number.
 * WhatsApp gave a message the same number in both tables, and the tables beside them refer to it.
 */
import type { SkippedRow } from '../../../shared/evidence/index.ts';
import { filled, integer, type Row } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import { KeyLookup } from '../../sqlite/key-lookup.ts';
import { Numbers } from '../../sqlite/numbers.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import { columnOf, quoted, type Schema, type Table } from '../../sqlite/schema.ts';
import { ascends, GREATEST_ID, LEAST_ID, ROWS_AT_ONCE, TableRows } from '../../sqlite/table-rows.ts';
import type { Chats } from './chats.ts';
import { WRITER_COLUMNS, type Writers } from './writers.ts';

const PLACEHOLDER = 'status -1 placeholder';
const SAME_MESSAGE = 'same message in the newer table message';
export const NO_ROW_NUMBER = 'row number beyond 53 bits';

export interface Plan {
  /** Rows of `message` that are messages, ascending. */
  readonly newer: Numbers;
  /** Rows of `messages` that are messages of their own, ascending. */
  readonly older: Numbers;
  /** Row of `messages` that is the same message as a row of `message`. */
  olderOf(newer: number): number | undefined;
  /** Whether all messages stand in `message`, and it could be read straight through. */
  readonly isStraight: boolean;
  /** Ordinal, from 1, of a row of either table; undefined when it is no message. */
  ordinal(table: 'message' | 'messages', row: number): number | undefined;
}

interface PlanSource {
  readonly database: EvidenceDatabase;
  readonly schema: Schema;
  readonly chats: Chats;
  /** Notes who wrote the messages of `message`, where that is asked for. */
  readonly writers?: Writers | undefined;
}

/** A table of messages; its row number must be `_id`, which the other tables refer to. */
function messageTable({ database, schema }: PlanSource, name: 'message' | 'messages'): Table | undefined {
  const table = schema.table(name);
  if (!table) return undefined;
  if (table.alias === '_id') return table;
  database.findings.damage(
    database.file,
    name,
    'its column _id does not number its rows; the table was not read',
  );
  return undefined;
}

const NEWER = ['chat_row_id', 'from_me', 'key_id', 'status', 'text_data'];
const OLDER = ['key_remote_jid', 'key_from_me', 'key_id', 'status', 'data'];

/** Row numbers that one query may give. */
const ROWS_OF_A_CHUNK = 1024;

interface Chunk {
  readonly ids: readonly number[];
  readonly placeholders: readonly number[];
}

/** In SQL, whether a row is a placeholder; `says` is its text's column. Reads no text. */
function placeholderIn(table: Table, says: string): string {
  const [key, status, text] = ['key_id', 'status', says].map((one) => columnOf(table, one));
  return `(${status} IS -1 OR ${key} IS '-1') AND coalesce(octet_length(${text}), 0) = 0`;
}

/** One table's rows: all numbers first, those of placeholders apart. */
class Candidates {
  readonly rows: TableRows;
  private readonly database: EvidenceDatabase;
  private readonly table: Table;
  private readonly says: string;
  /** Whether every row so far was read without care. */
  isStraight = true;

  /** @param wanted chat, direction, key, status and text of this table. */
  constructor(database: EvidenceDatabase, table: Table, wanted: readonly string[]) {
    this.database = database;
    this.table = table;
    this.rows = new TableRows(database, table, wanted.slice(0, 4));
    this.says = wanted[4]!;
  }

  /**
   * Row numbers ascending; SQLite itself looks for the placeholders, without reading texts.
   * @param writers notes who wrote the others; in what is read with care it does not.
   */
  *chunks(writers?: Writers): Generator<Chunk> {
    const { rowid, name } = this.table;
    const more = writers ? WRITER_COLUMNS.map((column) => columnOf(this.table, column)) : [];
    const marked = this.database.db.prepare(
      `SELECT ${[rowid, placeholderIn(this.table, this.says), ...more].join(', ')}
       FROM ${quoted(name)} NOT INDEXED WHERE ${rowid} >= ? AND ${rowid} <= ? ORDER BY ${rowid} LIMIT ?`,
    );
    for (let next = LEAST_ID; ; ) {
      const rows = attempt(() => marked.all(next, GREATEST_ID, ROWS_OF_A_CHUNK) as unknown as Row[]);
      if (!rows || !ascends(rows, next, GREATEST_ID)) {
        // Part of the table is damaged: from here on with care.
        yield* this.chunksFrom(next);
        return;
      }
      const ids: number[] = [];
      const placeholders: number[] = [];
      for (const [id, isPlaceholder, chat, own, type, sender] of rows) {
        ids.push(id as number);
        if (isPlaceholder === 1) placeholders.push(id as number);
        else writers?.note(chat, own, type, sender);
      }
      yield { ids, placeholders };
      if (ids.length < ROWS_OF_A_CHUNK) return;
      next = ids.at(-1)! + 1;
    }
  }

  private *chunksFrom(first: number): Generator<Chunk> {
    this.isStraight = false;
    const rows = new TableRows(this.database, this.table, ['key_id', 'status', this.says]);
    for (const ids of this.rows.ids(first)) {
      const placeholders: number[] = [];
      for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
        for (const [id, key, status, says] of rows.rows(ids.slice(start, start + ROWS_AT_ONCE))) {
          if (filled(says) === undefined && (integer(status) === -1 || key === '-1')) {
            placeholders.push(id as number);
          }
        }
      }
      yield { ids, placeholders };
    }
  }
}

class Planned implements Plan {
  readonly newer = new Numbers();
  readonly older = new Numbers();
  /** Rows of `messages` that are the same message as the row of `message` with the same number. */
  readonly sameNumber = new Numbers();
  /** Other pairs, newer to older and older to newer. */
  readonly otherNumber = new Map<number, number>();
  readonly newerOfOther = new Map<number, number>();
  isStraight = true;

  olderOf(newer: number): number | undefined {
    return this.sameNumber.indexOf(newer) >= 0 ? newer : this.otherNumber.get(newer);
  }

  ordinal(table: 'message' | 'messages', row: number): number | undefined {
    if (table === 'message') {
      const index = this.newer.indexOf(row);
      return index < 0 ? undefined : index + 1 + this.older.countBelow(row);
    }
    const index = this.older.indexOf(row);
    if (index >= 0) return index + 1 + this.newer.countBelow(row + 1);
    if (this.sameNumber.indexOf(row) >= 0) return this.ordinal('message', row);
    const newer = this.newerOfOther.get(row);
    return newer === undefined ? undefined : this.ordinal('message', newer);
  }
}

/**
 * Plans the reading; gives the rows that are no messages of their own, in batches.
 * @returns the plan; undefined when there is neither table.
 */
export function* planMessages(source: PlanSource): Generator<SkippedRow[], Plan | undefined> {
  const { database, schema, chats } = source;
  const { file, findings } = database;
  const [newerTable, olderTable] = [messageTable(source, 'message'), messageTable(source, 'messages')];
  if (!newerTable && !olderTable) return undefined;
  const plan = new Planned();

  let newerRows: TableRows | undefined;
  if (newerTable) {
    const candidates = new Candidates(database, newerTable, NEWER);
    newerRows = candidates.rows;
    for (const { ids, placeholders } of candidates.chunks(source.writers)) {
      for (const id of without(ids, placeholders)) plan.newer.push(id);
      if (placeholders.length > 0) {
        yield placeholders.map((row) => skipped(file, 'message', row, PLACEHOLDER));
      }
    }
    yield unnumbered(file, 'message', newerRows);
    plan.isStraight = candidates.isStraight;
  }

  if (olderTable) {
    const candidates = new Candidates(database, olderTable, OLDER);
    const lookup = new KeyLookup(database, schema, 'message', ['chat_row_id', 'from_me', 'key_id']);
    for (const { ids, placeholders } of candidates.chunks()) {
      if (ids.length > 0) plan.isStraight = false;
      const skips = placeholders.map((row) => skipped(file, 'messages', row, PLACEHOLDER));
      const open = without(ids, placeholders);
      for (let start = 0; start < open.length; start += ROWS_AT_ONCE) {
        const part = open.slice(start, start + ROWS_AT_ONCE);
        if (plan.newer.length === 0) {
          for (const id of part) plan.older.push(id);
          continue;
        }
        const both = part.filter((id) => plan.newer.indexOf(id) >= 0);
        const twins = new Map(newerRows!.rows(both).map((row) => [row[0] as number, row]));
        for (const row of candidates.rows.rows(part)) {
          const id = row[0] as number;
          const newer = sameMessage(row, twins.get(id), chats, lookup, plan);
          if (newer === undefined) plan.older.push(id);
          else {
            if (newer === id) plan.sameNumber.push(id);
            else {
              if (!plan.otherNumber.has(newer)) plan.otherNumber.set(newer, id);
              plan.newerOfOther.set(id, newer);
            }
            skips.push(skipped(file, 'messages', id, SAME_MESSAGE));
          }
        }
      }
      if (skips.length > 0) yield skips;
    }
    yield unnumbered(file, 'messages', candidates.rows);
    if (plan.newer.length > 0 && plan.older.length > 0) {
      findings.warn(
        `${file}: ${plan.older.length} messages stand in the older table messages alone; both generations were read`,
      );
    }
  }
  return plan;
}

/** The numbers that are not among these; both ascend. */
function without(ids: readonly number[], some: readonly number[]): readonly number[] {
  if (some.length === 0) return ids;
  const left = new Set(some);
  return ids.filter((id) => !left.has(id));
}

/** The row of `message` with the chat, direction and key of a row of `messages`. */
function sameMessage(
  older: Row,
  twin: Row | undefined,
  chats: Chats,
  lookup: KeyLookup,
  plan: Planned,
): number | undefined {
  const [id, address, fromMe, key] = older;
  const [raw, own, name] = [filled(address), integer(fromMe), filled(key)];
  if (raw === undefined || own === undefined || name === undefined) return undefined;
  const chat = chats.withAddress(raw);
  if (!chat) return undefined;
  if (twin && twin[3] === name && integer(twin[2]) === own) {
    const row = integer(twin[1]);
    if (row !== undefined && chats.withRow(row) === chat) return id as number;
  }
  for (const row of chat.rows) {
    const found = lookup.find(row, own, name);
    if (found !== undefined && plan.newer.indexOf(found) >= 0) return found;
  }
  return undefined;
}

const skipped = (file: string, table: string, row: number, reason: string): SkippedRow => ({
  reason,
  source: { file, table, row },
});

function unnumbered(file: string, table: string, rows: TableRows): SkippedRow[] {
  return rows.unreachable().map((row) => ({ reason: NO_ROW_NUMBER, source: { file, table, raw: { row } } }));
}
