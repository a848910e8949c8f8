/** Where output is written until all of it is on the disk: beside its place, under another name. */
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { processState } from '../intake/scratch.ts';

const REMOVE = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

/**
 * A new place for the output of this process; nothing is made there yet. What runs to the same place left
 * when they were killed is removed.
 * @param target where the output is to stand; its folder is there.
 */
export async function partialPlace(target: string): Promise<string> {
  const above = path.dirname(target);
  const prefix = `.${path.basename(target)}.partial-`;
  for (const name of await readdir(above)) {
    if (!name.startsWith(prefix)) continue;
    const pid = /^(\d+)-[0-9a-f]{8}$/.exec(name.slice(prefix.length))?.[1];
    if (pid !== undefined && processState(Number(pid)) === 'none') await rm(path.join(above, name), REMOVE);
  }
  return path.join(above, `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`);
}
