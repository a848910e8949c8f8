/** The accounts of one export: who writes, who is named, whose it is, and what the contacts say of them. */
import type { Account, SeenName } from '../../../shared/model/index.ts';

/** Accounts that are described; of those beyond, the list has the ids alone. */
const MOST = 1_000_000;
/** Names of one account; an export has one, but its bytes can have any number. */
const MOST_NAMES = 20;

/** E.164 of a number as Telegram formats it, `+44 7700 900123`, or as older versions do, `00447700900123`. */
function phoneOf(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const digits = text.replace(/[\s().-]/g, '');
  const number = /^(?:\+|00)([1-9]\d{6,14})$/.exec(digits);
  return number ? `+${number[1]}` : undefined;
}

interface Entry {
  readonly names: SeenName[];
  phone?: string;
  handle?: string;
}

export class Accounts {
  private readonly entries = new Map<string, Entry>();
  private readonly contacts = new Map<string, Entry>();
  private readonly from: string;
  /** Whose export it is, where the file says so in front of its messages. */
  owner: string | undefined;
  /** The owner's user name, with its `@`. */
  ownerHandle: string | undefined;
  isFull = false;

  /** @param file name of the file, for where names are from. */
  constructor(file: string) {
    this.from = file;
  }

  /** An account that something names, and the name it has there. */
  seen(id: string, name: string | undefined, field: string): string {
    let entry = this.entries.get(id);
    if (entry === undefined) {
      if (this.entries.size >= MOST) {
        this.isFull = true;
        return id;
      }
      entry = { names: [] };
      this.entries.set(id, entry);
    }
    if (name !== undefined) this.addName(entry, name, field);
    return id;
  }

  /** An account that only a name is known of. */
  named(name: string, field: string): string {
    return this.seen(`name: ${name}`, name, field);
  }

  private addName({ names }: Entry, name: string, field: string): void {
    // Nearly always the name that it has already.
    for (const known of names) if (known.name === name) return;
    if (names.length < MOST_NAMES) names.push({ name, from: `${this.from} ${field}` });
  }

  /**
   * @param phone as it stands.
   * @param handle with its `@`.
   */
  setOwner(
    id: string,
    name: string | undefined,
    phone: string | undefined,
    handle: string | undefined,
  ): void {
    this.seen(id, name, 'personal_information');
    const entry = this.entries.get(id);
    if (entry) {
      this.addPhone(entry, phone, 'personal_information phone_number');
      if (handle !== undefined) entry.handle = handle.replace(/^@/, '');
    }
    this.owner = id;
    this.ownerHandle = handle;
  }

  /**
   * One of the address book: it is told of only where a chat or message names the account.
   * @param phone as it stands.
   */
  addContact(id: string, name: string | undefined, phone: string | undefined): void {
    let entry = this.contacts.get(id);
    if (entry === undefined) {
      if (this.contacts.size >= MOST) return;
      entry = { names: [] };
      this.contacts.set(id, entry);
    }
    if (name !== undefined) this.addName(entry, name, 'contacts');
    this.addPhone(entry, phone, 'contacts phone_number');
  }

  /** A number without its country's code is no account's number; as a name it is still seen. */
  private addPhone(entry: Entry, phone: string | undefined, field: string): void {
    if (phone === undefined) return;
    const number = phoneOf(phone);
    if (number !== undefined) entry.phone = number;
    else this.addName(entry, phone, field);
  }

  /** @param owner whose export it is, as it was found out in the end. */
  list(owner: string | undefined): Omit<Account, 'exhibit'>[] {
    return [...this.entries].map(([id, { names, phone, handle }]) => {
      const contact = this.contacts.get(id);
      const number = phone ?? contact?.phone;
      return {
        id,
        platform: 'telegram',
        ...(number === undefined ? {} : { phone: number }),
        ...(handle === undefined ? {} : { handle }),
        names: [...names, ...(contact?.names ?? [])],
        ...(id === owner ? { isOwner: true as const } : {}),
      };
    });
  }
}
