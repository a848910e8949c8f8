import type { SegmentReader } from '../../shared/segment/index.ts';
import type { FedSource } from './feed.ts';

/** A source of an exhibit, opened. */
export interface LoadedSource extends FedSource {
  readonly exhibit: string;
  /** In order of `seq`; some may be missing. */
  readonly segments: readonly SegmentReader[];
}
