/** The accounts of one platform in a report: parties of chats, messages and calls. */
import type { Account, Platform, SeenName } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import { accountJid, phoneOf } from '../whatsapp/jid.ts';
import { type Model, nameIn, said } from './model.ts';

/** Accounts that are described; of those beyond, the list has the ids alone. */
const MOST = 100_000;
const MOST_NAMES = 20;
/** The id of the device's owner where no party says more. */
const OWNER = 'owner';
/** Cellebrite's sender of what nobody wrote. */
const SYSTEM = 'system message';

type Described = { -readonly [Field in keyof Omit<Account, 'exhibit'>]: Omit<Account, 'exhibit'>[Field] } & {
  names: SeenName[];
};

export interface Party {
  /** Absent for one that is nobody, or of whom nothing is said. */
  readonly account?: string;
  readonly isOwner: boolean;
  readonly isSystem: boolean;
}

/** A number with the spaces, dashes and brackets that phones put in. */
const NUMBER = /^\+?[\d\s().\u2010-\u2015-]{3,30}$/;
const compact = (number: string): string => number.replace(/[^\d+]/g, '');

export class People {
  private readonly platform: Platform;
  private readonly file: string;
  private readonly findings: Findings;
  private readonly accounts = new Map<string, Described>();

  constructor(platform: Platform, file: string, findings: Findings) {
    this.platform = platform;
    this.file = file;
    this.findings = findings;
  }

  /** @param application name of the application, for ids that are only its own. */
  party(model: Model, application: string): Party {
    const identifier = nameIn(model, 'Identifier');
    const name = nameIn(model, 'Name');
    if (
      identifier?.toLowerCase() === SYSTEM ||
      (identifier === undefined && name?.toLowerCase() === SYSTEM)
    ) {
      return { isOwner: false, isSystem: true };
    }
    const isOwner = said(model, 'IsPhoneOwner')?.toLowerCase() === 'true';
    const id = this.idOf(identifier, name, application) ?? (isOwner ? OWNER : undefined);
    if (id === undefined) return { isOwner, isSystem: false };
    const account = this.describe(id);
    if (account) {
      if (isOwner) account.isOwner = true;
      const phone = this.phoneOf(identifier, id);
      if (phone !== undefined) account.phone = phone;
      if (name !== undefined && name !== identifier) this.addName(account, name);
    }
    return { account: id, isOwner, isSystem: false };
  }

  /** The device's owner, where only that is said. */
  owner(): string {
    const account = this.describe(OWNER);
    if (account) account.isOwner = true;
    return OWNER;
  }

  private idOf(
    identifier: string | undefined,
    name: string | undefined,
    application: string,
  ): string | undefined {
    if (identifier === undefined || identifier === '') {
      return name === undefined || name === '' ? undefined : `${application}: name ${name}`;
    }
    switch (this.platform) {
      case 'whatsapp':
        return /^\+?\d{7,15}$/.test(identifier)
          ? `${identifier.replace('+', '')}@s.whatsapp.net`
          : accountJid(identifier);
      case 'telegram':
        return /^\d+$/.test(identifier) ? `user${identifier}` : identifier;
      case 'other':
        return NUMBER.test(identifier) ? compact(identifier) : `${application}: ${identifier}`;
      default:
        return identifier;
    }
  }

  private phoneOf(identifier: string | undefined, id: string): string | undefined {
    if (this.platform === 'whatsapp') return phoneOf(id);
    const number = identifier !== undefined && NUMBER.test(identifier) ? compact(identifier) : '';
    return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
  }

  private describe(id: string): Described | undefined {
    let account = this.accounts.get(id);
    if (account) return account;
    if (this.accounts.size >= MOST) {
      this.findings.warn(
        `the report has more than ${MOST.toLocaleString('en-GB')} people; accounts beyond have an id alone`,
      );
      return undefined;
    }
    account = { id, platform: this.platform, names: [] };
    this.accounts.set(id, account);
    return account;
  }

  private addName({ names }: Described, name: string): void {
    if (names.length >= MOST_NAMES || names.some((seen) => seen.name === name)) return;
    names.push({ name, from: `${this.file} Party.Name` });
  }

  list(): Omit<Account, 'exhibit'>[] {
    return [...this.accounts.values()];
  }
}
