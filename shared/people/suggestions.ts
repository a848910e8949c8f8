/**
 * Which accounts may be one person, each with what speaks for it. Nothing here merges anything: equal names
 * are often two people, and numbers are given to new owners.
 */
import { type AccountKey, type Decision, inForce } from './decision.ts';

/** An account as the case knows it, with what may tie it to others. */
export interface KnownAccount {
  readonly key: AccountKey;
  /** The person it is held for now. */
  readonly person: number;
  /** In E.164, each with where it stands. */
  readonly numbers: readonly { readonly number: string; readonly from: string }[];
  /** Names that a device's own address book gives it. */
  readonly entries: readonly { readonly exhibit: string; readonly name: string; readonly from: string }[];
}

export type Evidence =
  /** Both have this number. */
  | { readonly kind: 'number'; readonly number: string; readonly from: readonly [string, string] }
  /** One address book lists both under this name. */
  | {
      readonly kind: 'address-book';
      readonly exhibit: string;
      readonly name: string;
      readonly from: readonly [string, string];
    }
  /** What one wrote on the one exhibit stands on the other as the other's. */
  | ({ readonly kind: 'messages' } & SameMessages);

/** Messages of two exhibits that are the same, and were written by the one account on the first, by the other on the second. */
export interface SameMessages {
  readonly exhibits: readonly [string, string];
  readonly matched: number;
  /** How many could be the same. */
  readonly could: number;
}

/** Two accounts with the same messages, each on one of the exhibits. */
export interface WritersAlike extends SameMessages {
  readonly accounts: readonly [AccountKey, AccountKey];
}

export interface Suggestion {
  readonly accounts: readonly [AccountKey, AccountKey];
  readonly people: readonly [number, number];
  readonly evidence: readonly Evidence[];
}

const STRENGTH: readonly Evidence['kind'][] = ['number', 'messages', 'address-book'];

/** A name that many entries of one address book have says nothing of any two of them. */
const MOST_ALIKE = 4;

/**
 * Suggestions, the strongest first: numbers, then messages, then address books, each in the order of the
 * accounts.
 */
export function suggestionsOf(
  accounts: readonly KnownAccount[],
  decisions: readonly Decision[],
  writers: readonly WritersAlike[] = [],
): Suggestion[] {
  const apart = keptApart(decisions);
  const found = new Map<
    string,
    { accounts: [AccountKey, AccountKey]; people: [number, number]; evidence: Evidence[] }
  >();
  const suggest = (a: KnownAccount, b: KnownAccount, evidence: Evidence): void => {
    if (a.person === b.person || apart(a.key, b.key)) return;
    const [first, second] = a.person < b.person ? [a, b] : [b, a];
    const pair = `${first.person} ${second.person}`;
    const known = found.get(pair);
    if (known) known.evidence.push(evidence);
    else {
      found.set(pair, {
        accounts: [first.key, second.key],
        people: [first.person, second.person],
        evidence: [evidence],
      });
    }
  };
  /** Messages speak for persons: who was told from one account of a person was told from all of them. */
  const arePeopleApart = (one: number, other: number): boolean => {
    const [own, others] = [one, other].map((person) => accounts.filter((known) => known.person === person));
    return own!.some((a) => others!.some((b) => apart(a.key, b.key)));
  };
  const withNumber = gathered(accounts, ({ numbers }) => numbers.map((one) => [one.number, one.from]));
  for (const [number, bearers] of withNumber) {
    const [first, ...others] = bearers;
    for (const other of others) {
      suggest(first!.account, other.account, { kind: 'number', number, from: [first!.from, other.from] });
    }
  }
  for (const { accounts: keys, ...messages } of writers) {
    const [a, b] = keys.map((key) => accounts.find((one) => one.key === key));
    if (a && b && !arePeopleApart(a.person, b.person)) suggest(a, b, { kind: 'messages', ...messages });
  }
  const withEntry = gathered(accounts, ({ entries }) =>
    entries.map(({ exhibit, name, from }) => [`${exhibit}\0${name.normalize().toLowerCase()}`, from]),
  );
  for (const [entry, bearers] of withEntry) {
    if (bearers.length > MOST_ALIKE) continue;
    const [first, ...others] = bearers;
    for (const other of others) {
      const { exhibit, name } = first!.account.entries.find(
        (one) => `${one.exhibit}\0${one.name.normalize().toLowerCase()}` === entry,
      )!;
      suggest(first!.account, other.account, {
        kind: 'address-book',
        exhibit,
        name,
        from: [first!.from, other.from],
      });
    }
  }
  const strength = ({ evidence }: Suggestion): number =>
    Math.min(...evidence.map(({ kind }) => STRENGTH.indexOf(kind)));
  return [...found.values()].sort((a, b) => strength(a) - strength(b));
}

interface Bearer {
  readonly account: KnownAccount;
  readonly from: string;
}

/** Accounts by a mark, each once, in their order; only marks that two accounts have. */
function gathered(
  accounts: readonly KnownAccount[],
  marksOf: (account: KnownAccount) => readonly (readonly [string, string])[],
): Map<string, Bearer[]> {
  const bearers = new Map<string, Bearer[]>();
  for (const account of accounts) {
    const seen = new Set<string>();
    for (const [mark, from] of marksOf(account)) {
      if (seen.has(mark)) continue;
      seen.add(mark);
      const list = bearers.get(mark) ?? [];
      list.push({ account, from });
      bearers.set(mark, list);
    }
  }
  return new Map([...bearers].filter(([, list]) => list.length > 1));
}

/** Whether the investigator has said that two accounts are not one person. */
function keptApart(decisions: readonly Decision[]): (a: AccountKey, b: AccountKey) => boolean {
  const pairs = new Set<string>();
  for (const one of inForce(decisions)) {
    if (one.kind === 'decline') pairs.add(one.accounts.join('\n')).add(one.accounts.toReversed().join('\n'));
    else if (one.kind === 'split') {
      for (const a of one.accounts) for (const b of one.from) pairs.add(`${a}\n${b}`).add(`${b}\n${a}`);
    }
  }
  return (a, b) => pairs.has(`${a}\n${b}`);
}
