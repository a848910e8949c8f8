/**
 * Opens what a job stored of its segments, all heads or all heaps, and names what does not open: missing,
 * altered, exchanged, added.
 */
import type { Table } from 'dexie';
import type { PackedPart } from '../../shared/segment/index.ts';
import type { StoreDamage } from '../query/feed.ts';
import { partOf } from './inflate.ts';
import { type DoneJob, heldBy, ofSource, segmentPlaces } from './manifest.ts';
import type { CaseDatabase, PartRecord } from './schema.ts';
import { type Place, SealBroken, unseal } from './seal.ts';
import type { StoreAccess } from './stored-job.ts';

/** Records read and opened together; two such batches are under way at once. */
const BATCH = 12;
/** A record that does not open is tried in this many other places, to say what it is. */
const TRIES = 64;

/** What a segment is stored as, and how that is called where it does not open. */
export type PartKind = 'segment' | 'heaps';
const CALLED: Record<PartKind, string> = { segment: 'the record', heaps: 'the record of its texts' };

export const partTable = (db: CaseDatabase, kind: PartKind): Table<PartRecord, [string, number]> =>
  kind === 'segment' ? db.segments : db.heaps;

/** A segment of which a part does not open. */
export interface LostSegment {
  /** Counts the job's segments. */
  readonly n: number;
  readonly reason: string;
}

export interface OpenedParts {
  readonly lost: readonly LostSegment[];
  /** Records that belong to no segment of the job. */
  readonly beyond: readonly StoreDamage[];
}

/** Why a segment is lost, with what it held. @param why e.g. `is missing` */
export function lossOf({ sources }: DoneJob, n: number, kind: PartKind, why: string): string {
  const { source, seq } = segmentPlaces(sources)[n]!;
  const held = heldBy(sources[source]!.segments[seq]!);
  return `${ofSource(sources.length, source)}${CALLED[kind]} ${why} (${held})`;
}

/** @param onPart told of every segment of the job, in no order; null where the part does not open. */
export async function openParts(
  kind: PartKind,
  job: DoneJob,
  { db, key, caseId }: StoreAccess,
  onPart: (n: number, part: PackedPart | null) => void | Promise<void>,
): Promise<OpenedParts> {
  const table = partTable(db, kind);
  const places = segmentPlaces(job.sources);
  const placeOf = (n: number): Place => ({
    kind,
    caseId,
    job: job.job,
    exhibit: job.exhibit,
    ...places[n]!,
  });
  const broken: PartRecord[] = [];
  const missing: number[] = [];

  const openOne = async (n: number, record: PartRecord | undefined): Promise<void> => {
    let part: PackedPart | null = null;
    try {
      if (record) part = partOf(await unseal(key, placeOf(n), record));
      else missing.push(n);
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
      broken.push(record!);
    }
    await onPart(n, part);
  };
  const openBatch = async (start: number): Promise<void> => {
    const ns = Array.from({ length: Math.min(BATCH, places.length - start) }, (_, i) => start + i);
    const records = await table.bulkGet(ns.map((n): [string, number] => [job.job, n]));
    await Promise.all(ns.map((n, i) => openOne(n, records[i])));
  };
  // Two in turn: one reads from the disk while the other's seals are opened.
  const lane = async (first: number): Promise<void> => {
    for (let start = first; start < places.length; start += 2 * BATCH) await openBatch(start);
  };
  await Promise.all([lane(0), lane(BATCH)]);

  const candidates = Array.from({ length: Math.min(TRIES, places.length) }, (_, n) => n);
  for (const n of [...missing, ...broken.map((record) => record.n)]) {
    if (n < places.length && !candidates.includes(n)) candidates.push(n);
  }
  /** e.g. `segment 3`, of a record that is whole but stands in the wrong place. */
  const identity = async (record: PartRecord): Promise<string | null> => {
    for (const n of candidates) {
      if (n === record.n) continue;
      const found = await unseal(key, placeOf(n), record).then(
        () => true,
        () => false,
      );
      if (found) return `${ofSource(job.sources.length, places[n]!.source)}segment ${places[n]!.seq}`;
    }
    return null;
  };

  const lost = missing.map((n) => ({ n, reason: lossOf(job, n, kind, 'is missing') }));
  for (const record of broken) {
    const is = await identity(record);
    const why = `was altered or exchanged${is === null ? '' : `; what stands in its place is ${is}`}`;
    lost.push({ n: record.n, reason: lossOf(job, record.n, kind, why) });
  }
  const added = await table
    .where('[job+n]')
    .between([job.job, places.length], [job.job, Number.POSITIVE_INFINITY], true, true)
    .toArray();
  const beyond: StoreDamage[] = [];
  for (const record of added) {
    const is = await identity(record);
    const reason = `a record beyond those of the import was added${is === null ? '' : `: a copy of ${is}`}; it is not used`;
    beyond.push({ exhibit: job.exhibit, seq: -1, reason });
  }
  return { lost: lost.sort((a, b) => a.n - b.n), beyond };
}
