import type { Account } from '../../../shared/model/index.ts';
import type { Owner } from './account.ts';

/** Accounts that are listed by the reader; those beyond are listed where messages name them. */
const MOST = 1_000_000;

/** The accounts of an archive. It numbers them; names it has for its owner only. */
export class People {
  readonly owner: Owner | undefined;
  private readonly ids = new Set<string>();

  constructor(owner: Owner | undefined) {
    this.owner = owner;
    if (owner) this.ids.add(owner.id);
  }

  seen(id: string): string {
    if (this.ids.size < MOST) this.ids.add(id);
    return id;
  }

  list(): Omit<Account, 'exhibit'>[] {
    const { owner } = this;
    return [...this.ids].map((id) => {
      if (id !== owner?.id) return { id, platform: 'x', names: [] };
      const { handle, name, file } = owner;
      const names = [
        ...(name === undefined ? [] : [{ name, from: `${file} accountDisplayName` }]),
        ...(handle === undefined ? [] : [{ name: handle, from: `${file} username` }]),
      ];
      return {
        id,
        platform: 'x',
        ...(handle === undefined ? {} : { handle }),
        names,
        isOwner: true as const,
      };
    });
  }
}
