/**
 * What the investigator decides about who is who, and about clocks. Decisions are only ever added: undoing
 * one is a decision of its own, so that the list says what held at any time, and why.
 */

/** Names an account over all exhibits; see `accountKeys`. */
export type AccountKey = string;

interface Decided {
  /** Random, made when it is decided. */
  readonly id: string;
  /** RFC 3339 UTC. */
  readonly at: string;
  readonly reason: string;
}

/** The accounts, and all that are held for the same persons, are one person. */
export interface MergeDecision extends Decided {
  readonly kind: 'merge';
  readonly accounts: readonly AccountKey[];
}

/** `accounts` are a person of their own, and not the one of the accounts `from`. */
export interface SplitDecision extends Decided {
  readonly kind: 'split';
  readonly accounts: readonly AccountKey[];
  readonly from: readonly AccountKey[];
}

/** The two accounts are not one person for all that speaks for it: the suggestion is not made again. */
export interface DeclineDecision extends Decided {
  readonly kind: 'decline';
  readonly accounts: readonly [AccountKey, AccountKey];
}

/** Numbers without a country code on this exhibit are of this country. */
export interface CountryDecision extends Decided {
  readonly kind: 'country';
  readonly exhibit: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/**
 * The times of an exhibit are shown and put in order less `ahead`; what was read stays as it is. Of several
 * for one exhibit the last that holds counts alone.
 */
export interface ClockDecision extends Decided {
  readonly kind: 'clock';
  readonly exhibit: string;
  /** How far its times are ahead of the right ones, ms, below 0: behind. Whole, and never 0. */
  readonly ahead: number;
  /** As the investigator calls the correction. */
  readonly name: string;
  /** What an estimate is from; absent where the investigator gave the offset, such as from a lab's note. */
  readonly basis?: ClockBasis;
}

/** Messages that another exhibit has as well: how many pairs with a time on both, and how they spread. */
export interface ClockBasis {
  readonly exhibit: string;
  readonly pairs: number;
  /** Median of the distances from the median, ms. */
  readonly mad: number;
}

/** An earlier decision no longer holds. */
export interface UndoDecision extends Decided {
  readonly kind: 'undo';
  readonly decision: string;
}

export type Decision =
  | MergeDecision
  | SplitDecision
  | DeclineDecision
  | CountryDecision
  | ClockDecision
  | UndoDecision;

/** Those that hold, in the order in which they were made; what undoes is not among them. */
export function inForce(decisions: readonly Decision[]): Exclude<Decision, UndoDecision>[] {
  const undone = new Set(decisions.flatMap((one) => (one.kind === 'undo' ? [one.decision] : [])));
  return decisions.filter(
    (one): one is Exclude<Decision, UndoDecision> => one.kind !== 'undo' && !undone.has(one.id),
  );
}
