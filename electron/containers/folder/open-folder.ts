import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { Cancelled, type Damage, Refusal } from '../../../shared/model/index.ts';
import { byCodeUnit } from '../entry-path.ts';
import {
  copyListed,
  couldNotRead,
  evidenceName,
  type ListedFile,
  openFile,
  streamFile,
} from '../evidence-file.ts';
import type { FoundEntry, FoundFiles } from '../found-files.ts';
import { kindOfFile } from '../identify.ts';
import { type FolderListing, listFolder } from './list-folder.ts';

/** A file on disk as an entry; it is only ever opened for reading. */
export function fileEntry(listed: ListedFile, path = listed.name): EvidenceEntry {
  return {
    path,
    bytes: listed.bytes,
    open: () => streamFile(listed),
    copyTo: (target) => copyListed(listed, target),
  };
}

/** Less than the shortest backup: head, tag and nothing in between. */
const SHORTEST_BACKUP = 48;
const AT_ONCE = 16;

async function foundEntry(listed: ListedFile): Promise<FoundEntry> {
  const entry = { ...fileEntry(listed), packed: listed.bytes, listed };
  if (listed.bytes < SHORTEST_BACKUP) return entry;
  const file = await openFile(listed.path, listed.name);
  try {
    const kind = await kindOfFile(file);
    if (kind.is === 'sealed-export') return { ...entry, sealedExport: true };
    if (kind.is === 'zip') return { ...entry, zip: true };
    return kind.is === 'backup' ? { ...entry, backup: kind.version } : entry;
  } finally {
    await file.handle.close();
  }
}

/**
 * A folder's files as entries. One that the system does not let us read is left out and named.
 * @param listing what the folder holds, where that is known (and hashed) already: nothing else is read.
 * @throws Refusal `unreadable`, `too-large`, `empty`; Cancelled.
 */
export async function openFolder(
  root: string,
  options: { readonly listing?: FolderListing | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<FoundFiles> {
  const { files, leftOut: unlisted } = options.listing ?? (await listFolder(root, options));
  const leftOut: Damage[] = [...unlisted];
  const entries: FoundEntry[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    if (options.signal?.aborted) throw new Cancelled();
    const group = files.slice(at, at + AT_ONCE);
    for (const [index, found] of (await Promise.allSettled(group.map(foundEntry))).entries()) {
      if (found.status === 'fulfilled') entries.push(found.value);
      else if (couldNotRead(found.reason)) {
        leftOut.push({ file: group[index]!.name, reason: (found.reason as Refusal).reason });
      } else throw found.reason;
    }
  }
  if (entries.length === 0) {
    const [first] = leftOut;
    throw first
      ? new Refusal(
          'unreadable',
          evidenceName(root),
          `nothing in it can be read (${first.file}: ${first.reason})`,
        )
      : new Refusal('empty', evidenceName(root), 'the folder has no files');
  }
  leftOut.sort((a, b) => byCodeUnit(a.file, b.file));
  return { entries, leftOut, close: async () => {} };
}
