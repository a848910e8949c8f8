import type { Account, SeenName } from '../../shared/model/index.ts';
import { accountKeys, type Decision, decidedGroups } from '../../shared/people/index.ts';
import type { PersonRow } from './api.ts';

export type Person = Omit<PersonRow, 'messages'>;

export interface PeopleSource {
  readonly accounts: readonly Account[];
  /** As intake records call it. */
  readonly reader: string;
}

export interface People {
  readonly people: readonly Person[];
  /** For each source: the person of each of its accounts. */
  readonly personOf: readonly Uint32Array[];
}

/** Groups accounts that share a key, directly or over others. */
class Groups {
  private readonly parent: number[] = [];
  private readonly firstWith = new Map<string, number>();

  add(keys: readonly string[]): void {
    const one = this.parent.length;
    this.parent.push(one);
    for (const key of keys) {
      const other = this.firstWith.get(key);
      if (other === undefined) this.firstWith.set(key, one);
      else this.join(one, other);
    }
  }

  /** The first member of the group. */
  of(one: number): number {
    let root = one;
    while (this.parent[root] !== root) root = this.parent[root]!;
    this.parent[one] = root;
    return root;
  }

  private join(a: number, b: number): void {
    const [first, second] = [this.of(a), this.of(b)].sort((x, y) => x - y) as [number, number];
    this.parent[second] = first;
  }
}

/**
 * Accounts as persons, in order of first appearance. Accounts of one platform that share a
 * platform-issued id or a phone number are one person over all exhibits; accounts known by name alone
 * are one within their exhibit, and equal names in two exhibits stay two. Then what the investigator
 * decided is applied.
 * @param sources the accounts of each source, in the order of its segments' index, and what read it.
 */
export function unifyPeople(sources: readonly PeopleSource[], decisions: readonly Decision[] = []): People {
  const joined = new Groups();
  const keys: string[] = [];
  for (const { accounts, reader } of sources) {
    for (const account of accounts) {
      const own = accountKeys(account, reader);
      keys.push(own[0]!);
      joined.add(own);
    }
  }
  const groups = decidedGroups(
    keys,
    Uint32Array.from(keys, (_, entry) => joined.of(entry)),
    decisions,
  );

  const personOfRoot = new Map<number, number>();
  const members: Account[][] = [];
  let next = 0;
  const personOf = sources.map(({ accounts }) =>
    Uint32Array.from(accounts, (account) => {
      const root = groups[next++]!;
      let person = personOfRoot.get(root);
      if (person === undefined) {
        person = members.push([]) - 1;
        personOfRoot.set(root, person);
      }
      members[person]!.push(account);
      return person;
    }),
  );
  return { people: members.map(asPerson), personOf };
}

function asPerson(accounts: readonly Account[], index: number): Person {
  const ids = distinct(accounts, (a) => `${a.exhibit}\0${a.id}`).map(({ exhibit, platform, id }) => ({
    exhibit,
    platform,
    id,
  }));
  const names: SeenName[] = distinct(
    accounts.flatMap((account) => account.names),
    ({ name, from }) => `${name}\0${from}`,
  );
  const ownerOf = [...new Set(accounts.filter((a) => a.isOwner).map((a) => a.exhibit))];
  const handle = accounts.find((a) => a.handle !== undefined)?.handle;
  const phone = accounts.find((a) => a.phone !== undefined)?.phone;
  const name =
    names[0]?.name ??
    handle ??
    phone ??
    (ownerOf.length > 0 ? `Owner of ${ownerOf.join(', ')}` : accounts[0]!.id);
  return {
    index,
    ids,
    name,
    names,
    ...(phone === undefined ? {} : { phone }),
    isOwner: ownerOf.length > 0,
    ownerOf,
  };
}

function distinct<T>(values: readonly T[], key: (value: T) => string): T[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const mark = key(value);
    return !seen.has(mark) && seen.add(mark);
  });
}
