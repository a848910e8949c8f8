/** What the store worker sends the query worker, over a port of their own: opened segments and lists. */
import type { SourceLists } from '../../shared/contract/case-port.ts';
import type { IntakeRecord } from '../../shared/model/index.ts';
import type { Decision } from '../../shared/people/index.ts';

export interface FedSource {
  readonly lists: SourceLists;
  readonly record: IntakeRecord;
}

/** What could not be opened; see CaseSummary.damage. */
export interface StoreDamage {
  readonly exhibit: string;
  readonly seq: number;
  readonly reason: string;
}

/** `job` is the store's tag of a job. Segments of a source come in order of `seq`, but some may be missing. */
export type Feed =
  | {
      readonly type: 'segment';
      readonly job: string;
      readonly source: number;
      readonly seq: number;
      readonly bytes: ArrayBuffer;
    }
  /**
   * The job's segments are part of the case; null where a source's lists did not open: its segments do not
   * come. What the jobs of `replaces` gave no longer is.
   */
  | {
      readonly type: 'job';
      readonly job: string;
      readonly sources: readonly (FedSource | null)[];
      readonly replaces?: readonly string[];
    }
  /** Forget the segments of a job that was aborted. */
  | { readonly type: 'drop'; readonly job: string }
  /** All decisions about persons, whenever one was added. */
  | { readonly type: 'decisions'; readonly decisions: readonly Decision[] }
  /** All that was stored has been sent. */
  | { readonly type: 'opened'; readonly damage: readonly StoreDamage[] };
