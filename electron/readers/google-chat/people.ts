/** The accounts of an export: by e-mail address, else by name. */
import type { Account, SeenName } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import { LONGEST_NAME } from '../json/texts.ts';
import { type Fields, textOf } from './fields.ts';

/** Accounts that are described; of those beyond, the list has the ids alone. */
const MOST = 100_000;
const MOST_NAMES = 20;

type Described = { -readonly [Field in keyof Omit<Account, 'exhibit'>]: Omit<Account, 'exhibit'>[Field] } & {
  names: SeenName[];
};

const short = (text: string): string =>
  (text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME) : text).toWellFormed();

export class People {
  private readonly findings: Findings;
  private readonly accounts = new Map<string, Described>();
  /** Ids by addresses as they are written. */
  private readonly ids = new Map<string, string>();
  readonly owners = new Set<string>();

  constructor(findings: Findings) {
    this.findings = findings;
  }

  /** The id of an address. */
  idOf(email: string): string {
    let id = this.ids.get(email);
    if (id === undefined) {
      id = short(email.trim()).toLowerCase();
      if (this.ids.size < MOST) this.ids.set(email, id);
    }
    return id;
  }

  /**
   * The account of a user as the export has it; undefined where it says nothing.
   * @param from where its name stands: `messages.json creator.name`.
   */
  account(user: Fields, from: string): string | undefined {
    const email = textOf(user.email);
    const name = textOf(user.name);
    if (email === undefined && name === undefined) return undefined;
    const id = email === undefined ? `name ${short(name!)}` : this.idOf(email);
    const account = this.describe(id);
    if (!account) return id;
    if (email !== undefined) account.handle ??= short(email);
    if (name !== undefined && name !== account.names.at(-1)?.name) this.addName(account, name, from);
    return id;
  }

  own(id: string): void {
    this.owners.add(id);
    const account = this.describe(id);
    if (account) account.isOwner = true;
  }

  private describe(id: string): Described | undefined {
    let account = this.accounts.get(id);
    if (account) return account;
    if (this.accounts.size >= MOST) {
      this.findings.warn(
        `the export has more than ${MOST.toLocaleString('en-GB')} people; accounts beyond have an id alone`,
      );
      return undefined;
    }
    account = { id, platform: 'google-chat', names: [] };
    this.accounts.set(id, account);
    return account;
  }

  private addName({ names }: Described, name: string, from: string): void {
    const kept = short(name);
    if (names.length >= MOST_NAMES || names.some((seen) => seen.name === kept)) return;
    names.push({ name: kept, from });
  }

  list(): Omit<Account, 'exhibit'>[] {
    return [...this.accounts.values()];
  }
}
