/**
 * Opens the WhatsApp backups among a container's files. Every file stays in the tree as it is; what a
 * backup holds stands beside it.
 */
import path from 'node:path';
import type { KeyNeed } from '../../shared/contract/index.ts';
import type { EvidenceEntry } from '../../shared/evidence/index.ts';
import { type Damage, Refusal } from '../../shared/model/index.ts';
import { byCodeUnit, byPath } from './entry-path.ts';
import { look } from './evidence-file.ts';
import { fileEntry } from './folder/open-folder.ts';
import type { FoundEntry, FoundFiles } from './found-files.ts';
import { keyFor } from './identify.ts';
import { versionInName, withoutSuffix } from './whatsapp-crypt/backup-name.ts';
import { decryptBackup } from './whatsapp-crypt/decrypt.ts';
import type { EvidenceKey } from './whatsapp-crypt/key.ts';
import type { Backup, DecryptOptions } from './whatsapp-crypt/plaintext.ts';
import { openZip } from './zip/open-zip.ts';

/** A backup that no key was given for. */
export interface LockedBackup {
  /** Path in the tree. */
  readonly file: string;
  readonly needsKey: KeyNeed;
}

export interface OpenedBackup {
  /** Paths are those within the backup: one file without a name (`''`), or those of a set. */
  readonly entries: readonly EvidenceEntry[];
  readonly leftOut: readonly Damage[];
  /** From the outside in, such as `['whatsapp-crypt15', 'zlib']`. */
  readonly container: readonly string[];
  close(): Promise<void>;
}

let copies = 0;

/** Decrypts a backup into the scratch folder. @throws Refusal, Cancelled, as `decryptBackup` does. */
export async function openBackup(
  backup: Backup,
  key: EvidenceKey,
  options: DecryptOptions & { readonly scratch: string },
): Promise<OpenedBackup> {
  const target = path.join(options.scratch, `plain-${copies++}`);
  const { version, form } = await decryptBackup(backup, key, target, options);
  const container = [`whatsapp-crypt${version}`, ...(form === 'plain' ? [] : [form])];
  if (form === 'zip') {
    return {
      ...(await openZip(target, { ...options, name: backup.name, packed: backup.packed })),
      container,
    };
  }
  const { size, mtimeMs } = await look(target);
  const listed = { path: target, name: backup.name, bytes: size, modified: mtimeMs };
  return { entries: [fileEntry(listed, '')], leftOut: [], container, close: async () => {} };
}

export interface WithBackups {
  readonly entries: readonly EvidenceEntry[];
  readonly leftOut: readonly Damage[];
  /** Layers inside the container, each once. */
  readonly layers: readonly string[];
  readonly locked: readonly LockedBackup[];
  /** Paths of decrypted entries, and the path of the backup that each is from. */
  readonly madeFrom: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

const NOT_GIVEN = 'it is encrypted and no key was given, so it was not read';

/** A version that Threadline does not know, or a head that is damaged: named, since it may be evidence. */
function unknownBackups(entries: readonly FoundEntry[]): Damage[] {
  return entries
    .filter(({ path: name, backup }) => backup === undefined && versionInName(name) !== undefined)
    .map(({ path: name }) => ({
      file: name,
      reason: 'it is named as an encrypted backup, but has no header of crypt12, crypt14 or crypt15',
    }));
}

/**
 * @throws Refusal where a key is given and opens none of the backups: that of the backup of the newest
 * kind; Cancelled.
 */
export async function withBackups(
  found: FoundFiles,
  key: EvidenceKey | undefined,
  options: DecryptOptions & { readonly scratch: string },
): Promise<WithBackups> {
  // The newest kind first: of two that hold a file of the same name it keeps the plain path.
  const backups = found.entries
    .filter((entry) => entry.backup !== undefined)
    .sort((a, b) => b.backup! - a.backup! || byPath(a, b));
  const entries: EvidenceEntry[] = [...found.entries];
  const leftOut: Damage[] = [...found.leftOut, ...unknownBackups(found.entries)];
  const taken = new Set(entries.map((entry) => entry.path));
  const madeFrom = new Map<string, string>();
  const layers = new Set<string>();
  const opened: OpenedBackup[] = [];
  const refusals: Refusal[] = [];
  const close = async (): Promise<void> => {
    for (const one of opened) await one.close();
    await found.close();
  };
  if (!key) {
    const locked = backups.map(({ path: file, backup }) => ({ file, needsKey: keyFor(backup!) }));
    leftOut.push(...locked.map(({ file }) => ({ file, reason: NOT_GIVEN })));
    return { entries, leftOut: inOrder(leftOut), layers: [], locked, madeFrom, close };
  }
  try {
    const bytes = backups.reduce((sum, entry) => sum + entry.bytes, 0);
    let before = 0;
    for (const entry of backups) {
      const done = before;
      before += entry.bytes;
      try {
        const one = await openBackup({ ...entry, name: entry.path, open: () => entry.open() }, key, {
          ...options,
          onProgress: (fraction) => options.onProgress?.((done + fraction * entry.bytes) / bytes),
        });
        opened.push(one);
        const plain = withoutSuffix(entry.path);
        const isAlone = one.entries.length === 1 && one.entries[0]!.path === '';
        const place = isAlone && !taken.has(plain) ? plain : `${entry.path}/${lastPart(plain)}`;
        for (const part of one.entries) {
          const at = isAlone ? place : `${entry.path}/${part.path}`;
          taken.add(at);
          madeFrom.set(at, entry.path);
          entries.push({ path: at, bytes: part.bytes, open: () => part.open() });
        }
        leftOut.push(...one.leftOut.map((left) => ({ ...left, file: `${entry.path}/${left.file}` })));
        for (const layer of one.container) layers.add(layer);
      } catch (cause) {
        if (!(cause instanceof Refusal)) throw cause;
        refusals.push(cause);
        leftOut.push({ file: entry.path, reason: `it was not read: ${cause.reason}` });
      }
    }
    if (backups.length > 0 && opened.length === 0) throw refusals[0]!;
  } catch (cause) {
    await close();
    throw cause;
  }
  return {
    entries: entries.sort(byPath),
    leftOut: inOrder(leftOut),
    layers: [...layers],
    locked: [],
    madeFrom,
    close,
  };
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

const inOrder = (damage: readonly Damage[]): Damage[] =>
  damage.toSorted((a, b) => byCodeUnit(a.file, b.file));
