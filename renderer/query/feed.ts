/** What the store worker sends the query worker, over a port of their own: opened segments and lists. */
import type { Annotation } from '../../shared/annotations/index.ts';
import type { SourceLists } from '../../shared/contract/case-port.ts';
import type { IntakeRecord } from '../../shared/model/index.ts';
import type { Decision } from '../../shared/people/index.ts';
import type { SegmentParts } from './held-segment.ts';

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

/** Messages of a source that have search structures of their own (search/group-builder.ts). */
export interface FedGroup {
  readonly messages: number;
  /** The least term of each of its blocks. */
  readonly firsts: readonly Uint8Array[];
  /** Its place among the job's records: block i is record `first + 1 + i`. */
  readonly first: number;
}

/** A group whose head does not open: its messages are looked at one by one. */
export type LostGroup = Pick<FedGroup, 'messages'> & { readonly firsts?: undefined };

/** Asked of the store worker: blocks of the search structures. */
export interface WantedBlocks {
  readonly type: 'blocks';
  readonly id: number;
  readonly job: string;
  readonly source: number;
  /** Their places among the job's records. */
  readonly places: readonly number[];
}

/** Asked of the store worker: segments of jobs that are part of the case, whole. */
export interface WantedSegments {
  readonly type: 'segments';
  readonly id: number;
  readonly places: readonly SegmentPlace[];
}

export interface SegmentPlace {
  readonly job: string;
  readonly source: number;
  readonly seq: number;
}

/** What the query worker asks the store worker. */
export type Wanted = WantedBlocks | WantedSegments;

/** `job` is the store's tag of a job. Segments of a source come in order of `seq`, but some may be missing. */
export type Feed =
  | {
      readonly type: 'segment';
      readonly job: string;
      readonly source: number;
      readonly seq: number;
      readonly head: ArrayBuffer;
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
  /**
   * Search structures of a source, before its job or once they are made. `segments` are the messages of each of its segments, also
   * of those that are missing; `groups` hold all these messages in order, null where one does not open.
   */
  | {
      readonly type: 'search';
      readonly job: string;
      readonly source: number;
      readonly segments: readonly number[];
      readonly groups: readonly (FedGroup | LostGroup)[];
    }
  /** Blocks that were asked for, in that order; null where one does not open. */
  | { readonly type: 'blocks'; readonly id: number; readonly blocks: readonly (ArrayBuffer | null)[] }
  /** Segments that were asked for, in that order. */
  | { readonly type: 'segments'; readonly id: number; readonly segments: readonly SegmentParts[] }
  /** Segments that were fed and are now found not to open whole. */
  | { readonly type: 'lost'; readonly segments: readonly (SegmentPlace & { readonly reason: string })[] }
  /** Damage met once the case was opened. */
  | { readonly type: 'damage'; readonly damage: readonly StoreDamage[] }
  /** Forget the segments of a job that was aborted. */
  | { readonly type: 'drop'; readonly job: string }
  /** Decisions about persons, and annotations: those that are stored, then each that is added. */
  | { readonly type: 'decisions'; readonly decisions: readonly Decision[] }
  | { readonly type: 'annotations'; readonly annotations: readonly Annotation[] }
  /** All that was stored has been sent. */
  | { readonly type: 'opened'; readonly damage: readonly StoreDamage[] };
