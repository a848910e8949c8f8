/** What a message replies to: its ordinal where the source has it, else its key. */

import { type Cell, filled, integer, type Row } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import { KeyLookup } from '../../sqlite/key-lookup.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import type { Schema } from '../../sqlite/schema.ts';
import { CELLS } from '../../sqlite/side-table.ts';
import { TableRows } from '../../sqlite/table-rows.ts';
import { LatestKeys } from '../whatsapp/latest-keys.ts';
import type { ChatEntry, Chats } from './chats.ts';
import type { MessageRow } from './message-row.ts';
import type { Plan } from './plan.ts';
import type { SecondSides } from './sides.ts';

export class Replies {
  private readonly latest = new LatestKeys();
  private readonly plan: Plan;
  private readonly chats: Chats;
  private readonly second: SecondSides;
  private readonly newer: KeyLookup;
  private readonly older: KeyLookup;
  private readonly database: EvidenceDatabase;
  private readonly schema: Schema;
  private edits: ReadonlyMap<string, number> | undefined;

  constructor(database: EvidenceDatabase, schema: Schema, plan: Plan, chats: Chats, second: SecondSides) {
    this.database = database;
    this.schema = schema;
    this.plan = plan;
    this.chats = chats;
    this.second = second;
    this.newer = new KeyLookup(database, schema, 'message', ['chat_row_id', 'from_me', 'key_id']);
    this.older = new KeyLookup(database, schema, 'messages', ['key_remote_jid', 'key_from_me', 'key_id']);
  }

  /** Notes a message, so that replies to it are found at once. */
  note({ chat, fromMe, key }: MessageRow, ordinal: number): void {
    if (fromMe !== undefined && key !== undefined) this.latest.add(chat, fromMe, key, ordinal);
  }

  /** By a row of `message_quoted`: the quoted message's chat, else the chat of the reply. */
  ofQuoted(row: Row, replier: ChatEntry): number | string | undefined {
    const key = filled(row[CELLS + 2]);
    if (key === undefined) return undefined;
    const fromMe = integer(row[CELLS + 1]);
    const chats: ChatEntry[] = [];
    for (const cell of [row[CELLS], row[CELLS + 3]]) {
      const chatRow = integer(cell);
      const chat = chatRow === undefined ? undefined : this.chats.withRow(chatRow);
      if (chat && !chats.includes(chat)) chats.push(chat);
    }
    if (chats.length === 0) chats.push(replier);
    for (const chat of chats) {
      const found = this.find(chat, fromMe, key);
      if (found !== undefined) return found;
    }
    return key;
  }

  /** By a row of `messages_quotes`. */
  ofOlderQuote(row: number, replier: ChatEntry): number | string | undefined {
    const quote = this.second.quotes.of(row)[0];
    const key = filled(quote?.[CELLS + 2]);
    if (!quote || key === undefined) return undefined;
    const address = filled(quote[CELLS]);
    const chat = address === undefined ? undefined : this.chats.withAddress(address);
    return this.find(chat ?? replier, integer(quote[CELLS + 1]), key, address) ?? key;
  }

  /** By the number of a message's row, as comments have it. */
  ofRow(cell: Cell | undefined): number | undefined {
    const row = integer(cell);
    if (row === undefined) return undefined;
    return this.plan.ordinal('message', row) ?? this.plan.ordinal('messages', row);
  }

  private find(
    chat: ChatEntry,
    fromMe: number | undefined,
    key: string,
    address = chat.id,
  ): number | undefined {
    for (const own of fromMe === undefined ? [0, 1] : [fromMe]) {
      const latest = own === 0 || own === 1 ? this.latest.find(chat, own === 1, key) : undefined;
      if (latest !== undefined) return latest;
      for (const row of chat.rows) {
        const found = this.newer.find(row, own, key);
        const ordinal = found === undefined ? undefined : this.plan.ordinal('message', found);
        if (ordinal !== undefined) return ordinal;
      }
      const found = this.older.find(address, own, key);
      const ordinal = found === undefined ? undefined : this.plan.ordinal('messages', found);
      if (ordinal !== undefined) return ordinal;
    }
    // An edit gives a message another key; quotes made before it have the first.
    this.edits ??= this.editedKeys();
    const edited = this.edits.get(key);
    return edited === undefined ? undefined : this.ofRow(edited);
  }

  private editedKeys(): ReadonlyMap<string, number> {
    const keys = new Map<string, number>();
    const table = this.schema.table('message_edit_info');
    if (table?.alias !== 'message_row_id') return keys;
    const rows = attempt(() => new TableRows(this.database, table, ['original_key_id']));
    if (!rows) return keys;
    for (const some of rows.scan()) {
      for (const [row, key] of some) if (typeof key === 'string') keys.set(key, row as number);
    }
    return keys;
  }
}
