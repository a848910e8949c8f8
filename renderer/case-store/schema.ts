/**
 * One IndexedDB database for each case. Nothing in it can be read without the case key: all but the
 * keys of the records is sealed (`seal.ts`), and the keys are random tags and running numbers.
 * What stands in clear is listed in docs/case-store.md.
 */
import { Dexie, type Table } from 'dexie';

/** Bytes sealed by `seal.ts`. */
export interface Sealed {
  /** 12 random bytes, new for every sealing. */
  readonly iv: Uint8Array<ArrayBuffer>;
  /** Ciphertext and the 16 bytes of its tag. */
  readonly bytes: ArrayBuffer;
}

/** The head or the heaps of a segment, packed (shared/segment/parcel.ts), or a part of a source's lists. */
export interface PartRecord extends Sealed {
  /** Tag of the job it came with. */
  readonly job: string;
  /** Counts the job's records of this table from 0, in the order of the job's manifest. */
  readonly n: number;
}

/** A `JobState` (manifest.ts). */
export interface JobRecord extends Sealed {
  /** 32 random hex digits, made when the job begins. */
  readonly job: string;
}

/** The case's `Catalogue` (manifest.ts). */
export interface CatalogueRecord extends Sealed {
  /** There is one. */
  readonly id: 1;
}

/** An entry of a ledger (ledger.ts): a `Decision` of shared/people, an `Annotation` of shared/annotations. */
export interface EntryRecord extends Sealed {
  /** Counts the ledger's entries from 0. */
  readonly n: number;
}

export class CaseDatabase extends Dexie {
  /** Heads of segments; the heaps of each have the same key in the next table. */
  declare readonly segments: Table<PartRecord, [job: string, n: number]>;
  declare readonly heaps: Table<PartRecord, [job: string, n: number]>;
  /** Heads and blocks of the search structures (query/search). */
  declare readonly search: Table<PartRecord, [job: string, n: number]>;
  declare readonly lists: Table<PartRecord, [job: string, n: number]>;
  declare readonly jobs: Table<JobRecord, string>;
  declare readonly catalogue: Table<CatalogueRecord, 1>;
  declare readonly decisions: Table<EntryRecord, number>;
  declare readonly annotations: Table<EntryRecord, number>;

  constructor(caseId: string) {
    // `strict`: a transaction counts as done when its bytes are on disk; only then is a segment acknowledged.
    super(databaseName(caseId), { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      segments: '[job+n]',
      heaps: '[job+n]',
      search: '[job+n]',
      lists: '[job+n]',
      jobs: 'job',
      catalogue: 'id',
    });
    this.version(2).stores({ decisions: 'n' });
    this.version(3).stores({ annotations: 'n' });
  }
}

export function databaseName(caseId: string): string {
  return `threadline-case-${caseId}`;
}
