/** Calls of `CallHistory.sqlite`: those that a message stands for, and those that stand alone. */
import type { EvidenceEntry, ReadContext } from '../../../shared/evidence/index.ts';
import { type Call, Refusal, type SystemEvent } from '../../../shared/model/index.ts';
import { asRead, type Cell, filled, integer, type Row, real, reference } from '../../sqlite/cells.ts';
import { Numbers } from '../../sqlite/numbers.ts';
import { type EvidenceDatabase, openDatabase } from '../../sqlite/open-database.ts';
import { Schema } from '../../sqlite/schema.ts';
import { CELLS, SideTable } from '../../sqlite/side-table.ts';
import type { TableRows } from '../../sqlite/table-rows.ts';
import type { Findings } from '../findings.ts';
import type { Raw } from '../whatsapp/raw.ts';
import type { Accounts } from './accounts.ts';
import { outcomeOf } from './kinds.ts';
import { tableRows } from './rows-of.ts';

export const CALLS_TABLE = 'ZWACDCALLEVENT';

const COLUMNS = [
  'zcallidstring',
  'z1callevents',
  'zdate',
  'zduration',
  'zoutcome',
  'zvideo',
  'zgroupjidstring',
  'zgroupcallcreatoruserjidstring',
] as const;

export interface LoggedCall {
  readonly row: number;
  readonly key: string | undefined;
  /** Seconds since 2001. */
  readonly date: Cell;
  readonly fromMe: boolean | undefined;
  readonly caller: string | undefined;
  /** Address of the group, else of the one other who took part. */
  readonly chat: string | undefined;
  readonly call: Call;
  readonly system: SystemEvent | undefined;
  readonly raw: Raw | undefined;
}

/** Opens the calls beside the messages; ones that cannot be opened are named as damage. */
export async function openCalls(
  context: ReadContext,
  entry: EvidenceEntry | undefined,
  findings: Findings,
): Promise<{ readonly database: EvidenceDatabase; readonly schema: Schema } | undefined> {
  if (!entry) return undefined;
  let database: EvidenceDatabase | undefined;
  try {
    database = await openDatabase(context, entry, findings);
    return { database, schema: new Schema(database) };
  } catch (cause) {
    database?.db.close();
    if (!(cause instanceof Refusal)) throw cause;
    findings.damage(entry.path, undefined, `its calls could not be read: ${cause.reason}`);
    return undefined;
  }
}

export class CallHistory {
  private readonly accounts: Accounts;
  private readonly rows: TableRows | undefined;
  /** One row for several calls in a run with one person: direction and kind stand there. */
  private readonly runs: TableRows | undefined;
  private readonly participants: SideTable;
  private readonly rowOfKey = new Map<string, number>();
  /** Rows that a message stands for. */
  private readonly told = new Set<number>();
  /** Path of the database in the evidence. */
  readonly file: string;

  constructor(database: EvidenceDatabase, schema: Schema, accounts: Accounts) {
    this.accounts = accounts;
    this.file = database.file;
    this.rows = tableRows(database, schema, CALLS_TABLE, COLUMNS);
    this.runs = tableRows(database, schema, 'ZWAAGGREGATECALLEVENT', ['zincoming', 'zvideo', 'zmissed']);
    this.participants = new SideTable(database, schema, 'ZWACDCALLEVENTPARTICIPANT', 'z1participants', [
      'zjidstring',
      'zoutcome',
    ]);
    const keys = tableRows(database, schema, CALLS_TABLE, ['zcallidstring']);
    for (const some of keys?.scan() ?? []) {
      for (const [row, key] of some) {
        const name = filled(key);
        if (name !== undefined && !this.rowOfKey.has(name)) this.rowOfKey.set(name, row as number);
      }
    }
  }

  /** The call of a message: its key is the call's id. */
  ofMessage(key: string): LoggedCall | undefined {
    const row = this.rowOfKey.get(key);
    const found = row === undefined ? undefined : this.rows?.row(row);
    if (!found) return undefined;
    this.told.add(row!);
    return this.described(found);
  }

  /** Row numbers of the calls that no message stands for, ascending; to be asked after the last message. */
  untold(): Numbers {
    const rows = new Numbers();
    if (!this.rows) return rows;
    for (const ids of this.rows.ids()) for (const id of ids) if (!this.told.has(id)) rows.push(id);
    return rows;
  }

  /** Every call, without the messages being asked. */
  *all(): Generator<LoggedCall> {
    for (const rows of this.rows?.scan() ?? []) for (const row of rows) yield this.described(row);
  }

  unreachable(): string[] {
    return this.rows?.unreachable() ?? [];
  }

  /** The calls of these rows. */
  calls(rows: readonly number[]): LoggedCall[] {
    return this.rows!.rows(rows).map((row) => this.described(row));
  }

  private described(cells: Row): LoggedCall {
    const { accounts } = this;
    const [id, key, run, date, duration, result, video, group, creator] = cells;
    const row = id as number;
    const runRow = reference(run);
    const shared = runRow === undefined ? undefined : this.runs?.row(runRow);
    const incoming = integer(shared?.[1]);
    const fromMe = incoming === 0 ? true : incoming === 1 ? false : undefined;
    const raw: Raw = {};
    const outcome = outcomeOf(integer(result));
    if (outcome === 'unknown' && result !== null) raw.ZOUTCOME = asRead(result);
    const others: string[] = [];
    for (const one of this.participants.of(row)) {
      const account = accounts.person(one[CELLS]);
      if (account === undefined) continue;
      if (!others.includes(account)) others.push(account);
      const theirs = integer(one[CELLS + 1]);
      if (theirs !== undefined && theirs !== integer(result)) raw[`ZOUTCOME of ${account}`] = theirs;
    }
    const seconds = real(duration);
    const groupJid = filled(group);
    const caller = fromMe ? accounts.owner : (accounts.person(creator) ?? soleOf(others, groupJid));
    const chat = groupJid ?? soleOf(others, undefined);
    return {
      row,
      key: filled(key),
      date: date!,
      fromMe,
      caller,
      chat,
      call: {
        video: (integer(video) ?? integer(shared?.[2]) ?? 0) > 0,
        ...(seconds === undefined || seconds <= 0 ? {} : { seconds: Math.round(seconds) }),
        outcome,
      },
      system: others.length > 1 || groupJid !== undefined ? { action: 'call', accounts: others } : undefined,
      raw: Object.keys(raw).length === 0 ? undefined : raw,
    };
  }
}

/** Of a call between two, the other. */
function soleOf(others: readonly string[], group: string | undefined): string | undefined {
  return group === undefined && others.length === 1 ? others[0] : undefined;
}
