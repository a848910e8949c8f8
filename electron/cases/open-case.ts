/** Opening a case folder with its passphrase: all of it is verified before anything of it is used. */
import { access } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { originOfCase } from '../custody/entry.ts';
import { CustodyLog } from '../custody/log.ts';
import { type CaseKeys, wipeKeys } from '../keys/case-keys.ts';
import { AttachmentStore } from '../media/attachment-store.ts';
import { papersOf } from '../warrant/access.ts';
import type { CasePapers } from './add-documents.ts';
import { loadDocuments } from './case-documents.ts';
import { type CaseFile, type CaseRecord, unlockCase } from './case-file.ts';
import { ATTACHMENTS, LOG_FILE, QUARANTINE, readCaseFile } from './case-folder.ts';
import { CaseLock } from './case-lock.ts';
import { CaseLog } from './case-log.ts';
import { LogSeal } from './log-seal.ts';
import { type CaseOptions, OpenedCase, papersIn } from './opened-case.ts';
import { QuarantineStore } from './quarantine-store.ts';
import type { SealedFolder } from './sealed-folder.ts';

/** @throws Refusal `tampered` when a case has no log: it was made with one. */
async function openLog(folder: string, file: CaseFile, { software, now }: CaseOptions) {
  const logFile = path.join(folder, LOG_FILE);
  try {
    await access(logFile);
  } catch (cause) {
    throw new Refusal('tampered', path.basename(folder), `its ${LOG_FILE} is missing`, { cause });
  }
  const seal = new LogSeal(file);
  const origin = originOfCase(file.id);
  const clock = (): Date => new Date(now());
  return { seal, log: await CustodyLog.open(logFile, { software, seal: seal.seal, origin, now: clock }) };
}

/** @throws Refusal `tampered` when the documents are not those that the case was made under. */
async function papersOfCase(
  record: CaseRecord,
  documents: SealedFolder,
  log: CaseLog,
  name: string,
): Promise<CasePapers | null> {
  if (record.basis.kind !== 'warrant') return null;
  const files = await loadDocuments(documents, log.facts, name);
  const papers = papersOf(files);
  if (papers.warrant.digest !== record.basis.digest) {
    throw new Refusal('tampered', name, 'its warrant is not the one that it was made under');
  }
  return { files, papers };
}

/**
 * Opens a case. A passphrase that does not open it is noted in the case's log.
 * @throws Refusal `wrong-passphrase`; `unreadable` when the folder has no case or it is open elsewhere;
 * `tampered` when its file, its log or its documents were changed.
 */
export async function openCase(given: string, passphrase: string, options: CaseOptions): Promise<OpenedCase> {
  const folder = path.resolve(given);
  const name = path.basename(folder);
  const file = await readCaseFile(folder);
  const lock = await CaseLock.take(folder, options.lost);
  let opened: Awaited<ReturnType<typeof openLog>> | undefined;
  let keys: CaseKeys | undefined;
  try {
    opened = await openLog(folder, file, options);
    let record: CaseRecord;
    try {
      ({ keys, record } = await unlockCase(file, passphrase, name));
    } catch (cause) {
      if (cause instanceof Refusal && cause.code === 'wrong-passphrase') {
        const { log } = opened;
        await log.append({ actor: actor(), action: 'passphrase-refused', subjects: [{ case: file.id }] });
        await options.heads.noteClosed(file.id, log.state).catch(() => undefined);
      }
      throw cause;
    }
    const known = await options.heads.known(file.id, keys.logHeads, name);
    if (record.log) known.push({ ...record.log, when: 'when the case was last closed' });
    const log = await CaseLog.open(opened.log, path.join(folder, LOG_FILE), keys, file.id, known);
    const sealed = papersIn(folder, file.id, keys);
    const papers = await papersOfCase(record, sealed.documents, log, name);
    const attachments = await AttachmentStore.open(path.join(folder, ATTACHMENTS), keys);
    const quarantine = await QuarantineStore.open(path.join(folder, QUARANTINE), keys, log.facts.logged);
    opened.seal.keys = keys;
    const parts = { file, folder, record, keys, log, attachments, quarantine, papers, lock, options };
    const made = new OpenedCase({ ...parts, ...sealed });
    const { access: how, state, reason } = made.access();
    await log.append({
      actor: actor(),
      action: 'case-opened',
      subjects: [
        { case: file.id, access: how, ...(state ? { state } : {}), ...(reason ? { reason } : {}) },
        { known: known.length === 0 ? 'no earlier state of this log' : 'an earlier state of this log' },
      ],
    });
    await made.keepHead();
    return made;
  } catch (cause) {
    await opened?.log.close().catch(() => undefined);
    if (keys) wipeKeys(keys);
    await lock.release();
    throw cause;
  }
}
