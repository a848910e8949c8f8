/** Opens the seal of every text of the case once, so that what was altered is known before it is asked for. */
import type { Feed } from '../query/feed.ts';
import { type DoneJob, segmentPlaces } from './manifest.ts';
import { openParts } from './segment-parts.ts';
import type { StoreAccess } from './stored-job.ts';

export interface TextCheckOptions extends StoreAccess {
  feed(message: Feed, transfer: Transferable[]): void;
}

/** Feeds what is lost of each job. */
export async function checkTexts(
  jobs: readonly DoneJob[],
  { feed, ...access }: TextCheckOptions,
): Promise<void> {
  for (const job of jobs) {
    const places = segmentPlaces(job.sources);
    const { lost, beyond } = await openParts('heaps', job, access, () => undefined);
    const segments = lost.map(({ n, reason }) => ({ job: job.job, ...places[n]!, reason }));
    if (beyond.length > 0) feed({ type: 'damage', damage: beyond }, []);
    if (segments.length > 0) feed({ type: 'lost', segments }, []);
  }
}
