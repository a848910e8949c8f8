/** The phone's address book as WhatsApp keeps it, and its list of hidden ids: `ContactsV2.sqlite`, `LID.sqlite`. */
import type { EvidenceEntry, ReadContext } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { type Cell, filled } from '../../sqlite/cells.ts';
import { type EvidenceDatabase, openDatabase } from '../../sqlite/open-database.ts';
import { Schema } from '../../sqlite/schema.ts';
import type { Findings } from '../findings.ts';
import type { Accounts } from './accounts.ts';
import { rowsOf } from './rows-of.ts';

const DIGITS = /^\+?([1-9]\d{6,14})$/;

/** A hidden id in full; lists leave the server out at times. */
function lidOf(cell: Cell | undefined): string | undefined {
  const text = filled(cell);
  if (text === undefined || text.includes('@')) return text;
  return /^\d+$/.test(text) ? `${text}@lid` : undefined;
}

/** The address of a number, however it is written. */
function addressOf(cell: Cell | undefined): string | undefined {
  const digits = DIGITS.exec((filled(cell) ?? '').replace(/[\s().-]/g, ''))?.[1];
  return digits === undefined ? undefined : `${digits}@s.whatsapp.net`;
}

interface Opened {
  readonly database: EvidenceDatabase;
  readonly schema: Schema;
}

export class Contacts {
  private readonly opened: readonly Opened[];

  private constructor(opened: readonly Opened[]) {
    this.opened = opened;
  }

  /** Opens these databases; one that cannot be opened is named as damage. */
  static async open(
    context: ReadContext,
    entries: readonly EvidenceEntry[],
    findings: Findings,
  ): Promise<Contacts> {
    const opened: Opened[] = [];
    for (const entry of entries) {
      let database: EvidenceDatabase | undefined;
      try {
        database = await openDatabase(context, entry, findings);
        opened.push({ database, schema: new Schema(database) });
      } catch (cause) {
        database?.db.close();
        if (!(cause instanceof Refusal)) throw cause;
        findings.damage(entry.path, undefined, `its names could not be read: ${cause.reason}`);
      }
    }
    return new Contacts(opened);
  }

  close(): void {
    for (const { database } of this.opened) database.db.close();
  }

  /** Before any message: which hidden id is which number. */
  joinHiddenIds(accounts: Accounts): void {
    for (const { database, schema } of this.opened) {
      const book = ['zlid', 'zwhatsappid', 'zphonenumber'];
      for (const [, lid, address, number] of rowsOf(database, schema, 'ZWAADDRESSBOOKCONTACT', book)) {
        accounts.joinIfBoth(lidOf(lid), filled(address) ?? addressOf(number));
      }
      for (const [, lid, number] of rowsOf(database, schema, 'ZWAZACCOUNT', [
        'zidentifier',
        'zphonenumber',
      ])) {
        accounts.joinIfBoth(lidOf(lid), addressOf(number));
      }
    }
  }

  /**
   * After the messages: names of accounts that they name; the rest of the address book is not imported.
   * @param of `all`: before them, of whatever stands in it, to be asked of those that they name.
   * @returns whether an entry is of two accounts, so that the messages alone say whose name it is.
   */
  addNames(accounts: Accounts, of: 'all' | 'seen' = 'seen'): boolean {
    let areOpen = false;
    const idOf = (address: string | undefined, lid: string | undefined): string | undefined => {
      const ids = [address, lid].flatMap((raw) => (raw === undefined ? [] : accounts.unified(raw)));
      if (of === 'seen') return ids.find((id) => accounts.isSeen(id));
      const persons = ids.filter((id) => accounts.isOne(id));
      if (new Set(persons).size > 1) areOpen = true;
      return persons[0];
    };
    for (const { database, schema } of this.opened) {
      const file = database.file.slice(database.file.lastIndexOf('/') + 1);
      const add = (id: string | undefined, cell: Cell | undefined, where: string): void => {
        const name = filled(cell);
        if (id !== undefined && name !== undefined) accounts.addName(id, name, `${file} ${where}`);
      };
      const book = ['zwhatsappid', 'zlid', 'zfullname', 'zbusinessname', 'zusername'];
      for (const [, address, lid, name, business, handle] of rowsOf(
        database,
        schema,
        'ZWAADDRESSBOOKCONTACT',
        book,
      )) {
        const id = idOf(filled(address), lidOf(lid));
        add(id, name, 'ZWAADDRESSBOOKCONTACT.ZFULLNAME');
        add(id, business, 'ZWAADDRESSBOOKCONTACT.ZBUSINESSNAME');
        const given = filled(handle);
        if (id !== undefined && given !== undefined) accounts.addHandle(id, given);
      }
      for (const [, lid, name] of rowsOf(database, schema, 'ZWAZACCOUNT', ['zidentifier', 'zdisplayname'])) {
        add(idOf(undefined, lidOf(lid)), name, 'ZWAZACCOUNT.ZDISPLAYNAME');
      }
    }
    return areOpen;
  }
}
