/**
 * Opens the WhatsApp backups among the files of a folder or an archive. Every file stays in the tree as
 * it is; what a backup holds stands beside it.
 */
import type { KeyNeed } from '../../shared/contract/index.ts';
import { type EvidenceEntry, entryLike } from '../../shared/evidence/index.ts';
import { type Damage, Refusal } from '../../shared/model/index.ts';
import { byCodeUnit, byPath } from './entry-path.ts';
import type { FoundEntry, FoundFiles } from './found-files.ts';
import { keyFor } from './identify.ts';
import { versionInName, withoutSuffix } from './whatsapp-crypt/backup-name.ts';
import type { EvidenceKey } from './whatsapp-crypt/key.ts';
import { type OpenedBackup, openBackup } from './whatsapp-crypt/open-backup.ts';
import type { DecryptOptions } from './whatsapp-crypt/plaintext.ts';

/** A backup that no key was given for. */
export interface LockedBackup {
  /** Path in the tree. */
  readonly file: string;
  readonly needsKey: KeyNeed;
}

export interface WithBackups {
  /** Sorted by path, by code unit. */
  readonly entries: readonly EvidenceEntry[];
  readonly leftOut: readonly Damage[];
  /** Layers of the backups opened, each once, such as `whatsapp-crypt15` and `zlib`. */
  readonly layers: readonly string[];
  readonly locked: readonly LockedBackup[];
  /** Why the key did not open a backup; of the newest kind first. */
  readonly refused: readonly Refusal[];
  /** Paths of decrypted entries, and the path of the backup that each is from. */
  readonly madeFrom: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const inOrder = (damage: readonly Damage[]): Damage[] =>
  damage.toSorted((a, b) => byCodeUnit(a.file, b.file));

/** A version that Threadline does not know, or a header that is damaged: named, since it may be evidence. */
function unknownBackups(entries: readonly FoundEntry[]): Damage[] {
  return entries
    .filter(({ path, backup }) => backup === undefined && versionInName(path) !== undefined)
    .map(({ path }) => ({
      file: path,
      reason: 'it is named as an encrypted backup, but has no header of crypt12, crypt14 or crypt15',
    }));
}

/** Each has a key of its own, so it is opened where it is given by itself. */
function sealedExports(entries: readonly FoundEntry[]): Damage[] {
  return entries
    .filter(({ sealedExport }) => sealedExport)
    .map(({ path }) => ({
      file: path,
      reason: 'it is a sealed export, which is opened only when it is given by itself',
    }));
}

/**
 * The entries of an opened backup at their places in the tree. A database stands where it stood on the
 * phone, beside the backup and without `.cryptNN`. Where a file of that name is there already (plain, or
 * from a backup of a newer kind), and for the files of a set, the backup's own path serves as a folder.
 */
function placed(backup: FoundEntry, opened: OpenedBackup, taken: ReadonlySet<string>): EvidenceEntry[] {
  const plain = withoutSuffix(backup.path);
  return opened.entries.map((entry) => {
    const below = `${backup.path}/${opened.isSet ? entry.path : lastPart(plain)}`;
    const path = opened.isSet || taken.has(plain) ? below : plain;
    return entryLike(entry, { path });
  });
}

/**
 * Without a key, backups are left out and named; with one, those that it does not open, each with the
 * reason.
 * @throws Cancelled.
 */
export async function withBackups(
  found: FoundFiles,
  key: EvidenceKey | undefined,
  options: DecryptOptions & { readonly scratch: string },
): Promise<WithBackups> {
  const backups = found.entries
    .filter((entry) => entry.backup !== undefined)
    .sort((a, b) => b.backup! - a.backup! || byPath(a, b));
  const entries: EvidenceEntry[] = [...found.entries];
  const leftOut: Damage[] = [
    ...found.leftOut,
    ...unknownBackups(found.entries),
    ...sealedExports(found.entries),
  ];
  const locked: LockedBackup[] = [];
  const refused: Refusal[] = [];
  const opened: OpenedBackup[] = [];
  const taken = new Set(entries.map(({ path }) => path));
  const madeFrom = new Map<string, string>();
  const close = async (): Promise<void> => {
    for (const one of opened) await one.close();
    await found.close();
  };

  const allBytes = backups.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytesDone = 0;
  const unlock = async (backup: FoundEntry, withKey: EvidenceKey): Promise<void> => {
    const onProgress = (fraction: number): void =>
      options.onProgress?.((bytesDone + fraction * backup.bytes) / allBytes);
    const sealed = { ...backup, name: backup.path, open: () => backup.open() };
    const one = await openBackup(sealed, withKey, { ...options, onProgress });
    opened.push(one);
    for (const entry of placed(backup, one, taken)) {
      entries.push(entry);
      taken.add(entry.path);
      madeFrom.set(entry.path, backup.path);
    }
    for (const { file, ...rest } of one.leftOut) {
      leftOut.push({ file: file === backup.path ? file : `${backup.path}/${file}`, ...rest });
    }
  };

  try {
    for (const backup of backups) {
      const { path: file } = backup;
      if (key) {
        try {
          await unlock(backup, key);
        } catch (cause) {
          if (!(cause instanceof Refusal)) throw cause;
          refused.push(cause);
          leftOut.push({ file, reason: `it was not opened: ${cause.reason}` });
        }
        bytesDone += backup.bytes;
      } else {
        locked.push({ file, needsKey: keyFor(backup.backup!) });
        leftOut.push({ file, reason: 'it was not opened: it is encrypted and no key was given' });
      }
    }
  } catch (cause) {
    await close();
    throw cause;
  }
  const layers = [...new Set(opened.flatMap(({ container }) => container))];
  entries.sort(byPath);
  return { entries, leftOut: inOrder(leftOut), layers, locked, refused, madeFrom, close };
}
