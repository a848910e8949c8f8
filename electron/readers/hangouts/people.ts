/** The accounts of an export, by Google's number for them (`gaia_id`). */
import type { Account, SeenName } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import { type Fields, fieldsIn, wordIn } from './fields.ts';

/** Accounts that are described; of those beyond, the list has the ids alone. */
const MOST = 100_000;
const MOST_NAMES = 20;

type Described = { -readonly [Field in keyof Omit<Account, 'exhibit'>]: Omit<Account, 'exhibit'>[Field] } & {
  names: SeenName[];
};

/** `{gaia_id, chat_id}`; both are the same but for people without an account. */
export const idOf = (participant: Fields): string | undefined =>
  wordIn(participant, 'gaia_id') ?? wordIn(participant, 'chat_id');

export class People {
  private readonly file: string;
  private readonly findings: Findings;
  private readonly accounts = new Map<string, Described>();
  private owner: string | undefined;

  constructor(file: string, findings: Findings) {
    this.file = file;
    this.findings = findings;
  }

  get hasOwner(): boolean {
    return this.owner !== undefined;
  }

  isOwner(id: string): boolean {
    return this.owner === id || this.accounts.get(id)?.isOwner === true;
  }

  /** Takes the one whose export it is. */
  own(id: string): void {
    if (this.owner === id) return;
    this.owner = id;
    const account = this.describe(id);
    if (account) account.isOwner = true;
  }

  /** Takes an entry of `participant_data`. @returns its id. */
  participant(entry: Fields): string | undefined {
    const id = idOf(fieldsIn(entry, 'id'));
    if (id === undefined) return undefined;
    const account = this.describe(id);
    if (!account) return id;
    const name = wordIn(entry, 'fallback_name');
    if (
      name !== undefined &&
      account.names.length < MOST_NAMES &&
      !account.names.some((seen) => seen.name === name)
    ) {
      account.names.push({ name, from: `${this.file} participant_data.fallback_name` });
    }
    const phone = wordIn(fieldsIn(entry, 'phone_number'), 'e164');
    if (phone !== undefined && /^\+[1-9]\d{6,14}$/.test(phone)) account.phone = phone;
    return id;
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
    account = { id, platform: 'hangouts', names: [] };
    this.accounts.set(id, account);
    return account;
  }

  list(): Omit<Account, 'exhibit'>[] {
    return [...this.accounts.values()];
  }
}
