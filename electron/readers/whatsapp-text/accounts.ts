/** The accounts and the members of one chat. */
import type { Account, Chat } from '../../../shared/model/index.ts';
import { accountId } from './names.ts';

/** Accounts that are described; of those beyond, the list has the ids alone. */
const MOST = 100_000;
/** E.164: a plus and at most 15 digits; with the spaces, dashes and parentheses that phones put in. */
const PHONE = /^\+[\d\s().\u2010-\u2015-]{6,30}$/;

/** The number of a name that is one, or undefined. */
export function phoneOf(name: string): string | undefined {
  if (!PHONE.test(name)) return undefined;
  const digits = name.replace(/\D/g, '');
  return digits.length >= 7 && digits.length <= 15 ? `+${digits}` : undefined;
}

export class Accounts {
  private readonly file: string;
  private readonly owner: string | undefined;
  /** Account of the device's owner, where the file tells it. */
  readonly ownerId: string | undefined;
  private readonly list = new Map<string, Omit<Account, 'exhibit'>>();
  private readonly members = new Set<string>();

  /** @param owner name of the device's owner, where the file tells it. */
  constructor(file: string, owner: string | undefined) {
    this.file = file;
    this.owner = owner;
    this.ownerId = owner === undefined ? undefined : accountId(owner);
  }

  /**
   * The account of a name.
   * @param isMember whether it takes part in the chat, as one who writes or is added does.
   */
  of(name: string, isMember: boolean): string {
    const id = accountId(name);
    if (isMember && this.members.size < MOST) this.members.add(id);
    if (!this.list.has(id) && this.list.size < MOST) {
      const phone = phoneOf(name);
      this.list.set(id, {
        id,
        platform: 'whatsapp',
        ...(phone === undefined ? {} : { phone }),
        names: [{ name, from: this.file }],
        ...(name === this.owner ? { isOwner: true as const } : {}),
      });
    }
    return id;
  }

  get isFull(): boolean {
    return this.list.size >= MOST;
  }

  accounts(): Omit<Account, 'exhibit'>[] {
    return [...this.list.values()];
  }

  chatMembers(): Chat['members'] {
    return [...this.members].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }
}
