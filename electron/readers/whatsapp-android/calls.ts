/** Calls of `call_log`: those that a message stands for, and those that stand alone. */
import type { Call, SystemEvent } from '../../../shared/model/index.ts';
import { asRead, type Cell, filled, integer, type Row, reference } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import { KeyLookup } from '../../sqlite/key-lookup.ts';
import { Numbers } from '../../sqlite/numbers.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import type { Schema } from '../../sqlite/schema.ts';
import { CELLS } from '../../sqlite/side-table.ts';
import { TableRows } from '../../sqlite/table-rows.ts';
import type { Raw } from '../whatsapp/raw.ts';
import type { Accounts } from './accounts.ts';
import { outcomeOf } from './kinds.ts';
import type { SecondSides } from './sides.ts';

const COLUMNS = [
  'jid_row_id',
  'from_me',
  'call_id',
  'timestamp',
  'video_call',
  'duration',
  'call_result',
  'group_jid_row_id',
  'call_creator_device_jid_row_id',
];

export interface LoggedCall {
  readonly row: number;
  /** Address of the other side, or of the group. */
  readonly chat: string | undefined;
  readonly caller: string | undefined;
  readonly fromMe: boolean | undefined;
  readonly key: string | undefined;
  readonly sent: number | undefined;
  readonly call: Call;
  readonly system: SystemEvent | undefined;
  readonly raw: Raw | undefined;
}

/** Where a call belongs and who made it, of a row as `COLUMNS` has it. */
function endsOf(row: Row, accounts: Accounts): Pick<LoggedCall, 'chat' | 'caller' | 'fromMe'> {
  const [, jid, own, , , , , , group, creator] = row;
  const fromMe = own === 1 ? true : own === 0 ? false : undefined;
  const isGroup = reference(group) !== undefined;
  const address = (cell: Cell | undefined): string | undefined => {
    const at = reference(cell);
    return at === undefined ? undefined : accounts.addressOfRow(at);
  };
  const chat = isGroup ? (address(group) ?? address(jid)) : address(jid);
  const caller = fromMe ? accounts.owner : (accounts.account(creator) ?? accounts.account(jid));
  return { chat, caller: caller === chat && isGroup ? undefined : caller, fromMe };
}

/** Chats and callers of all calls, whether a message stands for them or not. */
export function* callEnds(
  database: EvidenceDatabase,
  schema: Schema,
  accounts: Accounts,
): Generator<Pick<LoggedCall, 'chat' | 'caller'>> {
  const table = schema.table('call_log');
  const rows = table?.alias === '_id' ? attempt(() => new TableRows(database, table, COLUMNS)) : undefined;
  for (const some of rows?.scan() ?? []) for (const row of some) yield endsOf(row, accounts);
}

export class CallLog {
  private readonly accounts: Accounts;
  private readonly second: SecondSides;
  private readonly rows: TableRows | undefined;
  private readonly byKey: KeyLookup;
  /** Rows that a message stands for. */
  private readonly told = new Set<number>();

  constructor(database: EvidenceDatabase, schema: Schema, accounts: Accounts, second: SecondSides) {
    this.accounts = accounts;
    this.second = second;
    const table = schema.table('call_log');
    if (table && table.alias !== '_id') {
      database.findings.damage(
        database.file,
        'call_log',
        'its column _id does not number its rows; it was not read',
      );
    } else if (table) {
      this.rows = attempt(() => new TableRows(database, table, COLUMNS));
    }
    this.byKey = new KeyLookup(database, schema, 'call_log', ['jid_row_id', 'from_me', 'call_id']);
  }

  /** The call that `message_call_log` gives to a message. */
  ofLink(row: number): LoggedCall | undefined {
    const found = this.rows?.row(row);
    if (!found) return undefined;
    this.told.add(row);
    return this.described(found);
  }

  /** The call of a message without such a link: the same other side, direction and id. */
  ofKey(jidRows: readonly number[], fromMe: boolean, key: string): LoggedCall | undefined {
    if (!this.rows) return undefined;
    const bare = key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key;
    for (const jid of jidRows) {
      for (const id of [`${PREFIX}${bare}`, bare]) {
        const row = this.byKey.find(jid, fromMe ? 1 : 0, id);
        if (row !== undefined && !this.told.has(row)) return this.ofLink(row);
      }
    }
    return undefined;
  }

  /** Row numbers of the calls that no message stands for, ascending; to be asked after the last message. */
  untold(): Numbers {
    const rows = new Numbers();
    if (!this.rows) return rows;
    for (const ids of this.rows.ids()) for (const id of ids) if (!this.told.has(id)) rows.push(id);
    return rows;
  }

  unreachable(): string[] {
    return this.rows?.unreachable() ?? [];
  }

  /** The calls of these rows. */
  calls(rows: readonly number[]): LoggedCall[] {
    return this.rows!.rows(rows).map((row) => this.described(row));
  }

  private described(row: Row): LoggedCall {
    const { accounts } = this;
    const [id, jid, own, key, time, video, seconds, result] = row;
    const number = id as number;
    const { chat, caller, fromMe } = endsOf(row, accounts);
    const duration = integer(seconds);
    const outcome = outcomeOf(integer(result));
    const raw: Raw = {};
    if (outcome === 'unknown' && result !== null) raw.call_result = asRead(result);
    if (own !== 0 && own !== 1 && own !== null) raw.from_me = asRead(own);
    if (chat === undefined && jid !== null) raw.jid_row_id = asRead(jid);
    const participants: string[] = [];
    for (const one of this.second.callParticipants.of(number)) {
      const account = accounts.account(one[CELLS]);
      if (account === undefined) continue;
      participants.push(account);
      const their = integer(one[CELLS + 1]);
      if (their !== undefined) raw[`call_result of ${account}`] = their;
    }
    return {
      row: number,
      chat,
      caller,
      fromMe,
      key: filled(key),
      sent: integer(time),
      call: {
        video: (integer(video) ?? 0) > 0,
        ...(duration === undefined || duration < 0 ? {} : { seconds: duration }),
        outcome,
      },
      system: participants.length === 0 ? undefined : { action: 'call', accounts: participants },
      raw: Object.keys(raw).length === 0 ? undefined : raw,
    };
  }
}

/** The ids of older calls have it, as have the keys of the messages that tell of them. */
const PREFIX = 'call:';
