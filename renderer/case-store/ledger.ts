/**
 * What the investigator added to the case, as tables of one sealed record an entry, numbered from 0 and only
 * ever added to: decisions about persons, and annotations.
 */
import type { LedgerEntries, LedgerName, Ledgers } from '../../shared/contract/case-port.ts';
import type { Feed, StoreDamage } from '../query/feed.ts';
import type { CaseDatabase } from './schema.ts';
import { type Place, SealBroken, sealJson, unsealJson } from './seal.ts';

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

/** The ledgers of the open case: entries are added one run after another, by the page or out of a bundle. */
export class OpenLedgers {
  private readonly access: LedgerAccess;
  private readonly feed: (message: Feed) => void;
  private readonly next: Record<LedgerName, number>;
  private line: Promise<void> = Promise.resolve();

  constructor(
    access: LedgerAccess,
    next: Readonly<Record<LedgerName, number>>,
    feed: (message: Feed) => void,
  ) {
    this.access = access;
    this.next = { ...next };
    this.feed = feed;
  }

  /** Resolves once all of them are on disk; rejects with none of them kept. */
  add(given: LedgerEntries): Promise<void> {
    const added = this.line.then(() => this.store(given));
    this.line = added.catch(() => undefined);
    return added;
  }

  private async store(given: LedgerEntries): Promise<void> {
    const { db, key, caseId } = this.access;
    const { ledger, entries } = given;
    const first = this.next[ledger];
    const sealed = entries.map(async (entry, i) => ({
      n: first + i,
      ...(await sealJson(key, placeOf(ledger, caseId, first + i), entry)),
    }));
    const records = await Promise.all(sealed);
    // Without a transaction of its own some would stay where others cannot be kept.
    await db.transaction('rw', db[ledger], () => db[ledger].bulkAdd(records));
    this.next[ledger] += entries.length;
    this.feed(
      given.ledger === 'decisions'
        ? { type: 'decisions', decisions: given.entries }
        : { type: 'annotations', annotations: given.entries },
    );
  }
}
