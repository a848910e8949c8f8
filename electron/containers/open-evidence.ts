import type { EvidenceTree } from '../../shared/evidence/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { look } from './evidence-file.ts';
import type { FolderListing } from './folder/list-folder.ts';
import { fileEntry, openFolder } from './folder/open-folder.ts';
import { type Identified, identify } from './identify.ts';
import { type LockedBackup, openBackup, withBackups } from './open-backups.ts';
import { withoutSuffix } from './whatsapp-crypt/backup-name.ts';
import type { EvidenceKey } from './whatsapp-crypt/key.ts';
import { openZip } from './zip/open-zip.ts';

export interface OpenedEvidence {
  readonly tree: EvidenceTree;
  /** From the outside in, such as `['folder', 'whatsapp-crypt15', 'zlib']`. */
  readonly container: readonly string[];
  /** Backups in a folder or an archive that were not opened because no key was given. */
  readonly locked: readonly LockedBackup[];
  /** Paths of decrypted entries in a folder or an archive, and the path of the backup each is from. */
  readonly madeFrom: ReadonlyMap<string, string>;
}

export interface OpenOptions {
  readonly key?: EvidenceKey;
  /** A private folder of the job, where plaintext copies go. The caller removes it. */
  readonly scratch: string;
  /** What a folder holds, where that is known already. */
  readonly listing?: FolderListing;
  readonly signal?: AbortSignal;
  /** How much is decrypted, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

const NOTHING_LOCKED = { locked: [], madeFrom: new Map<string, string>() } as const;

/** The refusal for encrypted evidence without a key. */
export function keyMissing(file: string): Refusal {
  return new Refusal('key-missing', file, 'it is encrypted and no key was given');
}

async function openLone(found: Identified, options: OpenOptions): Promise<OpenedEvidence> {
  const { name, path, bytes, needsKey } = found;
  const { mtimeMs } = await look(path);
  const entry = fileEntry({ path, name, bytes, modified: mtimeMs });
  if (!needsKey) {
    const tree = { entries: [entry], leftOut: [], close: async () => {} };
    return { tree, container: found.container, ...NOTHING_LOCKED };
  }
  if (!options.key) throw keyMissing(name);
  const backup = { name, bytes, packed: bytes, open: () => entry.open() };
  const { entries, leftOut, container, close } = await openBackup(backup, options.key, options);
  const named = entries.map((part) => ({
    ...part,
    path: part.path === '' ? withoutSuffix(name) : part.path,
  }));
  return { tree: { entries: named, leftOut, close }, container, ...NOTHING_LOCKED };
}

/**
 * Opens evidence for reading: a folder, a ZIP archive, an encrypted backup, or a single file. Backups in
 * folders and archives are opened in place; without a key they are left out and named.
 * @throws Refusal that names the file and the reason; Cancelled.
 */
export async function openEvidence(given: string, options: OpenOptions): Promise<OpenedEvidence> {
  const found = await identify(given);
  const [kind] = found.container;
  if (kind !== 'folder' && kind !== 'zip') return openLone(found, options);
  const files = await (kind === 'zip' ? openZip(given, options) : openFolder(given, options));
  const { entries, leftOut, close, layers, locked, madeFrom } = await withBackups(
    files,
    options.key,
    options,
  );
  return { tree: { entries, leftOut, close }, container: [kind, ...layers], locked, madeFrom };
}
