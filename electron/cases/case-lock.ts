/**
 * One program at a time works on a case folder. Node has no lock of the operating system that holds on all
 * three systems and on network shares, so it is a file, `case.lock`, made so that only one can make it.
 * Its owner renews its time of change; where that stands still, or its process is gone, the owner has
 * crashed and the next one takes the folder over. An owner that finds another's lock in its place, or that
 * cannot reach the folder any more, is told and lets the case go.
 */
import { randomBytes } from 'node:crypto';
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { isDiskFull, Refusal, writing } from '../../shared/model/index.ts';
import { processState } from '../intake/scratch.ts';
import { renamePatiently } from './replace-file.ts';

export const LOCK_FILE = 'case.lock';
const RENEW_MS = 10_000;
/** Of another process on this machine, or of another machine, whose clock may differ a little. */
const STALE_MS = 120_000;
const TAKE_TRIES = 3;

const OWNER = v.object({ token: v.string(), pid: v.number(), host: v.string() });

interface Owner extends v.InferOutput<typeof OWNER> {}

/** The lock's owner as written, null when what is written is no owner, undefined when there is no lock. */
async function ownerOf(file: string): Promise<Owner | null | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
  try {
    const parsed = v.safeParse(OWNER, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Whether the lock's owner is at work. */
async function isHeld(file: string, owner: Owner | null): Promise<boolean> {
  const { mtimeMs } = await stat(file);
  if (Date.now() - mtimeMs > STALE_MS) return false;
  // Without an owner it was cut off while being written, or is being written now.
  return owner === null || owner.host !== hostname() || processState(owner.pid) !== 'none';
}

/** Whether it could be made: there was none. @throws DiskFull; there is none then either. */
async function create(file: string, owner: Owner): Promise<boolean> {
  try {
    await writing(LOCK_FILE, async () => {
      const handle = await open(file, 'wx', 0o600);
      try {
        await handle.writeFile(JSON.stringify(owner));
      } catch (cause) {
        // Without an owner it would keep everybody out until it counts as left behind.
        await rm(file, { force: true });
        throw cause;
      } finally {
        await handle.close();
      }
    });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

/** Takes a stale lock away. Of several that try only one moves the file; a fresh one moved by mistake goes back. */
async function takeAway(file: string, stale: Owner | null): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await renamePatiently(file, aside);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw cause;
  }
  const moved = await ownerOf(aside);
  if (moved && moved.token !== stale?.token) await create(file, moved);
  await rm(aside, { force: true });
}

export class CaseLock {
  private readonly file: string;
  private readonly owner: Owner;
  private readonly lost: (reason: string) => void;
  private timer: NodeJS.Timeout | undefined;

  private constructor(file: string, owner: Owner, lost: (reason: string) => void) {
    this.file = file;
    this.owner = owner;
    this.lost = lost;
    this.timer = setInterval(() => void this.renew(), RENEW_MS);
    this.timer.unref();
  }

  /**
   * @param lost called once when the lock, or the folder, is not this program's any more.
   * @throws Refusal `unreadable` when another program, or another window, has the case open.
   */
  static async take(folder: string, lost: (reason: string) => void): Promise<CaseLock> {
    const file = path.join(folder, LOCK_FILE);
    const owner = { token: randomBytes(16).toString('hex'), pid: process.pid, host: hostname() };
    for (let tries = 1; tries <= TAKE_TRIES; tries++) {
      if (await create(file, owner)) return new CaseLock(file, owner, lost);
      const other = await ownerOf(file);
      if (other === undefined) continue;
      if (await isHeld(file, other).catch(() => false)) break;
      await takeAway(file, other);
    }
    const other = await ownerOf(file).catch(() => null);
    const where = other && other.host !== hostname() ? ` on ${other.host}` : '';
    throw new Refusal(
      'unreadable',
      path.basename(folder),
      `the case is open in another window or program${where}; close it there first`,
    );
  }

  /** Shows that the owner is at work. */
  async renew(): Promise<void> {
    try {
      const found = await ownerOf(this.file);
      if (this.timer === undefined) return;
      if (found?.token === this.owner.token) {
        const now = new Date();
        await utimes(this.file, now, now);
      } else if (found !== undefined || !(await create(this.file, this.owner))) {
        this.lose('another program has taken the case over');
      }
    } catch (cause) {
      // The lock stands all the same, or is made when there is room.
      if (isDiskFull(cause)) return;
      const { code } = cause as NodeJS.ErrnoException;
      // Busy for a moment, on Windows; the next time it will do.
      if (code === 'EBUSY' || code === 'EPERM' || code === 'EACCES') return;
      this.lose(`the case folder cannot be reached any more (${code ?? 'unknown reason'})`);
    }
  }

  private lose(reason: string): void {
    if (this.timer === undefined) return;
    this.stop();
    this.lost(reason);
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** Gives the folder free. */
  async release(): Promise<void> {
    this.stop();
    const found = await ownerOf(this.file).catch(() => undefined);
    if (found?.token === this.owner.token) await rm(this.file, { force: true });
  }
}
