/**
 * Chats with their members and writers, and accounts with their names, told before the first message: what a
 * warrant's scope is judged by. They say of what messages name what the reading itself says at its end; where
 * that is open (damage, a caller whom nothing else places in the chat, an entry of the address book that
 * might be of two accounts) there are none, and the database is read twice.
 */
import type { EvidenceEntry, ReadContext } from '../../../shared/evidence/index.ts';
import { type KnownLists, membersWith } from '../../../shared/scope/index.ts';
import type { Cell, Row } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import type { Numbers } from '../../sqlite/numbers.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import { columnOf, quoted, type Schema, type Table } from '../../sqlite/schema.ts';
import { TableRows } from '../../sqlite/table-rows.ts';
import { Findings } from '../findings.ts';
import { isPerson, phoneOf } from '../whatsapp/jid.ts';
import { Accounts } from './accounts.ts';
import { CallHistory, openCalls } from './calls.ts';
import { Chats } from './chats.ts';
import { Contacts } from './contacts.ts';
import { kindOf, SYSTEM_TYPES } from './kinds.ts';
import { MESSAGE_COLUMNS, type MessageRow, messageRow } from './message-row.ts';
import type { Owner } from './owner.ts';
import { senderOf } from './sender.ts';
import { systemEvent } from './system-event.ts';

interface Beforehand {
  readonly context: ReadContext;
  readonly database: EvidenceDatabase;
  readonly schema: Schema;
  readonly table: Table;
  /** Rows of the messages, ascending. */
  readonly ids: Numbers;
  readonly owner: Owner | undefined;
  readonly contacts: readonly EvidenceEntry[];
  readonly calls: EvidenceEntry | undefined;
}

/** Rows that one query looks at. */
const ROWS_AT_ONCE = 65_536;
/** What says who wrote a message; the other columns matter to system messages alone. */
const WRITER_COLUMNS = [
  'zchatsession',
  'zisfromme',
  'zgroupmember',
  'zfromjid',
  'ztojid',
  'zmessagetype',
  'zgroupeventtype',
  'zpushname',
];
/** Their places in a row of `MESSAGE_COLUMNS`, which begins with its number. */
const PLACES = WRITER_COLUMNS.map((name) => 1 + (MESSAGE_COLUMNS as readonly string[]).indexOf(name));

/**
 * The lists, made on accounts and chats of their own: the reading notes each in the order it meets them.
 * @returns undefined where only the reading itself can tell.
 */
export async function listsBeforehand(beforehand: Beforehand): Promise<KnownLists | undefined> {
  const { context, schema, owner } = beforehand;
  const findings = new Findings();
  const database = { ...beforehand.database, findings };
  const accounts = new Accounts(database, schema, owner?.id);
  const contacts = await Contacts.open(context, beforehand.contacts, findings);
  const callDatabase = await openCalls(context, beforehand.calls, findings);
  try {
    contacts.joinHiddenIds(accounts);
    const chats = new Chats(database, schema, accounts);
    const writers = writersOf({ ...beforehand, database }, accounts, chats);
    if (!writers) return undefined;
    const callers = new Map<string, Set<string>>();
    const calls = callDatabase && new CallHistory(callDatabase.database, callDatabase.schema, accounts);
    for (const { chat, caller } of calls?.all() ?? []) {
      const { id } = chat === undefined ? chats.unknown('chat unknown') : chats.ofAddress(chat);
      if (caller !== undefined) put(callers, id, caller);
    }
    chats.addMembers();
    for (const { name, from } of owner?.names ?? []) accounts.addName(accounts.owner, name, from);
    accounts.addProfileNames('all');
    const areOpen = contacts.addNames(accounts, 'all');
    if (areOpen || findings.finish().damage.length > 0) return undefined;
    const lists = {
      accounts: accounts.list(),
      chats: chats
        .list()
        .map((chat) => ({ ...chat, members: membersWith(chat.members, writers.get(chat.id)) })),
      nameless: (id: string) => {
        if (!isPerson(id)) return undefined;
        const phone = phoneOf(id);
        return { id, platform: 'whatsapp' as const, ...(phone === undefined ? {} : { phone }), names: [] };
      },
    };
    // Whether a call stands by itself, and its caller so wrote in the chat, is known only at the end.
    const isOpen = lists.chats.some(({ id, members }) =>
      [...(callers.get(id) ?? [])].some((caller) => !members.includes(caller)),
    );
    return isOpen ? undefined : lists;
  } finally {
    contacts.close();
    callDatabase?.database.db.close();
  }
}

/** Who wrote in which chat, by the chat's id; undefined where a row could not be read. */
function writersOf(
  { context: { signal }, database, table, ids }: Beforehand,
  accounts: Accounts,
  chats: Chats,
): Map<string, Set<string>> | undefined {
  const writers = new Map<string, Set<string>>();
  const whole = new TableRows(database, table, MESSAGE_COLUMNS);
  const distinct = database.db.prepare(distinctWriters(table));
  for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
    signal.throwIfAborted();
    const [first, last] = [ids.at(start), ids.at(Math.min(start + ROWS_AT_ONCE, ids.length) - 1)];
    const rows = attempt(() => distinct.all(first, last) as unknown as readonly Row[]);
    if (!rows) return undefined;
    for (const [system, ...cells] of rows) {
      const row = typeof system === 'number' ? whole.row(system) : rowOf(cells);
      if (!row) return undefined;
      const message = messageRow(row, chats);
      const isSystem = kindOf(message.type, message.event, undefined, undefined) === 'system';
      // A type that is a number only to a reader: its text was not asked for.
      if (isSystem && typeof system !== 'number') return undefined;
      const writer = isSystem
        ? systemEvent(message, undefined, accounts).sender
        : writerOf(message, accounts);
      if (writer !== undefined) put(writers, message.chat.id, writer);
    }
  }
  return writers;
}

/** Who wrote a message that is none of the system; notes the name beside it. */
function writerOf(message: MessageRow, accounts: Accounts): string | undefined {
  if (message.fromMe) return accounts.owner;
  const sender = senderOf(message, accounts);
  if (sender !== undefined) accounts.notePushName(sender, message.pushName);
  return sender;
}

/** In the order of rows, what says who wrote them, each once; of system messages the row's number as well. */
function distinctWriters(table: Table): string {
  const columns = WRITER_COLUMNS.map((name) => columnOf(table, name));
  const type = columnOf(table, 'zmessagetype');
  const named = columns.map((column, i) => `${column} AS c${i}`).join(', ');
  const told = columns.map((_, i) => `c${i} COLLATE BINARY`).join(', ');
  return `SELECT DISTINCT system, ${told} FROM (
       SELECT CASE WHEN ${type} IN (${SYSTEM_TYPES.join()}) THEN ${table.rowid} END AS system, ${named}
       FROM ${quoted(table.name)} NOT INDEXED
       WHERE ${table.rowid} >= ? AND ${table.rowid} <= ? ORDER BY ${table.rowid} LIMIT ${ROWS_AT_ONCE})`;
}

/** A row as the reading has it, with nothing in the columns that were not asked for. */
function rowOf(cells: readonly Cell[]): Row {
  const row: Cell[] = new Array(1 + MESSAGE_COLUMNS.length).fill(null);
  for (const [i, place] of PLACES.entries()) row[place] = cells[i]!;
  return row;
}

function put(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
