/** The files of the evidence as they lie on disk: listed and hashed before anything reads them. */
import { lstat, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type EvidenceFileRecord, Refusal } from '../../shared/model/index.ts';
import { hashFile } from '../containers/index.ts';
import { listDigest } from './list-digest.ts';
import { byCodeUnit, distinct, evidenceName } from './names.ts';

/** A file or folder that the investigator named. */
export interface EvidenceItem {
  readonly path: string;
  /** Its base name, made unique within the job. */
  readonly label: string;
  readonly isFolder: boolean;
  /** Sorted by `name`, by code unit. */
  readonly files: readonly EvidenceFile[];
}

export interface EvidenceFile {
  readonly path: string;
  /** For a file its base name; in a folder the path below it, with `/`. */
  readonly name: string;
  readonly bytes: number;
  readonly modified: number;
}

export interface HashedItem extends EvidenceItem {
  readonly bytes: number;
  /** Of a file its bytes' SHA-256; of a folder that of its list, see `listDigest`. */
  readonly sha256: string;
  readonly records: readonly EvidenceFileRecord[];
}

async function filesBelow(folder: string, below: string, into: EvidenceFile[]): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) await filesBelow(full, name, into);
    else if (entry.isFile()) {
      // A name that is no valid text cannot be opened again; the folder's tree names it as left out.
      const found = await lstat(full).catch(() => null);
      if (found) into.push({ path: full, name, bytes: found.size, modified: found.mtimeMs });
    }
  }
}

/**
 * Lists what is to be hashed. Symbolic links inside a folder are not followed.
 * @throws Refusal `unreadable` when a path is not there or not readable.
 */
export async function listEvidence(paths: readonly string[]): Promise<EvidenceItem[]> {
  const labels = distinct(paths.map(evidenceName));
  const items: EvidenceItem[] = [];
  for (const [index, given] of paths.entries()) {
    const label = labels[index]!;
    try {
      const found = await stat(given);
      const files: EvidenceFile[] = [];
      if (found.isDirectory()) await filesBelow(given, '', files);
      else {
        files.push({ path: given, name: evidenceName(given), bytes: found.size, modified: found.mtimeMs });
      }
      files.sort((a, b) => byCodeUnit(a.name, b.name));
      items.push({ path: given, label, isFolder: found.isDirectory(), files });
    } catch (cause) {
      throw unreadable(label, cause);
    }
  }
  return items;
}

function unreadable(name: string, cause: unknown): Refusal {
  const code = (cause as NodeJS.ErrnoException).code;
  const reason =
    code === 'ENOENT'
      ? 'there is no such file or folder'
      : code === 'EACCES' || code === 'EPERM'
        ? 'this user may not read it'
        : `it cannot be read (${code ?? String(cause)})`;
  return new Refusal('unreadable', name, reason, { cause });
}

/** Hashes every file of the evidence. `onBytes` gets the bytes hashed since its last call. */
export async function hashEvidence(
  items: readonly EvidenceItem[],
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<HashedItem[]> {
  const hashed: HashedItem[] = [];
  for (const item of items) {
    const records: EvidenceFileRecord[] = [];
    for (const file of item.files) {
      const { bytes, sha256 } = await hashFile(file.path, { signal, onBytes });
      records.push({ name: file.name, bytes, sha256 });
    }
    hashed.push({
      ...item,
      bytes: records.reduce((sum, { bytes }) => sum + bytes, 0),
      sha256: item.isFolder ? listDigest(records) : records[0]!.sha256,
      records,
    });
  }
  return hashed;
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
