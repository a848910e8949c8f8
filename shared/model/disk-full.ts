/** What becomes of a file that the disk has no room for. */
import { Refusal } from './errors.ts';

/** Something cannot be written because the disk, or what this user may fill of it, is full. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
  /** For people: the file, or what it holds. */
  readonly what: string;

  constructor(what: string, options?: ErrorOptions) {
    super(`${what} cannot be written: the disk is full; make room and do it again`, options);
    this.what = what;
  }
}

/** Of the file system: no space left on the device, or the user's quota is used up (POSIX, errno.h). */
const CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** SQLITE_FULL, https://sqlite.org/rescode.html */
const SQLITE_FULL = 13;

export function isDiskFull(cause: unknown): boolean {
  if (cause instanceof DiskFull) return true;
  const { code, errcode } = (cause ?? {}) as { code?: unknown; errcode?: number };
  return CODES.includes(code) || (code === 'ERR_SQLITE_ERROR' && errcode === SQLITE_FULL);
}

/**
 * Does what writes a file, and says which one where the disk is full. Of several around one another the
 * outermost names it.
 * @throws DiskFull; anything else as `work` throws it.
 */
export async function writing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw isDiskFull(cause) ? new DiskFull(what, { cause }) : cause;
  }
}

/**
 * Does what makes a working copy of evidence.
 * @param name of the evidence. @throws Refusal `too-large` where the temporary disk is full.
 */
export async function copying<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isDiskFull(cause)) throw cause;
    throw new Refusal('too-large', name, 'its working copy does not fit on the temporary disk', { cause });
  }
}
