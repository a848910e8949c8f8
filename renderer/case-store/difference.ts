/** What changes where a job comes in the place of earlier ones of the same evidence. */
import { SegmentReader } from '../../shared/segment/index.ts';
import type { DoneJob } from './manifest.ts';
import { SealBroken } from './seal.ts';
import { type StoreAccess, storedSegments } from './stored-job.ts';

export interface Difference {
  /** Messages that the new job has and the earlier ones had not, and the reverse. */
  readonly added: number;
  readonly removed: number;
}

/** Messages of the same evidence are the same by their ordinals. @param before, after each number once. */
export function differenceOf(before: Iterable<number>, after: Iterable<number>): Difference {
  const known = new Set(before);
  let added = 0;
  for (const ordinal of after) if (!known.delete(ordinal)) added++;
  return { added, removed: known.size };
}

/** Ordinals of what jobs stored; those of a segment that does not open are not known. */
export async function* storedOrdinals(
  jobs: readonly DoneJob[],
  store: StoreAccess,
): AsyncGenerator<Uint32Array> {
  for (const job of jobs) {
    try {
      for await (const { bytes } of storedSegments(job, store))
        yield new SegmentReader(bytes).columns.ordinal;
    } catch (cause) {
      if (!(cause instanceof SealBroken)) throw cause;
    }
  }
}

export function* flat(parts: Iterable<Uint32Array>): Generator<number> {
  for (const part of parts) yield* part;
}
