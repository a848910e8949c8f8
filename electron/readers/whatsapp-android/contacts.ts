/** Names from `wa.db`, the phone's address book as WhatsApp keeps it. */
import type { EvidenceEntry, ReadContext } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { filled, type Row } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import { type EvidenceDatabase, openDatabase } from '../../sqlite/open-database.ts';
import { Schema } from '../../sqlite/schema.ts';
import { TableRows } from '../../sqlite/table-rows.ts';
import type { Findings } from '../findings.ts';
import type { Accounts } from './accounts.ts';
import type { Chats } from './chats.ts';

function* rowsOf(
  database: EvidenceDatabase,
  schema: Schema,
  name: string,
  wanted: readonly string[],
): Generator<Row> {
  const table = schema.table(name);
  const rows = table && attempt(() => new TableRows(database, table, wanted));
  if (rows) for (const some of rows.scan()) yield* some;
}

interface Known {
  readonly context: ReadContext;
  readonly database: EvidenceDatabase;
  readonly schema: Schema;
  readonly findings: Findings;
  readonly accounts: Accounts;
  readonly chats: Chats;
}

/** Once the chats and accounts of messages are known: who else is in the chats, and all names. */
export async function addMembersAndNames(known: Known): Promise<void> {
  const { context, database, schema, findings, accounts, chats } = known;
  chats.addMembers();
  chats.notePeers();
  addHiddenNames(database, schema, accounts);
  for (const path of context.source.paths.slice(1)) {
    if (!/(?:^|\/)wa\.db$/i.test(path)) continue;
    const entry = context.tree.entries.find((one) => one.path === path);
    if (entry) await addContacts(context, entry, findings, accounts, chats);
  }
}

/** Adds the names that wa.db has for accounts of messages, and for groups without a subject. */
async function addContacts(
  context: ReadContext,
  entry: EvidenceEntry,
  findings: Findings,
  accounts: Accounts,
  chats: Chats,
): Promise<void> {
  let database: EvidenceDatabase | undefined;
  try {
    database = await openDatabase(context, entry, findings);
    const name = entry.path.slice(entry.path.lastIndexOf('/') + 1);
    addFrom(database, new Schema(database), name, accounts, chats);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    findings.damage(entry.path, undefined, `its names could not be read: ${cause.reason}`);
  } finally {
    database?.db.close();
  }
}

function addFrom(
  database: EvidenceDatabase,
  schema: Schema,
  file: string,
  accounts: Accounts,
  chats: Chats,
): void {
  const columns = ['jid', 'display_name', 'given_name', 'family_name', 'wa_name', 'nickname'];
  for (const [, jid, shown, given, family, own, nick] of rowsOf(database, schema, 'wa_contacts', columns)) {
    const raw = filled(jid);
    if (raw === undefined) continue;
    const id = accounts.unified(raw);
    const display = filled(shown);
    // The address book has an entry for each group as well.
    const chat = chats.withAddress(raw);
    if (chat && chat.type !== 'direct') {
      chat.title ??= display;
      continue;
    }
    if (!accounts.isSeen(id)) continue;
    const add = (name: string | undefined, column: string): void => {
      if (name !== undefined) accounts.addName(id, name, `${file} wa_contacts.${column}`);
    };
    add(display, 'display_name');
    const full = [filled(given), filled(family)].filter((part) => part !== undefined).join(' ');
    if (full !== '' && full !== display) add(full, 'given_name family_name');
    add(filled(own), 'wa_name');
    add(filled(nick), 'nickname');
  }
  for (const [, jid, verified] of rowsOf(database, schema, 'wa_vnames', ['jid', 'verified_name'])) {
    const raw = filled(jid);
    const name = filled(verified);
    if (raw === undefined || name === undefined) continue;
    const id = accounts.unified(raw);
    if (accounts.isSeen(id)) accounts.addName(id, name, `${file} wa_vnames.verified_name`);
  }
}

/** Names that msgstore.db itself has for hidden ids. */
function addHiddenNames(database: EvidenceDatabase, schema: Schema, accounts: Accounts): void {
  const file = database.file.slice(database.file.lastIndexOf('/') + 1);
  for (const [, row, shown, username] of rowsOf(database, schema, 'lid_display_name', [
    'lid_row_id',
    'display_name',
    'username',
  ])) {
    const id = typeof row === 'number' ? accounts.addressOfRow(row) : undefined;
    if (id === undefined || !accounts.isSeen(id)) continue;
    const [name, handle] = [filled(shown), filled(username)];
    if (name !== undefined) accounts.addName(id, name, `${file} lid_display_name.display_name`);
    if (handle !== undefined) accounts.addHandle(id, handle);
  }
}
