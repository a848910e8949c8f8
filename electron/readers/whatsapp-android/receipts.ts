/** Receipts: of the newer table `receipt_user`, of the older `receipts`, and in an older message's own row. */
import type { StatementSync } from 'node:sqlite';
import type { Receipt } from '../../../shared/model/index.ts';
import type { TimeReading } from '../../../shared/time/instant.ts';
import { asRead, filled, integer, type Row } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import { columnOf, quoted, type Schema } from '../../sqlite/schema.ts';
import { CELLS } from '../../sqlite/side-table.ts';
import { instantOf } from '../whatsapp/time.ts';
import type { Accounts } from './accounts.ts';
import type { ComposeContext, Draft } from './compose-context.ts';
import { type MessageRow, rawOf } from './message-row.ts';

type TimedReceipt = Receipt<TimeReading>;

const MOST_RECEIPTS = 20_000;

/** Receipts as the older tables have them. */
export class DeviceReceipts {
  private readonly accounts: Accounts;
  private readonly statement: StatementSync | undefined;

  constructor(database: EvidenceDatabase, schema: Schema, accounts: Accounts) {
    this.accounts = accounts;
    const table = schema.table('receipts');
    if (!table?.columns.has('key_id')) return;
    const index = table.indexes.find(
      ({ columns }) => columns[0] === 'key_remote_jid' && columns[1] === 'key_id',
    );
    if (!index) {
      database.findings.warn(`${database.file}: table receipts has no index and was not read`);
      return;
    }
    const columns = [
      'remote_resource',
      'receipt_device_timestamp',
      'read_device_timestamp',
      'played_device_timestamp',
    ];
    this.statement = attempt(() =>
      database.db.prepare(
        `SELECT NULL, ${table.rowid}, ${columns.map((column) => columnOf(table, column)).join(', ')}
         FROM ${quoted(table.name)} INDEXED BY ${quoted(index.name)}
         WHERE ${columnOf(table, 'key_remote_jid')} = ? AND ${columnOf(table, 'key_id')} = ? LIMIT ${MOST_RECEIPTS}`,
      ),
    );
  }

  /** Receipts of an own message of the older table. */
  of({ chat, key, old }: MessageRow): TimedReceipt[] {
    const receipts: TimedReceipt[] = [];
    const rows =
      key === undefined
        ? undefined
        : attempt(() => this.statement?.all(chat.id, key) as unknown as Row[] | undefined);
    for (const row of rows ?? []) {
      const account = filled(row[2]) === undefined ? chat.peer : this.accounts.accountOfText(row[2]);
      if (account !== undefined) receipts.push(receiptOf(account, row));
    }
    if (receipts.length > 0 || chat.peer === undefined || !old) return receipts;
    const [delivered, read, played] = [instantOf(old.delivered), instantOf(old.read), instantOf(old.played)];
    if ((delivered ?? read ?? played) === undefined) return receipts;
    return [
      {
        account: chat.peer,
        ...(delivered === undefined ? {} : { delivered }),
        ...(read === undefined ? {} : { read }),
        ...(played === undefined ? {} : { played }),
      },
    ];
  }
}

/** A row [key, number, account, delivered, read, played] as a receipt of the account. */
function receiptOf(account: string, row: Row): TimedReceipt {
  const receipt: { -readonly [Field in keyof TimedReceipt]: TimedReceipt[Field] } = { account };
  const delivered = instantOf(integer(row[CELLS + 1]));
  if (delivered !== undefined) receipt.delivered = delivered;
  const read = instantOf(integer(row[CELLS + 2]));
  if (read !== undefined) receipt.read = read;
  const played = instantOf(integer(row[CELLS + 3]));
  if (played !== undefined) receipt.played = played;
  return receipt;
}

/** Who got, read and played the message; of an own one, its status where it says more. */
export function addReceipts(message: MessageRow, draft: Draft, context: ComposeContext): void {
  const {
    accounts,
    sides: { tables: sides },
    deviceReceipts,
  } = context;
  const receipts: TimedReceipt[] = [];
  for (const row of sides.receipts.take(message.row)) {
    const account = accounts.account(row[CELLS]);
    if (account === undefined) {
      rawOf(message).receipt_user_jid_row_id = asRead(row[CELLS]);
      continue;
    }
    receipts.push(receiptOf(account, row));
  }
  if (receipts.length === 0 && message.old && message.fromMe) {
    receipts.push(...deviceReceipts.of(message));
  }
  if (receipts.length > 0) draft.receipts = receipts;
  if (!message.fromMe || draft.kind === 'system' || isShown(message.status, receipts)) return;
  rawOf(message).status = message.status!;
}

/** Whether an own message's status says no more than its receipts: 4 at the server, 5 delivered, 8 played, 13 read. */
function isShown(status: number | undefined, receipts: readonly TimedReceipt[]): boolean {
  switch (status) {
    case undefined:
    case 4:
      return true;
    case 5:
      return receipts.some(({ delivered }) => delivered !== undefined);
    case 8:
      return receipts.some(({ played }) => played !== undefined);
    case 13:
      return receipts.some(({ read }) => read !== undefined);
    default:
      return false;
  }
}
