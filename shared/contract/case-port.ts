/**
 * What goes over the case port, between the main process and the page's store worker. The page's
 * main thread only hands the port on: it sees neither the case key nor a segment.
 *
 * Flow control: main sends at most `CREDITS` segments of a job that the worker has not acknowledged.
 */
import type { Account, Chat, IntakeRecord } from '../model/index.ts';

export const CREDITS = 8;

/** One source's lists at its end, in the index order of its segments' columns. */
export interface SourceLists {
  /** Index i is what a segment's `chat` column calls i. */
  readonly chats: readonly Chat[];
  /** Index i is what a segment's `sender` column calls i. */
  readonly accounts: readonly Account[];
}

export type ToStore =
  /** First message: 32 bytes; the worker makes it a non-extractable key and overwrites them. */
  | { readonly type: 'case-key'; readonly caseId: string; readonly key: Uint8Array }
  | { readonly type: 'job-begin'; readonly job: string; readonly exhibit: string }
  /** `source` counts the job's sources from 0; `seq` counts a source's segments from 0. */
  | {
      readonly type: 'segment';
      readonly job: string;
      readonly source: number;
      readonly seq: number;
      readonly bytes: ArrayBuffer;
    }
  /** All sources have been read: store lists and records, and make the job's segments part of the case. */
  | {
      readonly type: 'job-commit';
      readonly job: string;
      readonly sources: readonly { readonly lists: SourceLists; readonly record: IntakeRecord }[];
    }
  /** Remove what the job has stored so far. */
  | { readonly type: 'job-abort'; readonly job: string };

export type FromStore =
  | { readonly type: 'ready'; readonly caseId: string }
  | { readonly type: 'segment-stored'; readonly job: string; readonly source: number; readonly seq: number }
  | { readonly type: 'job-committed'; readonly job: string }
  | { readonly type: 'job-aborted'; readonly job: string }
  /** The store cannot go on with the job (quota, a failed transaction); main aborts it. */
  | { readonly type: 'job-failed'; readonly job: string; readonly reason: string };
