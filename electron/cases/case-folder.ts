/**
 * A case folder, as it lies on disk:
 *
 *     case.json      what opening needs, see case-file.ts
 *     custody.log    the log, its entries sealed
 *     attachments/   sealed files, see ../media/attachment-store.ts
 *     documents/     of a case under a warrant: the documents, sealed
 *     checkpoints/   signed states of the log, sealed
 *     lists/         hash sets and keyword lists, sealed
 *     quarantine/    withheld messages, sealed to the filter key and once more to the case
 *     case.lock      while it is open
 *     destroyed-case-log.jsonl   of a destroyed case: its log, readable without a key, see destroy-case.ts
 *
 * The folder's own name, the number and sizes of these files and when they changed can be read by whoever
 * can read the folder; nothing else of the case can.
 */
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../shared/model/index.ts';
import { CASE_FILE, CASE_FILE_MAX_BYTES, type CaseFile, DESTROYED_LOG, decodeCaseFile } from './case-file.ts';
import { folderName, numberedName } from './folder-name.ts';

export const LOG_FILE = 'custody.log';
export const ATTACHMENTS = 'attachments';
export const DOCUMENTS = 'documents';
export const CHECKPOINTS = 'checkpoints';
export const LISTS = 'lists';
export const QUARANTINE = 'quarantine';
/** What stays when the case is destroyed; the lock goes when it is let go of. */
export const CASE_FILES_KEPT: readonly string[] = [CASE_FILE, LOG_FILE, DESTROYED_LOG, 'case.lock'];

/** The folder given, or one under another that is named after the case's reference. */
export type CasePlace = { readonly folder: string } | { readonly under: string };

/**
 * Makes a folder for a case: the one given, which must be empty if it is there, or one named after the
 * reference.
 * @throws Refusal `unreadable` when the folder given is not empty.
 */
export async function makeFolder(
  reference: string,
  place: CasePlace,
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

/** @throws Refusal when the folder has no case, or its file is not one. */
export async function readCaseFile(folder: string): Promise<CaseFile> {
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
