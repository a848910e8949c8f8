/** Making a case: its folder, its key, its log, and under a warrant its documents. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { WithoutWarrant } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { originOfCase } from '../custody/entry.ts';
import { CustodyLog } from '../custody/log.ts';
import { AttachmentStore } from '../media/attachment-store.ts';
import { type AccessFiles, papersOf } from '../warrant/access.ts';
import { logVerified } from '../warrant/log-access.ts';
import { stateOf } from '../warrant/warrant.ts';
import type { CasePapers } from './add-documents.ts';
import { accessAt, assertFull } from './case-access.ts';
import { documentsOf, keepDocuments } from './case-documents.ts';
import { CASE_FILE, type CaseRecord, encodeCaseFile, makeCase, type RecordedBasis } from './case-file.ts';
import {
  ATTACHMENTS,
  type CasePlace,
  CHECKPOINTS,
  DOCUMENTS,
  LISTS,
  LOG_FILE,
  makeFolder,
  QUARANTINE,
} from './case-folder.ts';
import { CaseLock } from './case-lock.ts';
import { CaseLog } from './case-log.ts';
import { LogSeal } from './log-seal.ts';
import { type CaseOptions, OpenedCase, papersIn } from './opened-case.ts';
import { QuarantineStore } from './quarantine-store.ts';
import { replaceFile } from './replace-file.ts';

const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

/** What a new case is to stand on: documents, or the ground in words. */
export type NewBasis = { readonly kind: 'warrant'; readonly files: AccessFiles } | WithoutWarrant;

const recorded = (basis: NewBasis, papers: CasePapers | null): RecordedBasis =>
  basis.kind === 'warrant'
    ? { kind: 'warrant', digest: papers!.papers.warrant.digest }
    : { kind: basis.kind, ground: basis.ground, text: basis.text };

/**
 * Verifies the documents of a new case.
 * @param isReceived whether it is made of a bundle.
 * @throws Refusal when the warrant does not hold, is over, or is of another case.
 */
function verified(basis: NewBasis, reference: string, now: number, isReceived: boolean): CasePapers | null {
  if (basis.kind !== 'warrant') return null;
  const papers = papersOf(basis.files);
  const { warrant } = papers;
  if (warrant.warrant.caseReference !== reference) {
    throw new Refusal(
      'not-covered',
      warrant.file,
      `the warrant is of case ${warrant.warrant.caseReference}, not of ${reference}`,
    );
  }
  const access = accessAt(warrant, now, now);
  // One that is not in force yet may be waited for; what was received may be looked at while that is allowed.
  const mayBegin = stateOf(warrant, now) === 'not-yet' || (isReceived && access.access === 'review');
  if (!mayBegin) assertFull(access, warrant.file);
  return { files: basis.files, papers };
}

/** What a case is made of. */
export interface NewCase {
  readonly record: Omit<CaseRecord, 'basis' | 'log'>;
  readonly basis: NewBasis;
  readonly passphrase: string;
  readonly place: CasePlace;
  /** Of hashing the passphrase, see ../keys/passphrase.ts. */
  readonly cost: { readonly memoryKiB: number; readonly passes: number };
  /** Puts what is there already into the new case, before it counts; when it throws, nothing of it stays. */
  readonly fill?: (made: OpenedCase) => Promise<void>;
}

/**
 * Makes a case and opens it. When that fails, nothing of it stays.
 * @throws Refusal when the folder cannot be used, or the warrant does not hold.
 */
export async function createCase(request: NewCase, options: CaseOptions): Promise<OpenedCase> {
  const { passphrase, place, cost, basis } = request;
  const { reference, timeZone } = request.record;
  const papers = verified(basis, reference, options.now(), request.fill !== undefined);
  const record: CaseRecord = { ...request.record, basis: recorded(basis, papers) };
  const { folder, made: isNew } = await makeFolder(reference, place);
  let lock: CaseLock | undefined;
  let opened: CustodyLog | undefined;
  try {
    lock = await CaseLock.take(folder, options.lost);
    const { file, keys } = await makeCase(record, passphrase, cost);
    const seal = new LogSeal(file);
    seal.keys = keys;
    const logFile = path.join(folder, LOG_FILE);
    const origin = originOfCase(file.id);
    const { software, now } = options;
    opened = await CustodyLog.open(logFile, {
      software,
      seal: seal.seal,
      origin,
      now: () => new Date(now()),
    });
    const log = await CaseLog.open(opened, logFile, keys, file.id);
    await log.append({
      actor: actor(),
      action: 'case-created',
      subjects: [{ case: file.id, reference, timeZone }, basisSubject(record.basis)],
    });
    const sealed = papersIn(folder, file.id, keys);
    if (papers) {
      await keepDocuments(sealed.documents, log, documentsOf(papers.files));
      await logVerified(log, papers.papers.warrant);
    }
    const attachments = await AttachmentStore.open(path.join(folder, ATTACHMENTS), keys);
    const quarantine = await QuarantineStore.open(path.join(folder, QUARANTINE), keys, []);
    const parts = { file, folder, record, keys, log, attachments, quarantine, papers, lock, options };
    const made = new OpenedCase({ ...parts, ...sealed });
    await request.fill?.(made);
    // Last: a folder that has it is a case.
    await replaceFile(path.join(folder, CASE_FILE), encodeCaseFile(file));
    await made.keepHead();
    return made;
  } catch (cause) {
    await opened?.close().catch(() => undefined);
    await lock?.release();
    const own = [CASE_FILE, LOG_FILE, ATTACHMENTS, DOCUMENTS, CHECKPOINTS, LISTS, QUARANTINE];
    for (const name of own) await rm(path.join(folder, name), REMOVE);
    if (isNew) await rm(folder, REMOVE);
    throw cause;
  }
}

/** What the log says of a case's basis. */
function basisSubject(basis: RecordedBasis) {
  return basis.kind === 'warrant'
    ? { basis: basis.kind, sha256: basis.digest }
    : { basis: basis.kind, ground: basis.ground, text: basis.text };
}
