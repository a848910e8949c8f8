/**
 * A case folder, made or opened:
 *
 *     case.json      what opening needs, see case-file.ts
 *     custody.log    the log, its entries sealed
 *     attachments/   sealed files, see ../media/attachment-store.ts
 *     case.lock      while it is open
 *
 * The folder's own name, the number and sizes of these files and when they changed can be read by whoever
 * can read the folder; nothing else of the case can.
 */
import { access, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { originOfCase, type SealedBody } from '../custody/entry.ts';
import { CustodyLog, type EntryBody, verifyLog } from '../custody/log.ts';
import { type CaseKeys, wipeKeys } from '../keys/case-keys.ts';
import { openEntry, sealEntry, sealEntryWhileClosed } from '../keys/entry-seal.ts';
import { AttachmentStore } from '../media/attachment-store.ts';
import {
  CASE_FILE,
  CASE_FILE_MAX_BYTES,
  type CaseFile,
  type CaseRecord,
  decodeCaseFile,
  encodeCaseFile,
  makeCase,
  unlockCase,
} from './case-file.ts';
import { CaseLock } from './case-lock.ts';
import { folderName, numberedName } from './folder-name.ts';
import { replaceFile } from './replace-file.ts';

export const LOG_FILE = 'custody.log';
export const ATTACHMENTS = 'attachments';
const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

export interface CaseOptions {
  /** For the log, e.g. `threadline 0.1.0`. */
  readonly software: string;
  /** Called once when the folder goes away or another program takes it over. */
  lost(reason: string): void;
}

/** Seals the log's entries: with the case's key while it is there, else for whoever opens the case next. */
class LogSeal {
  keys: Pick<CaseKeys, 'custody'> | null = null;
  private readonly file: CaseFile;

  constructor(file: CaseFile) {
    this.file = file;
  }

  readonly seal = (body: Uint8Array, place: { seq: number; prev: string }): SealedBody =>
    this.keys
      ? sealEntry(this.keys.custody, this.file.id, place, body)
      : sealEntryWhileClosed(this.file.closedLogKey, this.file.id, place, body);
}

/** Actions that a log may have from a time when its case was closed. */
const WHILE_CLOSED: readonly EntryBody['action'][] = ['passphrase-refused', 'log-repaired'];

/**
 * Opens every entry of a log whose chain is whole.
 * @throws Refusal `tampered` when one was not written by a program that had the case open.
 */
async function readEntries(file: string, keys: CaseKeys, caseId: string): Promise<EntryBody[]> {
  const entries: EntryBody[] = [];
  let broken: string | undefined;
  await verifyLog(
    file,
    ({ seq, prev, sealed }) => {
      const opened = sealed && openEntry(keys, caseId, { seq, prev }, sealed);
      const entry = opened ? (JSON.parse(Buffer.from(opened.body).toString('utf8')) as EntryBody) : null;
      if (entry && (!opened!.whileClosed || WHILE_CLOSED.includes(entry.action))) entries.push(entry);
      else broken ??= `line ${seq + 1}: it was not written with this case’s key`;
    },
    originOfCase(caseId),
  );
  if (broken !== undefined) throw new Refusal('tampered', path.basename(file), broken);
  return entries;
}

const NOT_KEPT: readonly EntryBody['action'][] = ['import-refused', 'import-failed', 'import-cancelled'];

/** Sources that were imported; a job that ended otherwise after it was logged does not count. */
function countImports(entries: readonly EntryBody[]): number {
  const jobOf = ({ subjects }: EntryBody): unknown => subjects[0]?.job;
  const failed = new Set(entries.filter(({ action }) => NOT_KEPT.includes(action)).map(jobOf));
  return entries.filter((entry) => entry.action === 'exhibit-imported' && !failed.has(jobOf(entry))).length;
}

/** An open case. Its keys are in memory until it is closed. */
export class OpenedCase {
  readonly id: string;
  readonly folder: string;
  readonly record: CaseRecord;
  readonly log: CustodyLog;
  readonly attachments: AttachmentStore;
  /** Sources imported, as the log knew at opening. */
  readonly imports: number;
  readonly keys: CaseKeys;
  private readonly lock: CaseLock;

  constructor(parts: {
    readonly id: string;
    readonly folder: string;
    readonly record: CaseRecord;
    readonly keys: CaseKeys;
    readonly log: CustodyLog;
    readonly attachments: AttachmentStore;
    readonly imports: number;
    readonly lock: CaseLock;
  }) {
    this.id = parts.id;
    this.folder = parts.folder;
    this.record = parts.record;
    this.keys = parts.keys;
    this.log = parts.log;
    this.attachments = parts.attachments;
    this.imports = parts.imports;
    this.lock = parts.lock;
  }

  /** Logs that the case is closed, and why; wipes the keys and gives the folder free, whatever fails. */
  async close(reason: string): Promise<void> {
    try {
      await this.log.append({ actor: actor(), action: 'case-closed', subjects: [{ reason }] });
    } finally {
      await this.log.close().catch(() => undefined);
      wipeKeys(this.keys);
      await this.lock.release().catch(() => undefined);
    }
  }
}

/** Makes a folder for a case: the one given, which must be empty if it is there, or one named after the reference. */
async function makeFolder(
  reference: string,
  place: { readonly folder: string } | { readonly under: string },
): Promise<{ folder: string; made: boolean }> {
  if ('folder' in place) {
    const folder = path.resolve(place.folder);
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if ((await readdir(folder)).length > 0) {
      throw new Refusal('unreadable', path.basename(folder), 'the folder for the new case is not empty');
    }
    return { folder, made: made !== undefined };
  }
  await mkdir(place.under, { recursive: true });
  const name = folderName(reference);
  for (let attempt = 1; ; attempt++) {
    const folder = path.join(place.under, numberedName(name, attempt));
    try {
      await mkdir(folder, { mode: 0o700 });
      return { folder, made: true };
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    }
  }
}

/**
 * Makes a case and opens it. When that fails, nothing of it stays.
 * @throws Refusal when the folder cannot be used.
 */
export async function createCase(
  request: {
    readonly record: CaseRecord;
    readonly passphrase: string;
    readonly place: { readonly folder: string } | { readonly under: string };
    /** Of hashing the passphrase, see ../keys/passphrase.ts. */
    readonly cost: { readonly memoryKiB: number; readonly passes: number };
  },
  options: CaseOptions,
): Promise<OpenedCase> {
  const { record, passphrase, place, cost } = request;
  const { folder, made } = await makeFolder(record.reference, place);
  const lock = await CaseLock.take(folder, options.lost);
  let log: CustodyLog | undefined;
  try {
    const { file, keys } = await makeCase(record, passphrase, cost);
    const seal = new LogSeal(file);
    seal.keys = keys;
    log = await CustodyLog.open(path.join(folder, LOG_FILE), {
      software: options.software,
      seal: seal.seal,
      origin: originOfCase(file.id),
    });
    const { reference, timeZone, basis } = record;
    await log.append({
      actor: actor(),
      action: 'case-created',
      subjects: [
        { case: file.id, reference, timeZone },
        { basis: basis.kind, ground: basis.ground, text: basis.text },
      ],
    });
    const attachments = await AttachmentStore.open(path.join(folder, ATTACHMENTS), keys);
    // Last: a folder that has it is a case.
    await replaceFile(path.join(folder, CASE_FILE), encodeCaseFile(file));
    return new OpenedCase({ id: file.id, folder, record, keys, log, attachments, imports: 0, lock });
  } catch (cause) {
    await log?.close().catch(() => undefined);
    await lock.release();
    for (const name of [CASE_FILE, LOG_FILE, ATTACHMENTS]) await rm(path.join(folder, name), REMOVE);
    if (made) await rm(folder, REMOVE);
    throw cause;
  }
}

/** @throws Refusal when the folder has no case, or its file is not one. */
async function readCaseFile(folder: string): Promise<CaseFile> {
  const name = path.basename(folder);
  const file = path.join(folder, CASE_FILE);
  let bytes: Buffer;
  try {
    if (!(await stat(folder)).isDirectory()) {
      throw new Refusal('unreadable', name, 'it is not a folder; a case is opened by its folder');
    }
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > CASE_FILE_MAX_BYTES) throw new Refusal('too-large', name, `${CASE_FILE} is too large`);
      bytes = await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' || code === 'ENOTDIR'
        ? `there is no case in this folder: it has no ${CASE_FILE}`
        : `its ${CASE_FILE} cannot be read (${code ?? 'unknown reason'})`;
    throw new Refusal('unreadable', name, reason, { cause });
  }
  return decodeCaseFile(bytes, name);
}

/** @throws Refusal `tampered` when a case has no log: it was made with one. */
async function openLog(folder: string, file: CaseFile, software: string) {
  const logFile = path.join(folder, LOG_FILE);
  try {
    await access(logFile);
  } catch (cause) {
    throw new Refusal('tampered', path.basename(folder), `its ${LOG_FILE} is missing`, { cause });
  }
  const seal = new LogSeal(file);
  const origin = originOfCase(file.id);
  return { seal, log: await CustodyLog.open(logFile, { software, seal: seal.seal, origin }) };
}

/**
 * Opens a case. A passphrase that does not open it is noted in the case's log.
 * @throws Refusal `wrong-passphrase`; `unreadable` when the folder has no case or it is open elsewhere;
 * `tampered` when its file or log was changed.
 */
export async function openCase(given: string, passphrase: string, options: CaseOptions): Promise<OpenedCase> {
  const folder = path.resolve(given);
  const file = await readCaseFile(folder);
  const lock = await CaseLock.take(folder, options.lost);
  let log: CustodyLog | undefined;
  let keys: CaseKeys | undefined;
  try {
    const opened = await openLog(folder, file, options.software);
    log = opened.log;
    let record: CaseRecord;
    try {
      ({ keys, record } = await unlockCase(file, passphrase, path.basename(folder)));
    } catch (cause) {
      if (cause instanceof Refusal && cause.code === 'wrong-passphrase') {
        await log.append({ actor: actor(), action: 'passphrase-refused', subjects: [{ case: file.id }] });
      }
      throw cause;
    }
    const entries = await readEntries(path.join(folder, LOG_FILE), keys, file.id);
    const attachments = await AttachmentStore.open(path.join(folder, ATTACHMENTS), keys);
    opened.seal.keys = keys;
    await log.append({ actor: actor(), action: 'case-opened', subjects: [{ case: file.id }] });
    const imports = countImports(entries);
    return new OpenedCase({ id: file.id, folder, record, keys, log, attachments, imports, lock });
  } catch (cause) {
    await log?.close().catch(() => undefined);
    if (keys) wipeKeys(keys);
    await lock.release();
    throw cause;
  }
}
