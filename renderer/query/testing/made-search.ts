/** A case with its search structures, sealed as the store seals them, and the query worker's part over it. */

import type { MadeExhibit } from '../../../bench/made-words.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { headBytes, SegmentReader } from '../../../shared/segment/index.ts';
import { Zone } from '../../../shared/time/zone.ts';
import type { Sealed } from '../../case-store/schema.ts';
import { importCaseKey, type Place, seal, unseal } from '../../case-store/seal.ts';
import { CaseQuery } from '../case-query.ts';
import type { FedGroup, WantedBlocks } from '../feed.ts';
import { GROUP_MESSAGES, GroupBuilder } from '../search/group-builder.ts';

/** Sealed records in memory, in place of IndexedDB. */
class Records {
  private readonly key: CryptoKey;
  private readonly sealed = new Map<string, Sealed>();
  bytes = 0;
  private readonly opened = new Set<string>();
  /** Of all blocks that were opened, each once. */
  openedBytes = 0;

  constructor(key: CryptoKey) {
    this.key = key;
  }

  private place(job: string, seq: number): Place {
    return { kind: 'search-block', caseId: 'bench', job, exhibit: job, source: 0, seq };
  }

  async put(job: string, seq: number, plain: Uint8Array<ArrayBuffer>): Promise<void> {
    const sealed = await seal(this.key, this.place(job, seq), plain);
    this.sealed.set(`${job} ${seq}`, sealed);
    this.bytes += sealed.bytes.byteLength;
  }

  open({ job, places }: WantedBlocks): Promise<ArrayBuffer[]> {
    for (const seq of places) {
      const name = `${job} ${seq}`;
      if (!this.opened.has(name)) this.openedBytes += this.sealed.get(name)!.bytes.byteLength;
      this.opened.add(name);
    }
    return Promise.all(
      places.map((seq) => unseal(this.key, this.place(job, seq), this.sealed.get(`${job} ${seq}`)!)),
    );
  }
}

const partsOf = (segment: ArrayBuffer) => {
  const split = headBytes(segment);
  return { head: segment.slice(0, split), heaps: segment.slice(split) };
};

export interface MadeSearch {
  readonly query: CaseQuery;
  /** Of the sealed blocks, which stand on disk in a real case. */
  storedBytes(): number;
  /** Of the blocks that were opened, which are kept up to 64 MiB. */
  openedBytes(): number;
  /** Of the groups' heads, which come with the case. */
  headBytes(): number;
  /** ms that the structures took to build. */
  buildMs(): number;
  add(exhibit: MadeExhibit, name: string): Promise<void>;
  open(): void;
}

export async function madeSearch(): Promise<MadeSearch> {
  const records = new Records(await importCaseKey(crypto.getRandomValues(new Uint8Array(32))));
  let buildMs = 0;
  let leastTermBytes = 0;
  /** Segments of each job, in place of the store. */
  const texts = new Map<string, readonly ArrayBuffer[]>();
  const query: CaseQuery = new CaseQuery(
    new Zone('UTC'),
    () => undefined,
    (wanted) => {
      if (wanted.type === 'blocks') {
        void records.open(wanted).then((blocks) => query.take({ type: 'blocks', id: wanted.id, blocks }));
      } else {
        const segments = wanted.places.map(({ job, seq }) => partsOf(texts.get(job)![seq]!));
        queueMicrotask(() => query.take({ type: 'segments', id: wanted.id, segments }));
      }
    },
  );

  const groupsOf = async (job: string, readers: readonly SegmentReader[]): Promise<FedGroup[]> => {
    const groups: FedGroup[] = [];
    let first = 0;
    for (let at = 0; at < readers.length; ) {
      const start = performance.now();
      const builder = new GroupBuilder();
      while (at < readers.length && builder.messages + readers[at]!.count <= GROUP_MESSAGES) {
        builder.add(readers[at++]!);
      }
      const blocks = [...builder.finish()];
      buildMs += performance.now() - start;
      for (const [i, { bytes }] of blocks.entries()) await records.put(job, first + 1 + i, bytes);
      leastTermBytes += blocks.reduce((sum, { first: least }) => sum + least.length, 0);
      groups.push({ messages: builder.messages, firsts: blocks.map((block) => block.first), first });
      first += 1 + blocks.length;
    }
    return groups;
  };

  return {
    query,
    storedBytes: () => records.bytes,
    openedBytes: () => records.openedBytes,
    headBytes: () => leastTermBytes,
    buildMs: () => buildMs,
    async add({ segments, lists }, name) {
      const job = name;
      texts.set(job, segments);
      for (const [seq, bytes] of segments.entries()) {
        query.take({ type: 'segment', job, source: 0, seq, head: partsOf(bytes).head });
      }
      const readers = segments.map((bytes) => new SegmentReader(bytes));
      const counts = readers.map(({ count }) => count);
      const groups = await groupsOf(job, readers);
      query.take({ type: 'search', job, source: 0, segments: counts, groups });
      // Of an intake record the query reads the exhibit alone.
      const record = { exhibit: name } as IntakeRecord;
      query.take({ type: 'job', job, sources: [{ lists, record }] });
    },
    open: () => query.take({ type: 'opened', damage: [] }),
  };
}
