/** Accounts of an export. It gives names and no ids, so a name is an account's id. */
import type { Account, Platform } from '../../../shared/model/index.ts';
import type { Owner } from './profile.ts';

/** Accounts that are described; of those beyond, the lists have the ids alone. */
const MOST = 1_000_000;

/** What stands in the place of the name of an account that is gone, in exports made in English. */
const GONE: ReadonlySet<string> = new Set(['facebook user', 'instagram user', 'messenger user']);

export class People {
  private readonly platform: Platform;
  private readonly owner: Owner | undefined;
  /** Where each account's name was seen first. */
  private readonly accounts = new Map<string, { readonly name: string; readonly from: string }>();
  isFull = false;

  constructor(platform: Platform, owner: Owner | undefined) {
    this.platform = platform;
    this.owner = owner;
  }

  get hasOwner(): boolean {
    return this.owner !== undefined;
  }

  isOwner(id: string): boolean {
    return this.owner?.names.has(id) ?? false;
  }

  /**
   * The account of a name. Accounts that are gone share one name, so each is known in its chat only.
   * @param from file and field.
   */
  seen(name: string, chat: string, from: string): string {
    const id = GONE.has(name.toLowerCase()) ? `${name} (${chat})` : name;
    if (!this.accounts.has(id)) {
      if (this.accounts.size < MOST) this.accounts.set(id, { name, from });
      else this.isFull = true;
    }
    return id;
  }

  list(): Omit<Account, 'exhibit'>[] {
    const { platform, owner } = this;
    return [...this.accounts].map(([id, { name, from }]) => {
      if (!this.isOwner(id)) return { id, platform, names: [{ name, from }] };
      const { names, handle, phone } = owner!;
      return {
        id,
        platform,
        ...(phone === undefined ? {} : { phone }),
        ...(handle === undefined ? {} : { handle }),
        names: [
          { name, from },
          { name, from: names.get(name)! },
        ],
        isOwner: true as const,
      };
    });
  }
}
