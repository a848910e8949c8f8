/**
 * Chats with their members and writers, and accounts with their names, told before the first message: what a
 * warrant's scope is judged by. They must say what the reading itself says at its end, so where the database
 * leaves that open (damage, the older generation, a caller whom nothing else places in the chat) there are
 * none, and the database is read twice.
 */
import type { ReadContext, ReadResult } from '../../../shared/evidence/index.ts';
import { membersWith } from '../../../shared/scope/index.ts';
import { integer, type Row, reference } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import { columnOf, quoted, type Schema, type Table } from '../../sqlite/schema.ts';
import { Findings } from '../findings.ts';
import { isPerson } from '../whatsapp/jid.ts';
import { Accounts } from './accounts.ts';
import { callEnds } from './calls.ts';
import { Chats } from './chats.ts';
import { writerOf } from './compose-context.ts';
import { addMembersAndNames } from './contacts.ts';
import { SYSTEM_TYPES } from './kinds.ts';
import { type Plan, placeholderIn } from './plan.ts';

type Lists = Pick<ReadResult, 'chats' | 'accounts'>;

interface Beforehand {
  readonly context: ReadContext;
  readonly database: EvidenceDatabase;
  readonly schema: Schema;
  readonly plan: Plan;
  readonly owner: string | undefined;
}

/** Rows of `message` that one query looks at. */
const ROWS_AT_ONCE = 65_536;

/**
 * The lists, made on accounts and chats of their own: the reading notes each in the order it meets them.
 * @returns undefined where only the reading itself can tell.
 */
export async function listsBeforehand(beforehand: Beforehand): Promise<Lists | undefined> {
  const { context, schema, plan, owner } = beforehand;
  const table = schema.table('message');
  if (!table || !plan.isStraight || !hasPlainTypes(table)) return undefined;
  const findings = new Findings();
  const database = { ...beforehand.database, findings };
  const accounts = new Accounts(database, schema, owner);
  const chats = new Chats(database, schema, accounts);
  const writers = new Map<string, Set<string>>();

  const wasRead = eachWriter(database, table, plan, context.signal, ([chatRow, own, isSystem, senderRow]) => {
    const chat = chats.ofRow(chatRow);
    const direction = integer(own);
    const fromMe = direction === 1 ? true : direction === 0 ? false : undefined;
    const sender = reference(senderRow) === undefined ? undefined : accounts.account(senderRow);
    const writer = writerOf({ chat, fromMe, sender }, isSystem === 1, accounts.owner);
    if (writer !== undefined) put(writers, chat.id, writer);
  });
  if (!wasRead) return undefined;
  const callers = new Map<string, Set<string>>();
  for (const { chat, caller } of callEnds(database, schema, accounts)) {
    const { id } = chat === undefined ? chats.ofRow(null) : chats.ofAddress(chat);
    if (caller !== undefined) put(callers, id, caller);
  }
  accounts.seeAll();
  await addMembersAndNames({ context, database, schema, findings, accounts, chats });
  if (findings.finish().damage.length > 0) return undefined;

  const lists = {
    accounts: accounts.list(),
    chats: chats
      .list()
      .map((chat) => ({ ...chat, members: membersWith(chat.members, writers.get(chat.id)) })),
  };
  const known = new Set(lists.accounts.map(({ id }) => id));
  const isOpen = lists.chats.some(({ id, type, members }) => {
    // Whether a call stands by itself, and its caller so wrote in the chat, is known only at the end.
    if ([...(callers.get(id) ?? [])].some((caller) => !members.includes(caller))) return true;
    // So is whether a message names an account whose address is nobody's, as a chat's may be.
    return type === 'direct' && !isPerson(id) && id !== accounts.owner && known.has(id);
  });
  return isOpen ? undefined : lists;
}

/** Whether SQLite can compare the types of messages as the reading does. */
const hasPlainTypes = ({ columns, integers }: Table): boolean =>
  !columns.has('message_type') || integers.has('message_type');

/**
 * Chat, direction, whether it is a system message, and sender, of the messages in `message`: each such row
 * at least once. Received messages that name no sender are left out: the other side of a direct chat, who
 * wrote them, is a member anyway. @returns whether all could be read.
 */
function eachWriter(
  { db }: EvidenceDatabase,
  table: Table,
  { newer }: Plan,
  signal: AbortSignal,
  note: (row: Row) => void,
): boolean {
  const { rowid, name } = table;
  const [chat, own, type, sender] = ['chat_row_id', 'from_me', 'message_type', 'sender_jid_row_id'].map(
    (one) => columnOf(table, one),
  );
  const distinct = db.prepare(
    `SELECT DISTINCT chat, own, system, sender FROM (
       SELECT ${chat} AS chat, ${own} AS own, ${type} IN (${SYSTEM_TYPES.join()}) AS system, ${sender} AS sender
       FROM ${quoted(name)} NOT INDEXED
       WHERE ${rowid} >= ? AND ${rowid} <= ? AND (${sender} > 0 OR ${own} = 1)
         AND NOT (${placeholderIn(table, 'text_data')})
       ORDER BY ${rowid} LIMIT ${ROWS_AT_ONCE})`,
  );
  for (let start = 0; start < newer.length; start += ROWS_AT_ONCE) {
    signal.throwIfAborted();
    const [first, last] = [newer.at(start), newer.at(Math.min(start + ROWS_AT_ONCE, newer.length) - 1)];
    const rows = attempt(() => distinct.all(first, last) as unknown as readonly Row[]);
    if (!rows) return false;
    rows.forEach(note);
  }
  return true;
}

function put(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
