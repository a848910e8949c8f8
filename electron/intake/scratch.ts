/**
 * Scratch folders: where a job keeps a plaintext copy of a database while it reads it. Each belongs to
 * one process, is open to this user alone, goes when the job ends in whatever way, and is swept at the
 * next start when its owner could not remove it.
 */
import { existsSync, rmSync } from 'node:fs';
import { lstat, mkdtemp, readdir, realpath, rm, utimes } from 'node:fs/promises';
import { tmpdir, uptime } from 'node:os';
import path from 'node:path';
import { writing } from '../../shared/model/index.ts';

const PREFIX = 'threadline-scratch-';
const NAME = /^threadline-scratch-(\d+)-/;
// On Windows a file that another process has just closed can stay locked for a moment.
const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

const own = new Set<string>();

function removeAllAtExit(): void {
  for (const folder of own) {
    if (existsSync(folder)) rmSync(folder, REMOVE);
  }
}

/** Makes a scratch folder of this process, mode 0700. @throws DiskFull. */
export async function makeScratch(): Promise<string> {
  if (own.size === 0) process.once('exit', removeAllAtExit);
  const root = await realpath(tmpdir());
  const folder = await writing('a temporary folder', () =>
    mkdtemp(path.join(root, `${PREFIX}${process.pid}-`)),
  );
  own.add(folder);
  return folder;
}

/** Shows that a scratch folder is in use, by a clock that may have been set meanwhile. */
export async function renewScratch(folder: string): Promise<void> {
  const now = new Date();
  // It may be about to go.
  await utimes(folder, now, now).catch(() => undefined);
}

/** Removes a scratch folder with all in it. */
export async function removeScratch(folder: string): Promise<void> {
  await rm(folder, REMOVE);
  own.delete(folder);
  if (own.size === 0) process.off('exit', removeAllAtExit);
}

/** Whether a process with that id runs, as this user or as another. */
export function processState(pid: number): 'ours' | 'another user’s' | 'none' {
  try {
    process.kill(pid, 0);
    return 'ours';
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM' ? 'another user’s' : 'none';
  }
}

/**
 * Removes scratch folders of this user whose owner is gone: its process does not run, or the folder is
 * older than this machine's last start. Call it at the start of the program.
 * @returns the folders removed.
 */
export async function sweepScratch(): Promise<string[]> {
  const root = await realpath(tmpdir());
  const booted = Date.now() - uptime() * 1000 - 60_000;
  const swept: string[] = [];
  for (const name of await readdir(root)) {
    const pid = NAME.exec(name)?.[1];
    if (pid === undefined) continue;
    const folder = path.join(root, name);
    if (own.has(folder)) continue;
    const found = await lstat(folder).catch(() => null);
    if (!found?.isDirectory() || (process.getuid && found.uid !== process.getuid())) continue;
    const ownerRuns =
      Number(pid) !== process.pid && found.mtimeMs > booted && processState(Number(pid)) === 'ours';
    if (ownerRuns) continue;
    await rm(folder, REMOVE);
    swept.push(folder);
  }
  return swept;
}
