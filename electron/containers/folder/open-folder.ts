import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { EvidenceEntry, EvidenceTree } from '../../../shared/evidence/index.ts';
import type { Damage } from '../../../shared/model/index.ts';
import { Cancelled, Refusal } from '../../../shared/model/index.ts';
import { byCodeUnit } from '../entry-path.ts';
import { readFileChunks, unreadable } from '../hash.ts';
import { LIMITS } from '../limits.ts';

/** A file on disk as an entry; it is only ever opened for reading. */
export function fileEntry(entryPath: string, file: string, bytes: number): EvidenceEntry {
  return { path: entryPath, bytes, open: () => readFileChunks(file) };
}

/**
 * A folder and all below it. Symbolic links and special files are left out and named.
 * @throws Refusal 'unreadable', 'too-large'.
 */
export async function openFolder(root: string, signal?: AbortSignal): Promise<EvidenceTree> {
  const entries: EvidenceEntry[] = [];
  const leftOut: Damage[] = [];
  const walk = async (folder: string, prefix: string): Promise<void> => {
    if (signal?.aborted) throw new Cancelled();
    const children = await readdir(folder, { withFileTypes: true }).catch((cause) => {
      throw unreadable(folder, cause);
    });
    for (const child of children) {
      const full = path.join(folder, child.name);
      const entryPath = prefix + child.name;
      if (child.isSymbolicLink()) leftOut.push({ file: entryPath, reason: 'a symbolic link, not followed' });
      else if (child.isDirectory()) await walk(full, `${entryPath}/`);
      else if (!child.isFile()) leftOut.push({ file: entryPath, reason: 'not a regular file' });
      else {
        const { size } = await stat(full).catch((cause) => {
          throw unreadable(full, cause);
        });
        entries.push(fileEntry(entryPath, full, size));
        if (entries.length > LIMITS.entries) {
          throw new Refusal('too-large', path.basename(root), `more than ${LIMITS.entries} files`);
        }
      }
    }
  };
  await walk(root, '');
  entries.sort(byCodeUnit);
  leftOut.sort((a, b) => (a.file < b.file ? -1 : 1));
  return { entries, leftOut, close: async () => {} };
}
