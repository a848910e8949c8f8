/**
 * What goes over the case port, between the main process and the page's store worker. The page's
 * main thread only hands the port on: it sees neither the case key nor a segment.
 *
 * Flow control: main sends at most `CREDITS` segments of a job that the worker has not acknowledged; the
 * worker sends at most as many segments or runs of entries of an export.
 */
import type { Annotation } from '../annotations/index.ts';
import type { Account, Chat, IntakeRecord } from '../model/index.ts';
import type { Decision } from '../people/index.ts';

export const CREDITS = 8;

/** A source as it is stored, beside its segments. */
export interface StoredSource {
  readonly lists: SourceLists;
  readonly record: IntakeRecord;
}

/** One source's lists at its end, in the index order of its segments' columns. */
export interface SourceLists {
  /** Index i is what a segment's `chat` column calls i. */
  readonly chats: readonly Chat[];
  /** Index i is what a segment's `sender` column calls i. */
  readonly accounts: readonly Account[];
}

/** A job that was begun and neither committed nor aborted. */
export interface InterruptedJob {
  readonly job: string;
  readonly exhibit: string;
}

/** What the investigator added to the case, as lists that are only ever added to. */
export type Ledgers = {
  readonly decisions: Decision;
  readonly annotations: Annotation;
};
export type LedgerName = keyof Ledgers;

/** Entries of one ledger, in their order. */
export type LedgerEntries = {
  [Name in LedgerName]: { readonly ledger: Name; readonly entries: readonly Ledgers[Name][] };
}[LedgerName];

/** Entries that go in one message at most. */
export const LEDGER_RUN = 256;

export type ToStore =
  /** First message: 32 bytes; the worker makes it a non-extractable key and overwrites them. */
  | { readonly type: 'case-key'; readonly caseId: string; readonly key: Uint8Array }
  /** `job` is the log's name of it, by which it may be replaced later. */
  | { readonly type: 'job-begin'; readonly job: string; readonly exhibit: string }
  /**
   * `source` counts the job's sources from 0; `seq` counts a source's segments from 0. `bytes` are a parcel
   * (shared/segment/parcel.ts).
   */
  | {
      readonly type: 'segment';
      readonly job: string;
      readonly source: number;
      readonly seq: number;
      readonly bytes: ArrayBuffer;
    }
  /**
   * All sources have been read: store lists and records, and make the job's segments part of the case. What
   * the jobs of `replaces` stored goes in the same transaction; ones that the store does not have are no error.
   */
  | {
      readonly type: 'job-commit';
      readonly job: string;
      readonly sources: readonly StoredSource[];
      readonly replaces?: readonly string[];
    }
  /** Remove what the job has stored so far. */
  | { readonly type: 'job-abort'; readonly job: string }
  /** Send all that is stored of these exhibits, or of all: each job's sources, then its segments. */
  | { readonly type: 'export'; readonly id: string; readonly exhibits: readonly string[] | null }
  /** Send all that the investigator added, as an export: decisions, then annotations. */
  | { readonly type: 'export-ledgers'; readonly id: string }
  /** A segment of the export, or a run of entries, was taken. */
  | { readonly type: 'export-taken'; readonly id: string }
  /** Send no more of the export. */
  | { readonly type: 'export-stop'; readonly id: string }
  /** Add entries that came with a bundle; answered by `run`. */
  | ({ readonly type: 'ledger-add'; readonly run: number } & LedgerEntries)
  /** The case is destroyed: delete all that is stored, and end. */
  | { readonly type: 'delete' };

export type FromStore =
  /**
   * `interrupted` are jobs that a crash cut off, by the log's names: what they stored is removed. Main notes
   * them and then aborts each; until then the store names them at every opening.
   */
  | {
      readonly type: 'ready';
      readonly caseId: string;
      readonly interrupted: readonly InterruptedJob[];
    }
  | { readonly type: 'segment-stored'; readonly job: string; readonly source: number; readonly seq: number }
  /** `difference` of a job that replaced others: messages kept that they did not have, and the reverse. */
  | {
      readonly type: 'job-committed';
      readonly job: string;
      readonly difference?: { readonly added: number; readonly removed: number };
    }
  | { readonly type: 'job-aborted'; readonly job: string }
  /** The store cannot go on with the job (quota, a failed transaction); main aborts it. */
  | { readonly type: 'job-failed'; readonly job: string; readonly reason: string }
  | {
      readonly type: 'export-job';
      readonly id: string;
      readonly job: string;
      readonly exhibit: string;
      readonly sources: readonly StoredSource[];
      /** Of all its sources. */
      readonly messages: number;
    }
  /** In the order of sources and of `seq`, after its job. `bytes` are a segment, not packed. */
  | {
      readonly type: 'export-segment';
      readonly id: string;
      readonly job: string;
      readonly source: number;
      readonly seq: number;
      readonly bytes: ArrayBuffer;
    }
  | ({ readonly type: 'export-entries'; readonly id: string } & LedgerEntries)
  | { readonly type: 'export-end'; readonly id: string }
  | { readonly type: 'export-failed'; readonly id: string; readonly reason: string }
  /** The entries are on the disk, or, with a reason, none of them is kept. */
  | { readonly type: 'ledger-added'; readonly run: number; readonly reason?: string }
  | { readonly type: 'deleted' };
