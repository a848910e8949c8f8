/** Opens blocks of the search structures, as searches ask for them. */
import type { WantedBlocks } from '../query/feed.ts';
import type { OpenedCatalogue } from './plan.ts';
import { unseal } from './seal.ts';
import type { StoreAccess } from './stored-job.ts';

/** In the order asked for; null where a record is missing, does not open, or cannot be read. */
export async function openBlocks(
  { job, source, places }: WantedBlocks,
  { db, key, caseId, catalogue }: StoreAccess & { readonly catalogue: OpenedCatalogue },
): Promise<(ArrayBuffer | null)[]> {
  const exhibit = catalogue.jobs.find((known) => known.job === job)?.exhibit;
  if (exhibit === undefined) return places.map(() => null);
  const records = await db.search.bulkGet(places.map((n): [string, number] => [job, n])).catch(() => []);
  return Promise.all(
    places.map(async (seq, i) => {
      const record = records[i];
      if (!record) return null;
      const place = { kind: 'search-block', caseId, job, exhibit, source, seq } as const;
      return unseal(key, place, record).catch(() => null);
    }),
  );
}
