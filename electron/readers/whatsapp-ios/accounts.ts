/** Who is who in one database: addresses as texts, members of groups by their row. */
import { type Cell, filled, reference } from '../../sqlite/cells.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import type { Schema } from '../../sqlite/schema.ts';
import type { TableRows } from '../../sqlite/table-rows.ts';
import { isLid, isPerson, phoneOf } from '../whatsapp/jid.ts';
import { KnownAccounts } from '../whatsapp/known-accounts.ts';
import { pushNameOf } from './push-name.ts';
import { rowsOf, tableRows } from './rows-of.ts';

const MEMBER_NAMES = ['zcontactname', 'zfirstname'] as const;

export class Accounts extends KnownAccounts {
  private readonly schema: Schema;
  private readonly members: TableRows | undefined;
  private readonly ofMember = new Map<number, string | undefined>();
  /** By address as it stands, since most messages are of few. */
  private readonly ofText = new Map<string, string>();
  /** The name last seen beside a message, by account: most messages repeat it. */
  private readonly pushNames = new Map<string, string>();

  /** @param owner the owner's address, when it is known. */
  constructor(database: EvidenceDatabase, schema: Schema, owner: string | undefined) {
    super(database, owner);
    this.schema = schema;
    this.members = tableRows(database, schema, 'ZWAGROUPMEMBER', ['zmemberjid', ...MEMBER_NAMES]);
  }

  /** Joins a hidden id to the number that stands beside it, where both are what they should be. */
  joinIfBoth(one: string | undefined, other: string | undefined): void {
    if (one === undefined || other === undefined || !isLid(one) || phoneOf(other) === undefined) return;
    this.join(one, other);
  }

  /** The account of a person's address in full; undefined for addresses of groups and of nobody. */
  person(cell: Cell | undefined): string | undefined {
    const raw = filled(cell);
    if (raw === undefined) return undefined;
    const known = this.ofText.get(raw);
    if (known !== undefined) return known;
    const id = this.unified(raw);
    if (!this.isOne(id)) return undefined;
    this.seen(id);
    this.ofText.set(raw, id);
    return id;
  }

  /** The account of a row of `ZWAGROUPMEMBER`. */
  member(cell: Cell | undefined): string | undefined {
    const row = reference(cell);
    if (row === undefined) return undefined;
    if (this.ofMember.has(row)) return this.ofMember.get(row);
    const found = this.members?.row(row);
    const id = found && this.person(found[1]);
    if (id === undefined) {
      const { file, findings } = this.database;
      findings.count(`${file}: a reference to a row that ZWAGROUPMEMBER does not have, or that names nobody`);
    } else this.nameMember(id, found!.slice(2));
    this.ofMember.set(row, id);
    return id;
  }

  /** Whether an id is a person's, as all that messages name are. */
  isOne(id: string): boolean {
    return isPerson(id) || id === this.owner;
  }

  /** Notes the names of a row of `ZWAGROUPMEMBER`. */
  nameMember(id: string, names: readonly Cell[]): void {
    for (const [i, column] of MEMBER_NAMES.entries()) {
      const name = filled(names[i]);
      if (name !== undefined)
        this.addName(id, name, `${this.fileName} ZWAGROUPMEMBER.${column.toUpperCase()}`);
    }
  }

  /** Notes the name that its sender had given, as it stands beside a message. */
  notePushName(id: string, cell: Cell | undefined): void {
    if (typeof cell !== 'string' || cell === '' || this.pushNames.get(id) === cell) return;
    this.pushNames.set(id, cell);
    const name = pushNameOf(cell);
    if (name !== undefined) this.addName(id, name, `${this.fileName} ZWAMESSAGE.ZPUSHNAME`);
  }

  /**
   * Adds the names that accounts had given themselves.
   * @param of all of them, or those that messages name.
   */
  addProfileNames(of: 'all' | 'seen' = 'seen'): void {
    for (const [, jid, given] of rowsOf(this.database, this.schema, 'ZWAPROFILEPUSHNAME', [
      'zjid',
      'zpushname',
    ])) {
      const [raw, name] = [filled(jid), filled(given)];
      if (raw === undefined || name === undefined) continue;
      const id = this.unified(raw);
      if (of === 'all' ? this.isOne(id) : this.isSeen(id)) {
        this.addName(id, name, `${this.fileName} ZWAPROFILEPUSHNAME.ZPUSHNAME`);
      }
    }
  }

  get fileName(): string {
    const { file } = this.database;
    return file.slice(file.lastIndexOf('/') + 1);
  }
}
