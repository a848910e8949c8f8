/** What a folder holds, before anything of it is opened. */
import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Cancelled, type Damage, Refusal } from '../../../shared/model/index.ts';
import { byCodeUnit } from '../entry-path.ts';
import { evidenceName, type ListedFile, unreadable } from '../evidence-file.ts';
import { UNPACK_LIMITS } from '../limits.ts';

export interface FolderListing {
  /** Regular files at any depth, sorted by name, by code unit. */
  readonly files: readonly ListedFile[];
  /** What is not read: links, special files, what the system does not let us read. Sorted likewise. */
  readonly leftOut: readonly Damage[];
}

/** A file system without types in its listings leaves them to be asked for. */
function specialKind(entry: Dirent | Stats): string {
  if (entry.isFIFO()) return 'a pipe, not read';
  if (entry.isSocket()) return 'a socket, not read';
  if (entry.isBlockDevice() || entry.isCharacterDevice()) return 'a device, not read';
  return 'not a regular file, not read';
}

/**
 * Lists a folder and all below it. Symbolic links are not followed, so nothing outside it is listed.
 * @throws Refusal `unreadable` where the folder itself cannot be read; `too-large`; Cancelled.
 */
export async function listFolder(
  root: string,
  options: { readonly signal?: AbortSignal | undefined; readonly mostFiles?: number } = {},
): Promise<FolderListing> {
  const most = options.mostFiles ?? UNPACK_LIMITS.entries;
  const files: ListedFile[] = [];
  const leftOut: Damage[] = [];
  // A relative path would be too long sooner on Windows: absolute ones get the prefix for long paths.
  const waiting: { folder: string; below: string }[] = [{ folder: path.resolve(root), below: '' }];

  const tooMany = (): Refusal =>
    new Refusal('too-large', evidenceName(root), `it has more than ${most.toLocaleString('en-GB')} files`);
  const left = (name: string, cause: unknown): void => {
    const isGone = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    // The system gives names that are no Unicode with U+FFFD in them, and finds nothing under those.
    const reason =
      isGone && name.includes('\ufffd')
        ? 'its name is not valid Unicode, so it cannot be opened'
        : unreadable(name, cause).reason;
    leftOut.push({ file: name, reason });
  };

  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (options.signal?.aborted) throw new Cancelled();
    let children: Dirent[];
    try {
      children = await readdir(next.folder, { withFileTypes: true });
    } catch (cause) {
      if (next.below === '') throw unreadable(evidenceName(root), cause);
      left(next.below.slice(0, -1), cause);
      continue;
    }
    for (const child of children) {
      const full = path.join(next.folder, child.name);
      const name = next.below + child.name;
      if (child.isDirectory()) waiting.push({ folder: full, below: `${name}/` });
      else if (child.isSymbolicLink()) leftOut.push({ file: name, reason: 'a symbolic link, not followed' });
      else if (!child.isFile()) leftOut.push({ file: name, reason: specialKind(child) });
      else {
        try {
          const found = await lstat(full);
          if (found.isFile()) {
            files.push({ path: full, name, bytes: found.size, modified: found.mtimeMs });
          } else leftOut.push({ file: name, reason: specialKind(found) });
        } catch (cause) {
          left(name, cause);
        }
      }
      if (files.length + leftOut.length + waiting.length > most) throw tooMany();
    }
  }
  files.sort((a, b) => byCodeUnit(a.name, b.name));
  leftOut.sort((a, b) => byCodeUnit(a.file, b.file));
  return { files, leftOut };
}
