/** The accounts that a database names, with the names it gives them; hidden ids joined to phone numbers. */
import type { Account, SeenName } from '../../../shared/model/index.ts';
import type { EvidenceDatabase } from '../../sqlite/open-database.ts';
import { accountJid, phoneOf } from './jid.ts';

/** Id of the device's owner where the evidence does not give its address. */
const UNKNOWN_OWNER = 'owner';

/** Names kept of one account. */
const MOST_NAMES = 100;

interface Known {
  readonly names: SeenName[];
  handle?: string;
}

export class KnownAccounts {
  readonly owner: string;
  protected readonly database: EvidenceDatabase;
  /** Accounts that something in the evidence names, in the order first met. */
  private readonly known = new Map<string, Known>();
  private readonly phoneOfLid = new Map<string, string>();
  /** Hidden ids met, by the account of the number that each is mapped to. */
  private readonly lidsOf = new Map<string, Set<string>>();

  /** @param owner the owner's address, when it is known. */
  constructor(database: EvidenceDatabase, owner: string | undefined) {
    this.database = database;
    this.owner = owner ?? UNKNOWN_OWNER;
  }

  /** Notes that a hidden id is the account of a phone number; the first number stands. */
  join(lid: string, phone: string): void {
    if (!this.phoneOfLid.has(lid)) this.phoneOfLid.set(lid, phone);
  }

  /** The id of an address in full: without the device, and the phone's where the hidden id is known. */
  unified(raw: string): string {
    const id = accountJid(raw) ?? this.owner;
    const phone = this.phoneOfLid.get(id);
    if (phone === undefined) return id;
    const lids = this.lidsOf.get(phone);
    if (lids) lids.add(id);
    else this.lidsOf.set(phone, new Set([id]));
    return phone;
  }

  /** Notes that the evidence names this account. */
  seen(id: string): Known {
    let known = this.known.get(id);
    if (!known) {
      known = { names: [] };
      this.known.set(id, known);
    }
    return known;
  }

  isSeen(id: string): boolean {
    return this.known.has(id);
  }

  addName(id: string, name: string, from: string): void {
    const { names } = this.seen(id);
    if (names.some((one) => one.name === name && one.from === from)) return;
    if (names.length >= MOST_NAMES) {
      const { file, findings } = this.database;
      findings.count(`${file}: a name beyond the first ${MOST_NAMES} of an account; it was not kept`);
      return;
    }
    names.push({ name, from });
  }

  addHandle(id: string, handle: string): void {
    this.seen(id).handle ??= handle;
  }

  /**
   * All accounts named. A hidden id that is mapped to a phone number has an entry of its own with the
   * same number, so that both are one person here and in exhibits that know only one of them.
   */
  list(): Omit<Account, 'exhibit'>[] {
    this.seen(this.owner);
    const accounts: Omit<Account, 'exhibit'>[] = [];
    for (const [id, { names, handle }] of this.known) {
      const phone = phoneOf(id);
      const common = { platform: 'whatsapp' as const, ...(phone === undefined ? {} : { phone }) };
      accounts.push({
        id,
        ...common,
        ...(handle === undefined ? {} : { handle }),
        names,
        ...(id === this.owner ? { isOwner: true as const } : {}),
      });
      if (phone === undefined) continue;
      for (const lid of this.lidsOf.get(id) ?? []) {
        if (!this.known.has(lid)) accounts.push({ id: lid, ...common, names: [] });
      }
    }
    return accounts;
  }
}
