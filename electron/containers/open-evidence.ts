import type { EvidenceTree } from '../../shared/evidence/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { withArchives } from './archives-in-tree.ts';
import { type LockedBackup, withBackups } from './backups-in-tree.ts';
import { look } from './evidence-file.ts';
import type { FolderListing } from './folder/list-folder.ts';
import { fileEntry, openFolder } from './folder/open-folder.ts';
import { type Identified, identify } from './identify.ts';
import { withIosBackups } from './ios-backup/with-ios-backups.ts';
import { unsealInto } from './sealed-export/unseal.ts';
import { withoutSuffix } from './whatsapp-crypt/backup-name.ts';
import type { EvidenceKey } from './whatsapp-crypt/key.ts';
import { openBackup } from './whatsapp-crypt/open-backup.ts';
import { openZip } from './zip/open-zip.ts';

export interface OpenedEvidence {
  readonly tree: EvidenceTree;
  /** From the outside in, such as `['folder', 'whatsapp-crypt15', 'zlib']`. */
  readonly container: readonly string[];
  /** Backups in a folder or an archive that were not opened because no key was given. */
  readonly locked: readonly LockedBackup[];
  /** Why the key did not open backups in a folder or an archive. */
  readonly refused: readonly Refusal[];
  /** Why backups in a folder or an archive could not be opened whatever the key. */
  readonly broken: readonly Refusal[];
  /**
   * Paths of entries that were unpacked or decrypted from another entry, and the path of that archive or
   * backup, which can itself be from another.
   */
  readonly madeFrom: ReadonlyMap<string, string>;
}

export interface OpenOptions {
  readonly key?: EvidenceKey;
  /** A private folder of the job, where plaintext copies go. The caller removes it. */
  readonly scratch: string;
  /** What a folder holds, where that is known already: nothing else of it is then read. */
  readonly listing?: FolderListing;
  readonly signal?: AbortSignal;
  /** How much is decrypted, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

const keyMissing = (file: string): Refusal =>
  new Refusal('key-missing', file, 'it is encrypted and no key was given');

/** Whether a key opened this layer. */
const isLocked = (layer: string): boolean =>
  layer.startsWith('whatsapp-') || layer === 'ios-backup-encrypted';

/**
 * Judges backups in folders and archives, which `openEvidence` only notes: a key need not open them all,
 * and what is beside them may do without.
 * @param opened all the evidence that one key is for.
 * @param isReadable whether anything of it can be read.
 * @throws Refusal why the key opened no backup, though there are some; where nothing is readable,
 * `key-missing` for a backup that is locked, or why one could not be opened.
 */
export function assertKeySuffices(opened: readonly OpenedEvidence[], isReadable: boolean): void {
  const [refused] = opened.flatMap((one) => one.refused);
  const isUsed = opened.some(({ container }) => container.some(isLocked));
  if (refused && !isUsed) throw refused;
  const [locked] = opened.flatMap((one) => one.locked);
  if (locked && !isReadable) throw keyMissing(locked.file);
  const [broken] = opened.flatMap((one) => one.broken);
  if (broken && !isReadable) throw broken;
}

async function openLone(found: Identified, options: OpenOptions): Promise<OpenedEvidence> {
  const { name, path, bytes, needsKey } = found;
  const { mtimeMs } = await look(path);
  const entry = fileEntry({ path, name, bytes, modified: mtimeMs });
  const noted = { locked: [], refused: [], broken: [], madeFrom: new Map<string, string>() };
  if (!needsKey) {
    const tree = { entries: [entry], leftOut: [], close: async () => {} };
    return { tree, container: found.container, ...noted };
  }
  if (!options.key) throw keyMissing(name);
  const backup = { name, bytes, packed: bytes, open: () => entry.open() };
  const { entries, isSet, leftOut, container, close } = await openBackup(backup, options.key, options);
  const named = isSet ? entries : entries.map((only) => ({ ...only, path: withoutSuffix(name) }));
  return { tree: { entries: named, leftOut, close }, container, ...noted };
}

/** The key of a sealed export opens that and nothing of what it holds. */
async function openSealed({ name, path }: Identified, options: OpenOptions): Promise<OpenedEvidence> {
  const { key, scratch, signal, onProgress } = options;
  if (!key) throw keyMissing(name);
  const progress = onProgress ? { onProgress } : {};
  const inner = await unsealInto(path, key, { scratch, signal, ...progress });
  const found = await identify(inner);
  if (found.container[0] === 'sealed-export') {
    throw new Refusal('unsupported', name, 'it holds another sealed export');
  }
  const opened = await openEvidence(inner, { scratch, ...(signal ? { signal } : {}) });
  return { ...opened, container: ['sealed-export', ...opened.container] };
}

/**
 * Opens evidence for reading: a folder, a ZIP archive, an encrypted backup, a sealed export with any of
 * these but a folder in it, or a single file. Archives and backups in folders and archives are opened in
 * place; those that stay closed are named (see `assertKeySuffices`).
 * @throws Refusal that names the file and the reason; Cancelled.
 */
export async function openEvidence(given: string, options: OpenOptions): Promise<OpenedEvidence> {
  const found = await identify(given);
  const [kind] = found.container;
  if (kind === 'sealed-export') return openSealed(found, options);
  if (kind !== 'folder' && kind !== 'zip') return openLone(found, options);
  const files = await (kind === 'zip' ? openZip(given, options) : openFolder(given, options));
  const unpacked = await withArchives(files, kind === 'zip' ? found.bytes : undefined, options);
  const phones = await withIosBackups(unpacked, options.key, options);
  const { layers, locked, refused, madeFrom, ...tree } = await withBackups(phones, options.key, options);
  return {
    tree: { ...tree, name: found.name },
    container: [kind, ...unpacked.layers, ...phones.layers, ...layers],
    locked: [...phones.locked, ...locked],
    refused: [...phones.refused, ...refused],
    broken: phones.broken,
    madeFrom: new Map([...unpacked.madeFrom, ...phones.madeFrom, ...madeFrom]),
  };
}
