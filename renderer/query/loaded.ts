import type { FedGroup, FedSource, LostGroup } from './feed.ts';
import type { HeldSegment } from './held-segment.ts';

/** A source of an exhibit, opened. */
export interface LoadedSource extends FedSource {
  readonly exhibit: string;
  /** In order of `seq`; some may be missing. */
  readonly segments: readonly HeldSegment[];
  /** Absent where it came without any: its messages are then looked at one by one. */
  readonly search?: SourceSearch;
}

/** The search structures of a source. */
export interface SourceSearch {
  /** The store's tag of the job, and which of its sources it is. */
  readonly job: string;
  readonly source: number;
  /** For each of `segments`: how many of the source's messages stand before it, those that are missing too. */
  readonly before: readonly number[];
  readonly groups: readonly (FedGroup | LostGroup)[];
}
