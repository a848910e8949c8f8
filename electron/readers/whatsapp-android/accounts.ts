/** Who is who in one database: rows of table `jid` as accounts, hidden ids joined to phone numbers. */
import { type Cell, filled, reference, text } from '../../sqlite/cells.ts';
import { attempt } from '../../sqlite/failure.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import type { Schema } from '../../sqlite/schema.ts';
import { TableRows } from '../../sqlite/table-rows.ts';
import { accountJid, isLid, isPerson } from '../whatsapp/jid.ts';
import { KnownAccounts } from '../whatsapp/known-accounts.ts';

function tableRows(database: EvidenceDatabase, schema: Schema, name: string, wanted: readonly string[]) {
  const table = schema.table(name);
  return table && attempt(() => new TableRows(database, table, wanted));
}

/** The address that a row of `jid` holds; empty for the owner's own placeholder. */
function addressOf(
  user: Cell | undefined,
  server: Cell | undefined,
  raw: Cell | undefined,
): string | undefined {
  const [name, at] = [text(user), filled(server)];
  if (name !== undefined && at !== undefined) return name === '' && !isPerson(at) ? at : `${name}@${at}`;
  return text(raw) ?? name;
}

export class Accounts extends KnownAccounts {
  private readonly jids: TableRows | undefined;
  /** The address of each row of `jid` met so far: the account's or the chat's id. */
  private readonly ofRow = new Map<number, string | undefined>();
  /** Of `ofRow`, those that something names as an account. */
  private readonly accountOfRow = new Map<number, string>();

  /** @param owner the owner's address, when it is known. */
  constructor(database: EvidenceDatabase, schema: Schema, owner: string | undefined) {
    super(database, owner);
    this.jids = tableRows(database, schema, 'jid', ['user', 'server', 'raw_string']);
    this.joinHiddenIds(tableRows(database, schema, 'jid_map', ['jid_row_id']));
  }

  /** Joins all hidden ids that are mapped to a number, so that it does not matter which is met first. */
  private joinHiddenIds(map: TableRows | undefined): void {
    for (const rows of map?.scan() ?? []) {
      for (const [row, mapped] of rows) {
        const phoneRow = reference(mapped);
        const phone = phoneRow === undefined ? undefined : this.idOfRow(phoneRow);
        if (phone === undefined || isLid(phone) || !isPerson(phone)) continue;
        const lid = this.idOfRow(row as number);
        if (lid !== undefined && isLid(lid)) this.join(lid, phone);
      }
    }
  }

  /** The address of a row of `jid`, of an account or a chat; undefined where there is no such row. */
  addressOfRow(row: number): string | undefined {
    if (this.ofRow.has(row)) return this.ofRow.get(row);
    const address = this.readAddress(row);
    this.ofRow.set(row, address);
    return address;
  }

  private readAddress(row: number): string | undefined {
    const own = this.idOfRow(row);
    if (own === undefined || !isLid(own)) return own;
    const id = this.unified(own);
    if (id !== own) this.seen(id);
    return id;
  }

  /** The id in a row of `jid` itself, hidden or not. */
  private idOfRow(row: number): string | undefined {
    const raw = this.jids?.row(row);
    const address = raw && addressOf(raw[1], raw[2], raw[3]);
    return address === undefined ? undefined : (accountJid(address) ?? this.owner);
  }

  /** Notes every address that the database has, whether a message names it or not. */
  seeAll(): void {
    for (const rows of this.jids?.scan() ?? []) for (const [row] of rows) this.account(row);
  }

  /** The account of a cell that refers to `jid`; undefined where the cell is empty or its row is missing. */
  account(cell: Cell | undefined): string | undefined {
    const row = reference(cell);
    if (row === undefined) return undefined;
    const known = this.accountOfRow.get(row);
    if (known !== undefined) return known;
    const address = this.addressOfRow(row);
    if (address === undefined) {
      const { file, findings } = this.database;
      findings.count(`${file}: a reference to a row that table jid does not have`);
      return undefined;
    }
    this.seen(address);
    this.accountOfRow.set(row, address);
    return address;
  }

  /** The account of an address in full, as the older tables have it. */
  accountOfText(cell: Cell | undefined): string | undefined {
    const raw = filled(cell);
    if (raw === undefined) return undefined;
    const id = this.unified(raw);
    this.seen(id);
    return id;
  }
}
