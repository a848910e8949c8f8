/**
 * Chats with their members and writers, and accounts with their names, told before the first message: what a
 * warrant's scope is judged by. They must say what the reading itself says at its end, so where the database
 * leaves that open (damage, the older generation, a caller whom nothing else places in the chat) there are
 * none, and the database is read twice.
 */
import type { ReadContext, ReadResult } from '../../../shared/evidence/index.ts';
import { membersWith } from '../../../shared/scope/index.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import type { Schema, Table } from '../../sqlite/schema.ts';
import { Findings } from '../findings.ts';
import { isPerson } from '../whatsapp/jid.ts';
import { Accounts } from './accounts.ts';
import { callEnds } from './calls.ts';
import { Chats } from './chats.ts';
import { writerOf } from './compose-context.ts';
import { addMembersAndNames } from './contacts.ts';
import type { Plan } from './plan.ts';
import type { Writers } from './writers.ts';

type Lists = Pick<ReadResult, 'chats' | 'accounts'>;

interface Beforehand {
  readonly context: ReadContext;
  readonly database: EvidenceDatabase;
  readonly schema: Schema;
  readonly plan: Plan;
  readonly owner: string | undefined;
  /** Who wrote the messages of the plan. */
  readonly writers: Writers;
}

/**
 * The lists, made on accounts and chats of their own: the reading notes each in the order it meets them.
 * @returns undefined where only the reading itself can tell.
 */
export async function listsBeforehand(beforehand: Beforehand): Promise<Lists | undefined> {
  const { context, schema, plan, owner, writers: noted } = beforehand;
  const table = schema.table('message');
  if (!table || !plan.isStraight || noted.isOverfull || !hasPlainTypes(table)) return undefined;
  const findings = new Findings();
  const database = { ...beforehand.database, findings };
  const accounts = new Accounts(database, schema, owner);
  const chats = new Chats(database, schema, accounts);
  const writers = new Map<string, Set<string>>();

  for (const { chatRow, fromMe, isSystem, senderRow } of noted.all()) {
    const chat = chats.ofRow(chatRow);
    const sender = senderRow === null ? undefined : accounts.account(senderRow);
    const writer = writerOf({ chat, fromMe, sender }, isSystem, accounts.owner);
    if (writer !== undefined) put(writers, chat.id, writer);
  }
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

/** Whether the types of messages are numbers or nothing, as the reading takes them. */
const hasPlainTypes = ({ columns, integers }: Table): boolean =>
  !columns.has('message_type') || integers.has('message_type');

function put(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
