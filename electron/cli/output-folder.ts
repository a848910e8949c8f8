/**
 * The folder an import writes, made beside its place under another name and moved there when all of it
 * is on the disk: an import that is refused, fails or is stopped leaves nothing behind.
 */
import { mkdir, readdir, realpath, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { isDiskFull, writing } from '../../shared/model/index.ts';
import { renamePatiently } from '../cases/replace-file.ts';
import { HashedFile } from './hashed-file.ts';
import { partialPlace } from './partial.ts';
import { UsageError } from './usage.ts';

const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

async function entriesOf(folder: string): Promise<string[] | null> {
  try {
    return await readdir(folder);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    if (code === 'ENOTDIR') throw new UsageError(`--out ${folder}: there is a file of that name`);
    throw cause;
  }
}

function isWithin(inner: string, outer: string): boolean {
  const below = path.relative(outer, inner);
  return below === '' || (!below.startsWith('..') && !path.isAbsolute(below));
}

/** The nearest folder above (or at) a path that exists, with links resolved, and the rest below it. */
async function resolved(given: string): Promise<string> {
  const full = path.resolve(given);
  try {
    return await realpath(full);
  } catch {
    const above = path.dirname(full);
    return above === full ? full : path.join(await resolved(above), path.basename(full));
  }
}

export class OutputFolder {
  /** Where files are written until `commit`. */
  readonly staging: string;
  private readonly target: string;
  /** The topmost folder above the target that had to be made. */
  private readonly madeAbove: string | undefined;
  private readonly open = new Set<HashedFile>();

  private constructor(staging: string, target: string, madeAbove: string | undefined) {
    this.staging = staging;
    this.target = target;
    this.madeAbove = madeAbove;
  }

  /**
   * @param evidence paths that nothing may be written into.
   * @throws UsageError when the place is taken or lies in the evidence; DiskFull.
   */
  static async create(out: string, evidence: readonly string[]): Promise<OutputFolder> {
    const target = await resolved(out);
    const entries = await entriesOf(target);
    if (entries && entries.length > 0) throw new UsageError(`--out ${out}: the folder is not empty`);
    for (const given of evidence) {
      if (isWithin(target, await resolved(given))) {
        throw new UsageError(`--out ${out}: it lies in the evidence ${given}, which is never written to`);
      }
    }
    const above = path.dirname(target);
    let staging: string;
    let madeAbove: string | undefined;
    try {
      staging = await writing(out, async () => {
        madeAbove = await mkdir(above, { recursive: true });
        const place = await partialPlace(target);
        await mkdir(place, { mode: 0o700 });
        return place;
      });
    } catch (cause) {
      if (isDiskFull(cause)) throw cause;
      throw new UsageError(`--out ${out}: it cannot be made (${(cause as NodeJS.ErrnoException).code})`, {
        cause,
      });
    }
    return new OutputFolder(staging, target, madeAbove);
  }

  /** Starts a file; `name` may have folders in it. @throws DiskFull. */
  async file(name: string): Promise<HashedFile> {
    const full = path.join(this.staging, name);
    await writing(name, () => mkdir(path.dirname(full), { recursive: true }));
    const file = await HashedFile.create(full, name);
    this.open.add(file);
    return file;
  }

  /** Moves the folder to its place. */
  async commit(): Promise<void> {
    if (await entriesOf(this.target)) await rmdir(this.target);
    await renamePatiently(this.staging, this.target);
  }

  /** Removes all that was written. */
  async discard(): Promise<void> {
    for (const file of this.open) await file.abandon();
    await rm(this.staging, REMOVE);
    for (let above = path.dirname(this.target); this.madeAbove !== undefined; above = path.dirname(above)) {
      // Not empty: someone else has put something there since.
      if (
        !(await rmdir(above).then(
          () => true,
          () => false,
        )) ||
        above === this.madeAbove
      )
        return;
    }
  }
}
