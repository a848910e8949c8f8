/**
 * What the investigator added to the case, as tables of one sealed record an entry, numbered from 0 and only
 * ever added to: decisions about persons, and annotations.
 */
import type { Annotation } from '../../shared/annotations/index.ts';
import type { Decision } from '../../shared/people/index.ts';
import type { StoreDamage } from '../query/feed.ts';
import type { CaseDatabase } from './schema.ts';
import { type Place, SealBroken, sealJson, unsealJson } from './seal.ts';

interface Ledgers {
  readonly decisions: Decision;
  readonly annotations: Annotation;
}
export type LedgerName = keyof Ledgers;
export type Entry<Name extends LedgerName> = Ledgers[Name];

/** What an entry is sealed as, and called where it is damaged. */
const KINDS = {
  decisions: { kind: 'decision', called: (n: number) => `decision ${n} about persons` },
  annotations: { kind: 'annotation', called: (n: number) => `annotation ${n} (a tag, a note or a search)` },
} as const;

interface LedgerAccess {
  readonly db: CaseDatabase;
  readonly key: CryptoKey;
  readonly caseId: string;
}

const placeOf = (ledger: LedgerName, caseId: string, n: number): Place => ({
  kind: KINDS[ledger].kind,
  caseId,
  job: '',
  exhibit: '',
  source: 0,
  seq: n,
});

export interface StoredLedger<Name extends LedgerName> {
  readonly entries: readonly Entry<Name>[];
  /** What the next one is stored as: one more than the last record's number. */
  readonly next: number;
  readonly damage: readonly StoreDamage[];
}

/** All that open, in order; those that do not, and gaps between them, are named. */
export async function storedLedger<Name extends LedgerName>(
  ledger: Name,
  { db, key, caseId }: LedgerAccess,
): Promise<StoredLedger<Name>> {
  const records = await db[ledger].orderBy('n').toArray();
  const entries: Entry<Name>[] = [];
  const damage: StoreDamage[] = [];
  const lost = (n: number, why: string): number =>
    damage.push({ exhibit: '', seq: -1, reason: `${KINDS[ledger].called(n + 1)} ${why}` });
  let next = 0;
  for (const record of records) {
    for (; next < record.n; next++) lost(next, 'is missing');
    next = record.n + 1;
    try {
      entries.push((await unsealJson(key, placeOf(ledger, caseId, record.n), record)) as Entry<Name>);
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
      lost(record.n, 'was altered or exchanged');
    }
  }
  return { entries, next, damage };
}

/** Resolves once it is on disk. */
export async function storeEntry<Name extends LedgerName>(
  ledger: Name,
  { db, key, caseId }: LedgerAccess,
  n: number,
  entry: Entry<Name>,
): Promise<void> {
  await db[ledger].add({ n, ...(await sealJson(key, placeOf(ledger, caseId, n), entry)) });
}
