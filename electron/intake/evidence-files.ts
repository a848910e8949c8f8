/** The files of the evidence as they lie on disk: listed and hashed before anything reads them. */
import { lstat, stat } from 'node:fs/promises';
import { type Damage, type EvidenceFileRecord, Refusal } from '../../shared/model/index.ts';
import {
  couldNotRead,
  type FolderListing,
  hashFile,
  type ListedFile,
  listFolder,
  look,
} from '../containers/index.ts';
import { listDigest } from './list-digest.ts';
import { distinct, evidenceName } from './names.ts';

/** A file or folder that the investigator named. */
export interface EvidenceItem {
  readonly path: string;
  /** Its base name, made unique within the job. */
  readonly label: string;
  readonly isFolder: boolean;
  /** Sorted by `name`, by code unit. */
  readonly files: readonly ListedFile[];
  /** What of a folder is not read, each with the reason. */
  readonly leftOut: readonly Damage[];
}

export interface HashedItem extends EvidenceItem {
  readonly bytes: number;
  /** Of a file its bytes' SHA-256; of a folder that of its list, see `listDigest`. */
  readonly sha256: string;
  readonly records: readonly EvidenceFileRecord[];
}

/**
 * Lists what is to be hashed. Symbolic links inside a folder are not followed.
 * @throws Refusal `unreadable` when a path is not there or not readable, `too-large`; Cancelled.
 */
export async function listEvidence(paths: readonly string[], signal?: AbortSignal): Promise<EvidenceItem[]> {
  const labels = distinct(paths.map(evidenceName));
  const items: EvidenceItem[] = [];
  for (const [index, given] of paths.entries()) {
    const label = labels[index]!;
    const found = await look(given);
    if (found.isDirectory()) {
      items.push({ path: given, label, isFolder: true, ...(await listFolder(given, { signal })) });
    } else {
      const file = { path: given, name: evidenceName(given), bytes: found.size, modified: found.mtimeMs };
      items.push({ path: given, label, isFolder: false, files: [file], leftOut: [] });
    }
  }
  return items;
}

/**
 * Hashes every file of the evidence. A file of a folder that the system does not let us read is left out
 * of `files` from here on, and named.
 * @param onBytes gets the bytes hashed since its last call.
 * @throws Refusal `unreadable`; Cancelled.
 */
export async function hashEvidence(
  items: readonly EvidenceItem[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<HashedItem[]> {
  const hashed: HashedItem[] = [];
  for (const item of items) {
    const files: ListedFile[] = [];
    const leftOut: Damage[] = [...item.leftOut];
    const records: EvidenceFileRecord[] = [];
    for (const file of item.files) {
      try {
        const { bytes, sha256 } = await hashFile(file.path, { name: file.name, signal, onBytes });
        records.push({ name: file.name, bytes, sha256 });
        files.push(file);
      } catch (cause) {
        if (!item.isFolder || !couldNotRead(cause)) throw cause;
        leftOut.push({ file: file.name, reason: cause.reason });
      }
    }
    hashed.push({
      ...item,
      files,
      leftOut,
      bytes: records.reduce((sum, { bytes }) => sum + bytes, 0),
      sha256: item.isFolder ? listDigest(records) : records[0]!.sha256,
      records,
    });
  }
  return hashed;
}

/** Of a folder, what was hashed: nothing else of it may be read. */
export function listingOf({ isFolder, files, leftOut }: HashedItem): FolderListing | undefined {
  return isFolder ? { files, leftOut } : undefined;
}

/**
 * Makes sure that what was read is what was hashed.
 * @throws Refusal `unreadable` when a file's size or time of change differs from when it was listed.
 */
export async function assertUnchanged(items: readonly EvidenceItem[]): Promise<void> {
  for (const item of items) {
    for (const file of item.files) {
      const now = await lstat(file.path).catch(() => null);
      const followed = now?.isSymbolicLink() ? await stat(file.path).catch(() => null) : now;
      if (followed?.size !== file.bytes || followed.mtimeMs !== file.modified) {
        throw new Refusal('unreadable', file.name, 'it changed while it was being read');
      }
    }
  }
}
