/** What the imports of a case say of its warrant's scope, exhibit by exhibit. */
import type { WarrantStatus } from '../../../shared/contract/index.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { totals } from '../overview/counts.ts';

export interface ExhibitScope {
  readonly reference: string;
  /** Whether the warrant or an amendment names it. */
  readonly named: boolean;
  /** null while it has not been read in. */
  readonly counts: {
    readonly kept: number;
    readonly privileged: number;
    /** Of the privileged, those that a reviewer released: they stand in the case beside those kept. */
    readonly released: number;
    readonly outOfScope: number;
    /** Why, most first. */
    readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  } | null;
  /** Ids of amendments that were added since it was read in. */
  readonly since: readonly string[];
}

/** Reader of the record of one message that was released from the quarantine; it is not read in again. */
const RELEASED = 'released-from-quarantine';

type Status = Pick<WarrantStatus, 'warrant' | 'amendments'>;

/** References that the warrant and its amendments name, each once. */
export function namedExhibits({ warrant, amendments }: Status): string[] {
  const all = [...warrant.exhibits, ...amendments.flatMap(({ document }) => document.exhibits ?? [])];
  return [...new Set(all.map(({ reference }) => reference))];
}

/**
 * SHA-256 that the warrant states for an exhibit; null where one of its entries leaves them open, or it is
 * not named at all.
 */
export function statedHashes({ warrant, amendments }: Status, reference: string): Set<string> | null {
  const all = [...warrant.exhibits, ...amendments.flatMap(({ document }) => document.exhibits ?? [])];
  const named = all.filter((exhibit) => exhibit.reference === reference);
  if (named.length === 0 || named.some(({ sha256 }) => sha256 === undefined)) return null;
  return new Set(named.flatMap(({ sha256 }) => sha256 ?? []));
}

function reasonsOf(records: readonly IntakeRecord[]): { reason: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { counts: own } of records) {
    for (const [reason, count] of Object.entries(own.outOfScope)) {
      counts.set(reason, (counts.get(reason) ?? 0) + count);
    }
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

/** Amendments that widen the scope and that one of the records does not know. */
function newSince(records: readonly IntakeRecord[], { amendments }: Status): string[] {
  return amendments
    .filter(({ document: { scope } }) => scope !== undefined)
    .filter(({ digest }) =>
      records.some(({ warrant }) => warrant && !warrant.amendments.some(({ sha256 }) => sha256 === digest)),
    )
    .map(({ document }) => document.id);
}

/** Exhibits that the warrant names, in its order, then those of the case that it does not name. */
export function exhibitScopes(status: Status, records: readonly IntakeRecord[]): ExhibitScope[] {
  const named = namedExhibits(status);
  const others = records.map(({ exhibit }) => exhibit).filter((exhibit) => !named.includes(exhibit));
  return [...named, ...new Set(others)].map((reference) => {
    const all = records.filter(({ exhibit }) => exhibit === reference);
    const own = all.filter(({ reader }) => reader !== RELEASED);
    const { kept, privileged, outOfScope } = totals(own.map(({ counts }) => counts));
    const released = all.length - own.length;
    return {
      reference,
      named: named.includes(reference),
      counts: own.length === 0 ? null : { kept, privileged, released, outOfScope, reasons: reasonsOf(own) },
      since: newSince(own, status),
    };
  });
}
