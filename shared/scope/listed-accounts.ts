/** Whether an account of the evidence is one that a document lists. */
import type { Platform } from '../model/index.ts';
import type { ListedAccount } from '../warrant/documents.ts';

/** What is known of an account of the evidence. */
export interface KnownAccount {
  readonly id: string;
  readonly platform: Platform;
  readonly phone?: string;
  readonly names?: readonly { readonly name: string }[];
}

/** WhatsApp's ids of people are their numbers (formats.md, 3). */
const NUMBER_ID = /^(\d{5,20})(?:[:.]\d+)*@(?:s\.whatsapp\.net|c\.us)$/;
const WRITTEN_NUMBER = /^\+[\d\s().\u00a0\u2010-\u2015-]{5,30}$/;

/** Digits of an account's number, or null. A text export may have the number in the place of a name. */
function digitsOf({ id, phone }: KnownAccount): string | null {
  if (phone !== undefined) return phone.replace(/\D/g, '');
  const number = NUMBER_ID.exec(id);
  if (number) return number[1]!;
  return WRITTEN_NUMBER.test(id) ? id.replace(/\D/g, '') : null;
}

const composed = (name: string): string => name.normalize('NFC').trim();

/** A list of accounts, ready to be asked many times. */
export class AccountList {
  private readonly phones = new Map<string, ListedAccount[]>();
  private readonly ids = new Map<string, ListedAccount[]>();
  private readonly names = new Map<string, ListedAccount[]>();

  constructor(listed: readonly ListedAccount[]) {
    const put = (
      map: Map<string, ListedAccount[]>,
      key: string | undefined,
      account: ListedAccount,
    ): void => {
      if (key !== undefined) map.set(key, [...(map.get(key) ?? []), account]);
    };
    for (const account of listed) {
      put(this.phones, account.phone?.replace(/\D/g, ''), account);
      put(this.ids, account.id, account);
      put(this.names, account.name === undefined ? undefined : composed(account.name), account);
    }
  }

  /** The entry that an account is listed by, or undefined. */
  find(account: KnownAccount): ListedAccount | undefined {
    const digits = digitsOf(account);
    const candidates = [
      ...(digits === null ? [] : (this.phones.get(digits) ?? [])),
      ...(this.ids.get(account.id) ?? []),
      ...[account.id, ...(account.names ?? []).map(({ name }) => name)].flatMap(
        (name) => this.names.get(composed(name)) ?? [],
      ),
    ];
    return candidates.find(({ platform }) => platform === undefined || platform === account.platform);
  }
}
