/** A case that is open: its keys are in memory until it is closed. What lies where: case-folder.ts. */
import path from 'node:path';
import { Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { type CaseKeys, wipeKeys } from '../keys/case-keys.ts';
import type { AttachmentStore } from '../media/attachment-store.ts';
import type { DocumentFile } from '../warrant/documents.ts';
import { addDocuments, type CasePapers } from './add-documents.ts';
import { accessAt, assertFull, type CaseAccess } from './case-access.ts';
import { CASE_FILE, type CaseFile, type CaseRecord, encodeCaseFile, sealRecord } from './case-file.ts';
import { CHECKPOINTS, DOCUMENTS, LISTS } from './case-folder.ts';
import type { CaseLock } from './case-lock.ts';
import type { CaseLog } from './case-log.ts';
import type { LogHeads } from './log-heads.ts';
import type { QuarantineStore } from './quarantine-store.ts';
import { replaceFile } from './replace-file.ts';
import { SealedFolder } from './sealed-folder.ts';

export interface CaseOptions {
  /** For the log, e.g. `threadline 0.1.0`. */
  readonly software: string;
  /** What this workstation knows of cases' logs. */
  readonly heads: LogHeads;
  /** ms since 1970 UTC. */
  readonly now: () => number;
  /** Called once when the folder goes away or another program takes it over. */
  lost(reason: string): void;
}

interface CaseParts {
  readonly file: CaseFile;
  readonly folder: string;
  readonly record: CaseRecord;
  readonly keys: CaseKeys;
  readonly log: CaseLog;
  readonly attachments: AttachmentStore;
  readonly documents: SealedFolder;
  readonly checkpoints: SealedFolder;
  readonly lists: SealedFolder;
  readonly quarantine: QuarantineStore;
  readonly papers: CasePapers | null;
  readonly lock: CaseLock;
  readonly options: CaseOptions;
}

export class OpenedCase {
  readonly id: string;
  readonly folder: string;
  readonly record: CaseRecord;
  readonly log: CaseLog;
  readonly attachments: AttachmentStore;
  readonly documents: SealedFolder;
  readonly checkpoints: SealedFolder;
  readonly lists: SealedFolder;
  readonly quarantine: QuarantineStore;
  /** Sources imported, as the log knew at opening. */
  readonly imports: number;
  readonly keys: CaseKeys;
  private readonly parts: CaseParts;
  private current: CasePapers | null;
  /** The latest time that this workstation's clock has shown since the case was opened. */
  private seen = Number.NEGATIVE_INFINITY;

  constructor(parts: CaseParts) {
    this.parts = parts;
    this.id = parts.file.id;
    this.folder = parts.folder;
    this.record = parts.record;
    this.log = parts.log;
    this.attachments = parts.attachments;
    this.documents = parts.documents;
    this.checkpoints = parts.checkpoints;
    this.lists = parts.lists;
    this.quarantine = parts.quarantine;
    this.keys = parts.keys;
    this.imports = parts.log.facts.imports.reduce((sum, { sources }) => sum + sources.length, 0);
    this.current = parts.papers;
  }

  /** Of the case for people and in messages: its folder's. */
  get name(): string {
    return path.basename(this.folder);
  }

  /** The warrant with all that goes with it; null where the case has none. */
  get papers(): CasePapers | null {
    return this.current;
  }

  /** Now as the case takes it: never before what its log and this session have lived through. */
  now(): number {
    this.seen = Math.max(this.seen, this.parts.options.now());
    return Math.max(this.seen, this.log.facts.lastTime);
  }

  /** What may be done with the case now. */
  access(): CaseAccess {
    const warrant = this.current?.papers.warrant ?? null;
    const clock = this.parts.options.now();
    return accessAt(warrant, clock, this.now());
  }

  /** @throws Refusal when the case takes and gives out nothing now. */
  assertFull(): void {
    assertFull(this.access(), this.name);
  }

  /** Adds documents to the case's warrant. @throws Refusal as `addDocuments` does. */
  async addDocuments(given: readonly DocumentFile[]): Promise<CasePapers> {
    if (!this.current) throw new Refusal('not-covered', this.name, 'the case is under no warrant');
    const { documents: folder, log } = this;
    this.current = await addDocuments({ files: this.current.files, folder, log }, given);
    return this.current;
  }

  /** Notes what the log is now in the case's file and on this workstation: it may not lose any of that. */
  async keepHead(): Promise<void> {
    const { file, folder, options } = this.parts;
    const { entries, head } = this.log.now;
    const sealedRecord = sealRecord(this.keys, this.id, { ...this.record, log: { entries, head } });
    await replaceFile(path.join(folder, CASE_FILE), encodeCaseFile({ ...file, sealedRecord }));
    await options.heads.noteOpen(this.id, this.keys.logHeads, { entries, head });
  }

  /** Logs that the case is closed, and why; wipes the keys and gives the folder free, whatever fails. */
  async close(reason: string): Promise<void> {
    try {
      await this.log.append({ actor: actor(), action: 'case-closed', subjects: [{ reason }] });
      await this.keepHead();
    } finally {
      await this.letGo();
    }
  }

  /** Wipes the keys and gives the folder free. */
  async letGo(): Promise<void> {
    await this.log.close().catch(() => undefined);
    wipeKeys(this.keys);
    await this.parts.lock.release().catch(() => undefined);
  }
}

/** Small sealed files of a case. */
export function papersIn(folder: string, caseId: string, { papers, paperNames }: CaseKeys) {
  const within = (name: string): SealedFolder =>
    new SealedFolder(path.join(folder, name), caseId, { contents: papers, names: paperNames });
  return { documents: within(DOCUMENTS), checkpoints: within(CHECKPOINTS), lists: within(LISTS) };
}
