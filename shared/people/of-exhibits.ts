/** Which decisions concern some exhibits of a case alone: what goes along when only these are given out. */
import type { AccountKey, Decision } from './decision.ts';

/** A decision that is taken, by its place among all; `cut` where it also named what was not chosen. */
export interface TakenDecision {
  readonly n: number;
  readonly entry: Decision;
  readonly cut: boolean;
}

/**
 * Decisions about accounts are cut to those that the exhibits list, and left out where too few remain to
 * say anything; those about a country or a clock go with their exhibit.
 * @param accounts that the exhibits list, by the key that decisions name them by.
 */
export function decisionsOfExhibits(
  decisions: readonly Decision[],
  exhibits: ReadonlySet<string>,
  accounts: ReadonlySet<AccountKey>,
): TakenDecision[] {
  const listed = (keys: readonly AccountKey[]): readonly AccountKey[] =>
    keys.filter((key) => accounts.has(key));
  const ids = new Set<string>();
  const restricted = (one: Decision): Decision | null => {
    switch (one.kind) {
      case 'merge': {
        const own = listed(one.accounts);
        if (own.length < 2) return null;
        return own.length === one.accounts.length ? one : { ...one, accounts: own };
      }
      case 'split': {
        const [own, from] = [listed(one.accounts), listed(one.from)];
        if (own.length === 0 || from.length === 0) return null;
        const isWhole = own.length === one.accounts.length && from.length === one.from.length;
        return isWhole ? one : { ...one, accounts: own, from };
      }
      case 'decline':
        return listed(one.accounts).length === 2 ? one : null;
      case 'country':
        return exhibits.has(one.exhibit) ? one : null;
      case 'clock': {
        if (!exhibits.has(one.exhibit)) return null;
        const { basis, ...rest } = one;
        return basis === undefined || exhibits.has(basis.exhibit) ? one : rest;
      }
      case 'undo':
        return ids.has(one.decision) ? one : null;
    }
  };
  return decisions.flatMap((one, n) => {
    const entry = restricted(one);
    if (!entry) return [];
    ids.add(one.id);
    return [{ n, entry, cut: entry !== one }];
  });
}
