/** The chats of one database, by the row of `chat` or by the address that the older tables use. */
import type { Chat, ChatType } from '../../../shared/model/index.ts';
import { type Cell, filled, integer, reference } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import type { Schema } from '../../sqlite/schema.ts';
import { TableRows } from '../../sqlite/table-rows.ts';
import { chatTypeOf, isLid, isPerson } from '../whatsapp/jid.ts';
import type { Accounts } from './accounts.ts';

export interface ChatEntry {
  readonly id: string;
  readonly type: ChatType;
  /** The other side of a direct chat. */
  readonly peer: string | undefined;
  title: string | undefined;
  readonly members: Set<string>;
  /** Rows of `chat` that stand for it; a hidden id and a phone number may have one each. */
  readonly rows: number[];
  /** Its rows of `jid`. */
  readonly jidRows: number[];
  /** Whether a message names it. */
  used: boolean;
}

function* rowsOf(database: EvidenceDatabase, schema: Schema, name: string, wanted: readonly string[]) {
  const table = schema.table(name);
  const rows = table && attempt(() => new TableRows(database, table, wanted));
  if (rows) for (const some of rows.scan()) yield* some;
}

export class Chats {
  private readonly accounts: Accounts;
  private readonly database: EvidenceDatabase;
  private readonly schema: Schema;
  private readonly byId = new Map<string, ChatEntry>();
  private readonly byRow = new Map<number, ChatEntry>();

  constructor(database: EvidenceDatabase, schema: Schema, accounts: Accounts) {
    this.database = database;
    this.schema = schema;
    this.accounts = accounts;
    const wanted = ['jid_row_id', 'subject', 'account_jid_row_id'];
    for (const [row, jid, subject, account] of rowsOf(database, schema, 'chat', wanted)) {
      const id = this.addressOf(jid, account);
      if (id === undefined) continue;
      const chat = this.entry(id);
      chat.rows.push(row as number);
      const address = reference(jid);
      if (address !== undefined) chat.jidRows.push(address);
      chat.title ??= filled(subject);
      this.byRow.set(row as number, chat);
    }
    for (const [, jid, subject] of rowsOf(database, schema, 'chat_list', ['key_remote_jid', 'subject'])) {
      const raw = filled(jid);
      if (raw === undefined || raw === '-1') continue;
      this.entry(accounts.unified(raw)).title ??= filled(subject);
    }
  }

  /** Newest databases keep the phone's account of a chat with a hidden id in `account_jid_row_id`. */
  private addressOf(jid: Cell | undefined, account: Cell | undefined): string | undefined {
    const [row, other] = [reference(jid), reference(account)];
    const own = row === undefined ? undefined : this.accounts.addressOfRow(row);
    if (own !== undefined && !isLid(own)) return own;
    const named = other === undefined ? undefined : this.accounts.addressOfRow(other);
    return named !== undefined && isPerson(named) && !isLid(named) ? named : (own ?? named);
  }

  private entry(id: string): ChatEntry {
    let chat = this.byId.get(id);
    if (!chat) {
      const type = chatTypeOf(id);
      const peer = type === 'direct' && (isPerson(id) || id === this.accounts.owner) ? id : undefined;
      chat = { id, type, peer, title: undefined, members: new Set(), rows: [], jidRows: [], used: false };
      this.byId.set(id, chat);
    }
    return chat;
  }

  /** The chat of a message of the newer table; one that is missing gets an id made of its row. */
  ofRow(cell: Cell | undefined): ChatEntry {
    const row = integer(cell);
    const known = row === undefined ? undefined : this.byRow.get(row);
    if (known) return this.use(known);
    const { file, findings } = this.database;
    if (row === undefined) {
      findings.count(`${file}: a message without a chat; it stands in chat “chat unknown”`);
      return this.use(this.entry('chat unknown'));
    }
    findings.count(
      `${file}: a message of a chat that tables chat and jid do not have; it stands in chat “chat ROW”`,
    );
    return this.use(this.entry(`chat ${row}`));
  }

  /** The chat of a message of the older table. */
  ofText(cell: Cell | undefined): ChatEntry {
    const raw = filled(cell);
    return raw === undefined ? this.ofRow(null) : this.use(this.entry(this.accounts.unified(raw)));
  }

  /** The chat of an address of `jid`, as calls have it. */
  ofAddress(id: string): ChatEntry {
    return this.use(this.entry(id));
  }

  /** The chat of an address in full, when there is one. */
  withAddress(raw: string): ChatEntry | undefined {
    return this.byId.get(this.accounts.unified(raw));
  }

  /** The chat of a row of `chat`, when there is one. */
  withRow(row: number): ChatEntry | undefined {
    return this.byRow.get(row);
  }

  private use(chat: ChatEntry): ChatEntry {
    if (!chat.used) {
      chat.used = true;
      if (chat.peer !== undefined) this.accounts.seen(chat.peer);
    }
    return chat;
  }

  /** Adds the members that the group tables list, those who left among them. */
  addMembers(): void {
    const { database, schema, accounts } = this;
    for (const name of ['group_participant_user', 'group_past_participant_user']) {
      for (const [, group, user] of rowsOf(database, schema, name, ['group_jid_row_id', 'user_jid_row_id'])) {
        const row = reference(group);
        const id = row === undefined ? undefined : accounts.addressOfRow(row);
        const chat = id === undefined ? undefined : this.byId.get(id);
        const member = chat && accounts.account(user);
        if (member !== undefined) chat!.members.add(member);
      }
    }
    for (const name of ['group_participants', 'group_participants_history']) {
      for (const [, group, user] of rowsOf(database, schema, name, ['gjid', 'jid'])) {
        const id = filled(group);
        const chat = id === undefined ? undefined : this.byId.get(accounts.unified(id));
        if (!chat) continue;
        // The owner's own row has an empty address.
        const member = user === '' ? accounts.owner : accounts.accountOfText(user);
        if (member !== undefined) chat.members.add(member);
      }
    }
    for (const [, chatRow, name] of rowsOf(database, schema, 'newsletter', ['chat_row_id', 'name'])) {
      const row = reference(chatRow);
      const chat = row === undefined ? undefined : this.byRow.get(row);
      if (chat) chat.title ??= filled(name);
    }
  }

  /** Notes the other sides of all direct chats, so that the address book is asked for their names. */
  notePeers(): void {
    for (const { peer } of this.byId.values()) if (peer !== undefined) this.accounts.seen(peer);
  }

  list(): Omit<Chat, 'exhibit'>[] {
    const chats: Omit<Chat, 'exhibit'>[] = [];
    for (const { id, type, peer, title, members } of this.byId.values()) {
      const all = new Set(members);
      if (peer !== undefined) all.add(this.accounts.owner).add(peer);
      chats.push({
        id,
        platform: 'whatsapp',
        ...(title === undefined ? {} : { title }),
        type,
        members: [...all].sort((a, b) => (a < b ? -1 : 1)),
      });
    }
    return chats;
  }
}
