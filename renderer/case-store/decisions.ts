/** What the investigator decided about persons: one sealed record a decision, only ever added. */
import type { Decision } from '../../shared/people/index.ts';
import type { StoreDamage } from '../query/feed.ts';
import type { CaseDatabase } from './schema.ts';
import { type Place, SealBroken, sealJson, unsealJson } from './seal.ts';
import type { StoreAccess } from './stored-job.ts';

const placeOf = (caseId: string, n: number): Place => ({
  kind: 'decision',
  caseId,
  job: '',
  exhibit: '',
  source: 0,
  seq: n,
});

export interface StoredDecisions {
  readonly decisions: readonly Decision[];
  /** What the next one is stored as: one more than the last record's number. */
  readonly next: number;
  readonly damage: readonly StoreDamage[];
}

/** All that open, in order; those that do not, and gaps between them, are named. */
export async function storedDecisions({ db, key, caseId }: StoreAccess): Promise<StoredDecisions> {
  const records = await db.decisions.orderBy('n').toArray();
  const decisions: Decision[] = [];
  const damage: StoreDamage[] = [];
  const lost = (n: number, why: string): number =>
    damage.push({ exhibit: '', seq: -1, reason: `decision ${n + 1} about persons ${why}` });
  let next = 0;
  for (const record of records) {
    for (; next < record.n; next++) lost(next, 'is missing');
    next = record.n + 1;
    try {
      decisions.push((await unsealJson(key, placeOf(caseId, record.n), record)) as Decision);
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
      lost(record.n, 'was altered or exchanged');
    }
  }
  return { decisions, next, damage };
}

/** Resolves once it is on disk. */
export async function storeDecision(
  { db, key, caseId }: { db: CaseDatabase; key: CryptoKey; caseId: string },
  n: number,
  decision: Decision,
): Promise<void> {
  await db.decisions.add({ n, ...(await sealJson(key, placeOf(caseId, n), decision)) });
}
