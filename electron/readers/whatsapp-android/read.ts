/** Reads one msgstore.db: its messages in the order of their rows, then the calls that no message tells of. */
import type { ReadBatch, ReadContext, ReadResult, SkippedRow } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { attempt } from '../../sqlite/failure.ts';
import { type EvidenceDatabase, openDatabase } from '../../sqlite/open-database.ts';
import { Schema } from '../../sqlite/schema.ts';
import { ROWS_AT_ONCE, TableRows } from '../../sqlite/table-rows.ts';
import { Findings } from '../findings.ts';
import { Batches } from '../whatsapp/batches.ts';
import { MediaFiles } from '../whatsapp/media-files.ts';
import { instantOf } from '../whatsapp/time.ts';
import { Accounts } from './accounts.ts';
import { CallLog, type LoggedCall } from './calls.ts';
import { Chats } from './chats.ts';
import { Composer } from './compose.ts';
import type { TimedDraft } from './compose-context.ts';
import { addMembersAndNames } from './contacts.ts';
import { listsBeforehand } from './lists-beforehand.ts';
import { joined, type MessageRow, NEWER_COLUMNS, newerRow, OLDER_COLUMNS, olderRow } from './message-row.ts';
import { preferencesFor, registeredOwner, shownOwner } from './owner.ts';
import { NO_ROW_NUMBER, type Plan, planMessages } from './plan.ts';
import { DeviceReceipts } from './receipts.ts';
import { Replies } from './replies.ts';
import { NOT_READ, openSecondSides, Sides } from './sides.ts';
import { Writers } from './writers.ts';

/** The messages of both tables in the order of the plan. */
class MessageRows {
  private readonly newer: TableRows | undefined;
  private readonly older: TableRows | undefined;
  private readonly plan: Plan;
  private readonly context: { readonly accounts: Accounts; readonly chats: Chats };

  constructor(database: EvidenceDatabase, schema: Schema, plan: Plan, accounts: Accounts, chats: Chats) {
    const [newer, older] = [schema.table('message'), schema.table('messages')];
    this.newer = newer && attempt(() => new TableRows(database, newer, NEWER_COLUMNS));
    this.older = older && attempt(() => new TableRows(database, older, OLDER_COLUMNS));
    this.plan = plan;
    this.context = { accounts, chats };
  }

  /** Parts of some 256 rows, with the least and greatest row number. */
  *parts(): Generator<{ rows: Generator<MessageRow>; first: number; last: number }> {
    const { newer, older } = this.plan;
    let [i, j] = [0, 0];
    while (i < newer.length || j < older.length) {
      const [startI, startJ] = [i, j];
      const order: boolean[] = [];
      let last = 0;
      while (i < newer.length || j < older.length) {
        const fromNewer = j >= older.length || (i < newer.length && newer.at(i) <= older.at(j));
        const next = fromNewer ? newer.at(i) : older.at(j);
        // Rows of both tables with one number stay in one part.
        if (order.length >= ROWS_AT_ONCE && next !== last) break;
        order.push(fromNewer);
        last = next;
        if (fromNewer) i++;
        else j++;
      }
      const ids = { newer: newer.slice(startI, i), older: older.slice(startJ, j) };
      const first = Math.min(
        ids.newer[0] ?? Number.POSITIVE_INFINITY,
        ids.older[0] ?? Number.POSITIVE_INFINITY,
      );
      yield { rows: this.rows(ids.newer, ids.older, order), first, last };
    }
  }

  private *rows(newerIds: number[], olderIds: number[], order: readonly boolean[]): Generator<MessageRow> {
    const { context, plan } = this;
    const twins = this.older ? newerIds.filter((id) => plan.olderOf(id) === id) : [];
    const newer = this.newer?.rows(newerIds) ?? [];
    const ids = twins.length === 0 ? olderIds : [...olderIds, ...twins].sort((a, b) => a - b);
    const older = new Map((this.older?.rows(ids) ?? []).map((row) => [row[0] as number, row]));
    let [i, j] = [0, 0];
    for (const fromNewer of order) {
      if (!fromNewer) {
        yield olderRow(older.get(olderIds[j++]!)!, context);
        continue;
      }
      const row = newerRow(newer[i++]!, context);
      const other = this.older && plan.olderOf(row.row);
      const twin = other === undefined ? undefined : (older.get(other) ?? this.older!.row(other));
      yield twin ? joined(row, olderRow(twin, context)) : row;
    }
  }
}

function callMessage(file: string, call: LoggedCall, accounts: Accounts, chats: Chats): TimedDraft {
  const chat = call.chat === undefined ? chats.ofRow(null) : chats.ofAddress(call.chat);
  const sentAt = instantOf(call.sent);
  const raw =
    sentAt === undefined && call.sent !== undefined ? { ...call.raw, timestamp: call.sent } : call.raw;
  if (call.caller !== undefined) accounts.seen(call.caller);
  return {
    chat: chat.id,
    ...(call.caller === undefined ? {} : { sender: call.caller }),
    ...(call.fromMe === undefined ? {} : { direction: call.fromMe ? ('out' as const) : ('in' as const) }),
    ...(sentAt === undefined ? {} : { sentAt, timeBasis: 'utc' as const, timePrecision: 'ms' as const }),
    kind: 'call',
    call: call.call,
    ...(call.system ? { system: call.system } : {}),
    source: {
      file,
      table: 'call_log',
      row: call.row,
      ...(call.key === undefined ? {} : { key: call.key }),
      ...(raw === undefined ? {} : { raw }),
    },
  };
}

const skippedOnly = (skipped: readonly SkippedRow[]): ReadBatch => ({ messages: [], skipped });

/**
 * The messages of a WhatsApp database of an Android phone.
 * @throws Refusal when it is no such database, or cannot be opened.
 */
export async function* readWhatsappAndroid(
  context: ReadContext,
): AsyncGenerator<ReadBatch, ReadResult, void> {
  const { tree, source, signal } = context;
  const [file] = source.paths as [string];
  const entryAt = (path: string) => tree.entries.find((entry) => entry.path === path);
  const findings = new Findings();
  const database = await openDatabase(context, entryAt(file)!, findings);
  try {
    const schema = new Schema(database);
    if (!schema.has('message') && !schema.has('messages')) {
      throw new Refusal(
        'unsupported',
        file,
        'it has neither of WhatsApp’s tables of messages, message and messages',
      );
    }
    const preferences = preferencesFor(tree, file);
    const owner = (preferences && (await registeredOwner(preferences))) ?? shownOwner(database, schema);
    if (owner === undefined) {
      findings.warn(`${file} does not say whose it is: own messages are of the account “owner”`);
    }
    const accounts = new Accounts(database, schema, owner);
    const chats = new Chats(database, schema, accounts);

    const writers = context.wantsLists ? new Writers() : undefined;
    const planning = planMessages({ database, schema, chats, writers });
    let step = planning.next();
    for (; !step.done; step = planning.next()) {
      signal.throwIfAborted();
      if (step.value.length > 0) yield skippedOnly(step.value);
    }
    const plan = step.value;
    if (!plan) throw new Refusal('unreadable', file, 'its tables of messages cannot be read');
    if (writers) {
      const lists = await listsBeforehand({ context, database, schema, plan, owner, writers });
      if (lists) yield { lists, messages: [], skipped: [] };
    }

    const sides = new Sides(database, schema);
    const second = openSecondSides(database, schema);
    const calls = new CallLog(database, schema, accounts, second);
    const replies = new Replies(database, schema, plan, chats, second);
    const composer = new Composer({
      file,
      findings,
      accounts,
      sides,
      second,
      calls,
      replies,
      mediaFiles: new MediaFiles(tree, file),
      deviceReceipts: new DeviceReceipts(database, schema, accounts),
    });
    let ordinal = 0;
    const batches = new Batches(plan.newer.length + plan.older.length);
    for (const { rows, first, last } of new MessageRows(database, schema, plan, accounts, chats).parts()) {
      signal.throwIfAborted();
      sides.load(first, last);
      for (const row of rows) {
        replies.note(row, ++ordinal);
        batches.add(composer.compose(row));
        if (batches.isFull) yield batches.flush();
      }
    }

    const alone = calls.untold();
    for (let start = 0; start < alone.length; start += ROWS_AT_ONCE) {
      signal.throwIfAborted();
      for (const call of calls.calls(alone.slice(start, start + ROWS_AT_ONCE))) {
        batches.add(callMessage(file, call, accounts, chats));
      }
      if (batches.isFull) yield batches.flush();
    }
    yield batches.flush();
    const beyond = calls.unreachable();
    if (beyond.length > 0) {
      yield skippedOnly(
        beyond.map((row) => ({ reason: NO_ROW_NUMBER, source: { file, table: 'call_log', raw: { row } } })),
      );
    }

    await addMembersAndNames({ context, database, schema, findings, accounts, chats });
    nameUnused(database, schema, sides, second, findings);
    return { chats: chats.list(), accounts: accounts.list(), ...findings.finish() };
  } finally {
    database.db.close();
  }
}

/** Says which rows beside the messages found no message, and which tables were not read. */
function nameUnused(
  database: EvidenceDatabase,
  schema: Schema,
  sides: Sides,
  second: ReturnType<typeof openSecondSides>,
  findings: Findings,
): void {
  const { file } = database;
  const { quotes: _, ...others } = second;
  for (const table of [...Object.values(sides.tables), ...Object.values(others)]) {
    const unused = table.unused();
    if (unused > 0)
      findings.warn(`${file}: ${unused} rows of table ${table.name} were not needed by any message`);
  }
  for (const name of NOT_READ) {
    const table = schema.table(name);
    const rows = table && attempt(() => new TableRows(database, table, []).count());
    if (rows) findings.warn(`${file}: ${rows} rows of table ${name} were not read`);
  }
}
