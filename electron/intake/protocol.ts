/**
 * What the intake process and its parent say to each other, and what a job takes and gives. Messages
 * are structured clones: over child_process IPC (serialization "advanced") or a utility process's port.
 *
 * Flow control: the child sends at most CREDITS segments, and CREDITS media chunks, that the parent
 * has not answered with `segment-taken` or `chunk-taken`.
 */
import type { SourceLists } from '../../shared/contract/case-port.ts';
import type { InspectedEvidence, IntakeStage } from '../../shared/contract/index.ts';
import type { ReadOptions } from '../../shared/evidence/index.ts';
import type { IntakeRecord, RefusalCode, WarrantReference } from '../../shared/model/index.ts';
import type { Scope } from '../../shared/scope/index.ts';
import type { KeyKind } from '../../shared/warrant/documents.ts';
import type { QuarantinedItem } from './quarantine.ts';

/** 64 hex digits, the path of a key file, a password, or a key as a release held it. */
export type KeySource =
  | { readonly hex: string }
  | { readonly file: string }
  | { readonly password: string }
  | { readonly released: Uint8Array; readonly kind: KeyKind };

/** One piece of evidence as it was hashed, before anything else was done with it. */
export interface HashedEvidence {
  readonly name: string;
  /** Of the file, or of a folder's list (list-digest.ts). */
  readonly sha256: string;
  /** Every file in it. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** What a job under a warrant may do, told once its evidence is hashed. */
export interface Authorisation {
  readonly warrant: WarrantReference;
  readonly key?: KeySource;
  readonly scope: Scope;
  /** X25519 public key, base64, to which privileged messages are sealed. */
  readonly filterKey?: string;
}

export interface IntakeLimits {
  /** JavaScript heap of the child, MiB. */
  readonly heapMiB: number;
  /** Resident memory of the child, MiB; above it the job is refused as too large. */
  readonly residentMiB: number;
  /** Seconds without a sign of life after which the child counts as hung. */
  readonly silenceSeconds: number;
}

export const DEFAULT_LIMITS: IntakeLimits = { heapMiB: 1536, residentMiB: 2560, silenceSeconds: 120 };

/** All evidence of one exhibit that is to be read together, and how. */
export interface JobRequest {
  readonly exhibit: string;
  /** Files and folders; what belongs together (msgstore.db.crypt15, wa.db, Media) goes in one job. */
  readonly paths: readonly string[];
  /** Not under a warrant: there the key comes with the authorisation. */
  readonly key?: KeySource;
  /** The job hashes its evidence, then asks to be authorised, and keeps what the warrant covers. */
  readonly underWarrant?: true;
  readonly options: ReadOptions;
  /** Whether the bytes of attachments are to be handed over, and not only their hashes. */
  readonly wantMedia: boolean;
  /** For intake.json, e.g. `threadline 0.1.0`. */
  readonly software: string;
  readonly limits?: Partial<IntakeLimits>;
}

/** The request as the child gets it, with the scratch folder that the parent made for it. */
export interface IntakeJob extends Omit<JobRequest, 'limits'> {
  readonly scratch: string;
}

export interface JobProgress {
  readonly stage: IntakeStage;
  /** 0 to 1 within the stage, null when it cannot be told. */
  readonly fraction: number | null;
  /** Evidence bytes hashed so far. */
  readonly bytes: number;
  readonly messages: number;
}

/** What became of each source of a job, in the order of their segments' `source` numbers. */
export interface JobOutcome {
  readonly sources: readonly { readonly lists: SourceLists; readonly record: IntakeRecord }[];
}

export type ToIntake =
  | { readonly type: 'import'; readonly job: IntakeJob }
  /** The answer to `hashed`; a job that is not authorised is ended instead. */
  | { readonly type: 'authorised'; readonly authorisation: Authorisation }
  | { readonly type: 'inspect'; readonly paths: readonly string[]; readonly scratch: string }
  | { readonly type: 'segment-taken' }
  | { readonly type: 'chunk-taken' }
  | { readonly type: 'media-taken' };

export type FromIntake =
  /** First message: the child listens. */
  | { readonly type: 'ready' }
  /** Every second; resident memory in bytes. */
  | { readonly type: 'alive'; readonly resident: number }
  | { readonly type: 'progress'; readonly progress: JobProgress }
  /** Under a warrant: all evidence is hashed and none of it opened; the child waits to be authorised. */
  | { readonly type: 'hashed'; readonly evidence: readonly HashedEvidence[] }
  /** A privileged message, sealed to the filter key. */
  | { readonly type: 'quarantined'; readonly item: QuarantinedItem }
  /** `bytes` are a parcel (shared/segment/parcel.ts); `newChats` and `newAccounts` continue the source's id lists; the segment's columns index these. */
  | {
      readonly type: 'segment';
      readonly source: number;
      readonly seq: number;
      readonly bytes: ArrayBuffer;
      readonly newChats: readonly string[];
      readonly newAccounts: readonly string[];
    }
  /** An attachment's bytes follow as chunks, one attachment at a time, each once a job. */
  | { readonly type: 'media'; readonly sha256: string; readonly bytes: number }
  | { readonly type: 'media-chunk'; readonly chunk: Uint8Array }
  | { readonly type: 'media-end' }
  | { readonly type: 'done'; readonly outcome: JobOutcome }
  | { readonly type: 'inspected'; readonly evidence: readonly InspectedEvidence[] }
  | { readonly type: 'failed'; readonly error: IntakeFailure };

/** How an error crosses the boundary: refusals keep their fields, anything else is a fault. */
export type IntakeFailure =
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly file: string;
      readonly reason: string;
    }
  /** The temporary disk, the only one that the child writes to. */
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'fault'; readonly message: string; readonly stack?: string };

/** How the child ended. */
export interface IntakeExit {
  readonly code: number | null;
  readonly signal?: string | null;
  /** Set when the JavaScript heap ran full. */
  readonly outOfMemory?: boolean;
}

/** A running intake process, whatever started it. */
export interface IntakeProcess {
  post(message: ToIntake): void;
  onMessage(listener: (message: FromIntake) => void): void;
  /** Called once, also when the process could not be started. */
  onExit(listener: (exit: IntakeExit) => void): void;
  /** Ends the process at once, whatever it does; `onExit` follows. */
  kill(): void;
}

export interface LaunchOptions {
  /** The only folder the process may write to. */
  readonly scratch: string;
  readonly limits: IntakeLimits;
}

export type LaunchIntake = (options: LaunchOptions) => IntakeProcess;
