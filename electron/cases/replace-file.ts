/** Files that are written whole or not at all. */
import { createHash, randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { writing } from '../../shared/model/index.ts';

/** On Windows a scanner may hold a file that was just written; it lets go within a moment. */
const TRIES = 40;
const PAUSE_MS = 50;
const LOCKED = new Set(['EPERM', 'EACCES', 'EBUSY']);

/** Renames, and waits for whoever holds one of the two for a moment. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await rename(from, to);
      return;
    } catch (cause) {
      if (tries === TRIES || !LOCKED.has((cause as NodeJS.ErrnoException).code ?? '')) throw cause;
      await pause(PAUSE_MS);
    }
  }
}

/** Puts a folder's entries on the disk, where the system has a way to. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch {
    // Some network file systems do not sync folders; the file itself has been synced.
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file in place of the one of that name, if there is any: a reader sees the old or the new one.
 * Returns once it is on the disk.
 * @param before called when the bytes are on the disk and before the file has its name; when it throws,
 * nothing changes.
 * @throws DiskFull with the file's name.
 */
export async function replaceFile(
  file: string,
  bytes: Uint8Array,
  before?: () => Promise<unknown>,
): Promise<void> {
  await replaceFileWith(file, [bytes], before);
}

/** A file that was written. */
export interface WrittenFile {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/**
 * As `replaceFile`, of a file whose bytes come as a stream.
 * @param before is also told what was written.
 */
export async function replaceFileWith(
  file: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  before?: (written: WrittenFile) => Promise<unknown>,
): Promise<WrittenFile> {
  const folder = path.dirname(file);
  const staged = path.join(folder, `.${path.basename(file).slice(0, 40)}.${randomBytes(6).toString('hex')}`);
  const hash = createHash('sha256');
  let bytes = 0;
  let written: WrittenFile;
  try {
    const name = path.basename(file);
    const handle = await writing(name, () => open(staged, 'wx', 0o600));
    try {
      for await (const piece of content) {
        hash.update(piece);
        bytes += piece.length;
        await writing(name, () => handle.appendFile(piece));
      }
      await writing(name, () => handle.sync());
    } finally {
      await handle.close();
    }
    written = { bytes, sha256: hash.digest('hex') };
    await before?.(written);
    await renamePatiently(staged, file);
  } catch (cause) {
    await rm(staged, { force: true });
    throw cause;
  }
  await syncFolder(folder);
  return written;
}
