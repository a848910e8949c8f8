/** Reads one ChatStorage.sqlite: its messages in the order of their rows, then the calls that no message tells of. */
import type {
  DraftMessage,
  ReadBatch,
  ReadContext,
  ReadResult,
  SkippedRow,
} from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { asRead } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import { Numbers } from '../../sqlite/numbers.ts';
import { type EvidenceDatabase, openDatabase } from '../../sqlite/open-database.ts';
import { Schema, type Table } from '../../sqlite/schema.ts';
import { SideTable } from '../../sqlite/side-table.ts';
import { ROWS_AT_ONCE, TableRows } from '../../sqlite/table-rows.ts';
import { Findings } from '../findings.ts';
import { Batches } from '../whatsapp/batches.ts';
import { MediaFiles } from '../whatsapp/media-files.ts';
import { Accounts } from './accounts.ts';
import { appleTime } from './apple-time.ts';
import { CALLS_TABLE, CallHistory, type LoggedCall, openCalls } from './calls.ts';
import { Chats } from './chats.ts';
import { Composer } from './compose.ts';
import { Contacts } from './contacts.ts';
import { listsBeforehand } from './lists-beforehand.ts';
import { CALL_HISTORY, CONTACTS } from './loader.ts';
import { MEDIA_COLUMNS, MESSAGE_COLUMNS } from './message-row.ts';
import { ownerOf, SETTINGS } from './owner.ts';
import { Replies } from './replies.ts';
import { tableRows } from './rows-of.ts';

const MESSAGES = 'ZWAMESSAGE';
const NO_ROW_NUMBER = 'row number beyond 53 bits';

/** Tables that bear on messages and are not read; where they have rows, the import says so. */
const NOT_READ = ['ZWAGROUPMEMBERSCHANGE', 'ZWAVCARDMENTION', 'ZWAZ1PAYMENTTRANSACTION'] as const;

const skippedOnly = (skipped: readonly SkippedRow[]): ReadBatch => ({ messages: [], skipped });

function messageTable(schema: Schema, file: string): Table {
  const table = schema.table(MESSAGES);
  if (!table) {
    throw new Refusal('unsupported', file, 'it has no table ZWAMESSAGE, as WhatsApp’s on iPhones has');
  }
  if (table.alias !== 'z_pk') {
    throw new Refusal('unreadable', file, 'its table of messages does not number its rows by Z_PK');
  }
  return table;
}

function callMessage(
  { file }: CallHistory,
  call: LoggedCall,
  accounts: Accounts,
  chats: Chats,
): DraftMessage {
  const chat = call.chat === undefined ? chats.unknown('chat unknown') : chats.ofAddress(call.chat);
  const time = appleTime(call.date);
  const raw = time || call.date === null ? call.raw : { ...call.raw, ZDATE: asRead(call.date) };
  if (call.caller !== undefined) accounts.seen(call.caller);
  return {
    chat: chat.id,
    ...(call.caller === undefined ? {} : { sender: call.caller }),
    ...(call.fromMe === undefined ? {} : { direction: call.fromMe ? ('out' as const) : ('in' as const) }),
    ...(time ? { sentAt: time.at, timeBasis: 'utc' as const, timePrecision: time.precision } : {}),
    kind: 'call',
    call: call.call,
    ...(call.system ? { system: call.system } : {}),
    source: {
      file,
      table: CALLS_TABLE,
      row: call.row,
      ...(call.key === undefined ? {} : { key: call.key }),
      ...(raw === undefined ? {} : { raw }),
    },
  };
}

/**
 * The messages of a WhatsApp database of an iPhone.
 * @throws Refusal when it is no such database, or cannot be opened.
 */
export async function* readWhatsappIos(context: ReadContext): AsyncGenerator<ReadBatch, ReadResult, void> {
  const { tree, source, signal } = context;
  const [file] = source.paths as [string];
  const beside = source.paths.slice(1).flatMap((path) => tree.entries.find((one) => one.path === path) ?? []);
  const findings = new Findings();
  const database = await openDatabase(context, tree.entries.find(({ path }) => path === file)!, findings);
  let contacts: Contacts | undefined;
  let callDatabase: Awaited<ReturnType<typeof openCalls>>;
  try {
    const schema = new Schema(database);
    const table = messageTable(schema, file);
    const settings = beside.find(({ path }) => SETTINGS.test(path));
    const owner = settings && (await ownerOf(settings));
    if (owner?.id === undefined) {
      findings.warn(`nothing beside ${file} says whose it is: own messages are of the account “owner”`);
    }
    const accounts = new Accounts(database, schema, owner?.id);
    const books = beside.filter(({ path }) => CONTACTS.test(path));
    contacts = await Contacts.open(context, books, findings);
    contacts.joinHiddenIds(accounts);
    const chats = new Chats(database, schema, accounts);
    const callHistory = beside.find(({ path }) => CALL_HISTORY.test(path));
    callDatabase = await openCalls(context, callHistory, findings);
    const calls = callDatabase && new CallHistory(callDatabase.database, callDatabase.schema, accounts);

    const rows = new TableRows(database, table, MESSAGE_COLUMNS);
    const ids = new Numbers();
    for (const some of rows.ids()) {
      signal.throwIfAborted();
      for (const id of some) ids.push(id);
    }
    const beyond = rows.unreachable().map((row) => ({
      reason: NO_ROW_NUMBER,
      source: { file, table: MESSAGES, raw: { row } },
    }));
    if (beyond.length > 0) yield skippedOnly(beyond);
    if (context.wantsLists) {
      const lists = await listsBeforehand({
        context,
        database,
        schema,
        table,
        ids,
        owner,
        contacts: books,
        calls: callHistory,
      });
      if (lists) yield { lists, messages: [], skipped: [] };
    }

    const media = new SideTable(database, schema, 'ZWAMEDIAITEM', 'zmessage', MEDIA_COLUMNS);
    const info = new SideTable(database, schema, 'ZWAMESSAGEINFO', 'zmessage', ['zreceiptinfo']);
    const composer = new Composer({
      file,
      findings,
      accounts,
      chats,
      replies: new Replies(
        tableRows(database, schema, MESSAGES, ['zstanzaid', 'zchatsession']),
        ids,
        (session) => (typeof session === 'number' ? chats.withSession(session) : undefined),
      ),
      calls,
      mediaFiles: new MediaFiles(tree, file),
      media,
      info,
      mediaRows: tableRows(database, schema, 'ZWAMEDIAITEM', MEDIA_COLUMNS),
      infoRows: tableRows(database, schema, 'ZWAMESSAGEINFO', ['zreceiptinfo']),
    });
    const batches = new Batches(ids.length);
    for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
      signal.throwIfAborted();
      const part = ids.slice(start, start + ROWS_AT_ONCE);
      media.load(part[0]!, part.at(-1)!);
      info.load(part[0]!, part.at(-1)!);
      for (const cells of rows.rows(part)) {
        batches.add(composer.compose(cells));
        if (batches.isFull) yield batches.flush();
      }
    }
    if (calls) yield* callsAlone(calls, batches, accounts, chats, signal);
    yield batches.flush();

    chats.addMembers();
    for (const { name, from } of owner?.names ?? []) accounts.addName(accounts.owner, name, from);
    accounts.addProfileNames();
    contacts.addNames(accounts);
    nameUnused(database, schema, [media, info], findings);
    return { chats: chats.list(), accounts: accounts.list(), ...findings.finish() };
  } finally {
    contacts?.close();
    callDatabase?.database.db.close();
    database.db.close();
  }
}

/** The calls that no message stands for. */
function* callsAlone(
  calls: CallHistory,
  batches: Batches,
  accounts: Accounts,
  chats: Chats,
  signal: AbortSignal,
): Generator<ReadBatch> {
  const alone = calls.untold();
  for (let start = 0; start < alone.length; start += ROWS_AT_ONCE) {
    signal.throwIfAborted();
    for (const call of calls.calls(alone.slice(start, start + ROWS_AT_ONCE))) {
      batches.add(callMessage(calls, call, accounts, chats));
    }
    if (batches.isFull) yield batches.flush();
  }
  const beyond = calls.unreachable();
  if (beyond.length === 0) return;
  yield skippedOnly(
    beyond.map((row) => ({
      reason: NO_ROW_NUMBER,
      source: { file: calls.file, table: CALLS_TABLE, raw: { row } },
    })),
  );
}

/** Says which rows beside the messages found no message, and which tables were not read. */
function nameUnused(
  database: EvidenceDatabase,
  schema: Schema,
  sides: readonly SideTable[],
  findings: Findings,
): void {
  const { file } = database;
  for (const side of sides) {
    const unused = side.unused();
    if (unused > 0)
      findings.warn(`${file}: ${unused} rows of table ${side.name} were not needed by any message`);
  }
  for (const name of NOT_READ) {
    const rows = attempt(() => tableRows(database, schema, name, [])?.count());
    if (rows) findings.warn(`${file}: ${rows} rows of table ${name} were not read`);
  }
}
