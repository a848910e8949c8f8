/** Opens segments whole, as the query asks for them. */
import { SegmentDamaged } from '../../shared/segment/index.ts';
import type { SegmentPlace } from '../query/feed.ts';
import type { SegmentParts } from '../query/held-segment.ts';
import { inflated, partOf } from './inflate.ts';
import type { DoneJob } from './manifest.ts';
import type { OpenedCatalogue } from './plan.ts';
import type { PartRecord } from './schema.ts';
import { SealBroken, unseal } from './seal.ts';
import { lossOf, type PartKind } from './segment-parts.ts';
import type { StoreAccess } from './stored-job.ts';

/** In the order asked for. */
export async function openSegments(
  places: readonly SegmentPlace[],
  { catalogue, ...access }: StoreAccess & { readonly catalogue: OpenedCatalogue },
): Promise<SegmentParts[]> {
  const { db } = access;
  const jobs = new Map(catalogue.jobs.map((job) => [job.job, job]));
  const numbers = places.map(({ job, source, seq }) => {
    const before = jobs.get(job)?.sources.slice(0, source) ?? [];
    return before.reduce((sum, { segments }) => sum + segments.length, 0) + seq;
  });
  const keys = places.map(({ job }, i): [string, number] => [job, numbers[i]!]);
  const [heads, heaps] = await Promise.all([db.segments.bulkGet(keys), db.heaps.bulkGet(keys)]);
  return Promise.all(
    places.map((place, i) => {
      const job = jobs.get(place.job);
      if (!job) return { reason: 'its import is no longer part of the case' };
      return openSegment(job, place, numbers[i]!, { segment: heads[i], heaps: heaps[i] }, access);
    }),
  );
}

async function openSegment(
  job: DoneJob,
  { source, seq }: SegmentPlace,
  n: number,
  records: Record<PartKind, PartRecord | undefined>,
  { key, caseId }: StoreAccess,
): Promise<SegmentParts> {
  const open = async (kind: PartKind): Promise<ArrayBuffer | { readonly reason: string }> => {
    const lost = (why: string) => ({ reason: lossOf(job, n, kind, why) });
    const record = records[kind];
    if (!record) return lost('is missing');
    try {
      const place = { kind, caseId, job: job.job, exhibit: job.exhibit, source, seq };
      return await inflated(partOf(await unseal(key, place, record)));
    } catch (cause) {
      if (!(cause instanceof SealBroken || cause instanceof SegmentDamaged)) throw cause;
      return lost('was altered or exchanged');
    }
  };
  const [head, heaps] = await Promise.all([open('segment'), open('heaps')]);
  if ('reason' in head) return head;
  if ('reason' in heaps) return heaps;
  return { head, heaps };
}
