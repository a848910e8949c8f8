/**
 * Opens the backups that Finder or iTunes made of iPhones, wherever they lie in a folder or an archive: the
 * files of each stand under the names that they had on the phone, `DOMAIN/path`, in place of the numbered
 * ones they lie in.
 */
import type { KeyNeed } from '../../../shared/contract/index.ts';
import { type Damage, Refusal } from '../../../shared/model/index.ts';
import { byPath } from '../entry-path.ts';
import type { FoundEntry, FoundFiles } from '../found-files.ts';
import type { EvidenceKey } from '../whatsapp-crypt/key.ts';
import { unwrapKey } from './aes-wrap.ts';
import { decrypted } from './content.ts';
import { type ClassKeys, openKeyBag } from './key-bag.ts';
import { listFiles } from './listed-files.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { openManifestDatabase } from './manifest-database.ts';

/** A backup that no key was given for. */
export interface LockedIosBackup {
  /** Path of its `Manifest.plist`. */
  readonly file: string;
  readonly needsKey: KeyNeed;
}

export interface WithIosBackups extends FoundFiles {
  /** Layers of the backups opened, each once: `ios-backup`, `ios-backup-encrypted`. */
  readonly layers: readonly string[];
  readonly locked: readonly LockedIosBackup[];
  /** Why the key did not open an encrypted backup. */
  readonly refused: readonly Refusal[];
  /** Why a backup could not be opened whatever the key. */
  readonly broken: readonly Refusal[];
  /** Paths of the backups' files, and the path of the numbered file that each is. */
  readonly madeFrom: ReadonlyMap<string, string>;
}

const NOTHING_DONE = {
  layers: [],
  locked: [],
  refused: [],
  broken: [],
  madeFrom: new Map<string, string>(),
} as const;

export interface IosBackupOptions {
  readonly scratch: string;
  readonly signal?: AbortSignal | undefined;
  /** 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

const SQLITE_START = 'SQLite format 3\0';

/** Whether the list is an open database. */
async function isOpen(entry: FoundEntry): Promise<boolean> {
  let first = '';
  for await (const chunk of entry.open()) {
    first += Buffer.from(chunk.subarray(0, SQLITE_START.length)).toString('latin1');
    if (first.length >= SQLITE_START.length) break;
  }
  return first.startsWith(SQLITE_START);
}

interface FoundBackup {
  readonly home: string;
  readonly database: FoundEntry;
  readonly list: FoundEntry | undefined;
}

/** Folders that have a list of files, and something else that a backup has. */
function backupsIn(found: ReadonlyMap<string, FoundEntry>): FoundBackup[] {
  const backups: FoundBackup[] = [];
  for (const [path, database] of found) {
    if (path !== 'Manifest.db' && !path.endsWith('/Manifest.db')) continue;
    const home = path.slice(0, -'Manifest.db'.length);
    const list = found.get(`${home}Manifest.plist`);
    const isOne = list ?? found.get(`${home}Info.plist`) ?? found.get(`${home}Status.plist`);
    if (isOne) backups.push({ home, database, list });
  }
  return backups;
}

/** Backups of iOS 9 and before have their list in a form of its own. */
function olderBackups(found: ReadonlyMap<string, FoundEntry>): Damage[] {
  return [...found.keys()]
    .filter((path) => path === 'Manifest.mbdb' || path.endsWith('/Manifest.mbdb'))
    .map((file) => ({
      file,
      reason: 'backups of iOS 9 and earlier are not supported; its files stand under their numbers',
    }));
}

/** @throws Refusal when the key does not open it. */
async function classKeys(
  { home, list }: FoundBackup,
  { encryption }: Manifest,
  key: EvidenceKey,
  signal: AbortSignal | undefined,
): Promise<ClassKeys> {
  const file = list?.path ?? home;
  const password =
    key.kind === 'ios-backup-password'
      ? key.password
      : // 64 digits do not say what they are for.
        key.kind === 'whatsapp-crypt15-root'
        ? key.typed
        : undefined;
  if (password === undefined) {
    throw new Refusal(
      'wrong-key',
      file,
      'an encrypted backup of an iPhone opens with its password, not with a key of another kind',
    );
  }
  return openKeyBag(encryption!.keyBag, password, file, signal);
}

async function openOne(
  backup: FoundBackup,
  manifest: Manifest,
  keys: ClassKeys | undefined,
  { found, taken }: { found: ReadonlyMap<string, FoundEntry>; taken: Set<string> },
  { scratch, signal }: IosBackupOptions,
) {
  const { home, database } = backup;
  const beside = ['', '-wal', '-journal'].flatMap((suffix) => found.get(`${database.path}${suffix}`) ?? []);
  let plain: AsyncIterable<Uint8Array> | undefined;
  if (keys && !(await isOpen(database))) {
    const sealed = manifest.encryption!.database;
    const classKey = sealed && keys.get(sealed.protectionClass);
    const key = classKey && unwrapKey(classKey, sealed!.wrapped);
    if (!key) {
      throw new Refusal('tampered', database.path, 'the key of its list of files is missing or damaged');
    }
    const about = { name: database.path, sealedBytes: database.bytes, bytes: undefined, signal };
    plain = decrypted(database.open(), key, about);
  }
  const list = await openManifestDatabase(database, beside, scratch, plain);
  try {
    const files = listFiles({ home, rows: list.rows(), found, taken, keys, signal });
    return { ...files, leftOut: [...files.leftOut, ...list.damage] };
  } finally {
    list.close();
  }
}

/**
 * Without a password, encrypted backups are left as they are and named; with one, those that it does not
 * open, each with the reason.
 * @throws Cancelled.
 */
export async function withIosBackups(
  files: FoundFiles,
  key: EvidenceKey | undefined,
  options: IosBackupOptions,
): Promise<WithIosBackups> {
  const found = new Map(files.entries.map((entry) => [entry.path, entry]));
  const backups = backupsIn(found);
  const older = olderBackups(found);
  if (backups.length === 0 && older.length === 0) return { ...files, ...NOTHING_DONE };

  const leftOut: Damage[] = [...files.leftOut, ...older];
  const layers = new Set<string>();
  const locked: LockedIosBackup[] = [];
  const refused: Refusal[] = [];
  const broken: Refusal[] = [];
  const madeFrom = new Map<string, string>();
  const claimed = new Set<FoundEntry>();
  const made: FoundEntry[] = [];
  const taken = new Set(found.keys());
  for (const [index, backup] of backups.entries()) {
    options.onProgress?.(index / backups.length);
    const file = backup.list?.path ?? backup.database.path;
    let needsKey = false;
    try {
      const manifest: Manifest = backup.list ? await readManifest(backup.list) : {};
      needsKey = manifest.encryption !== undefined;
      if (needsKey && !key) {
        locked.push({ file, needsKey: 'ios-backup-password' });
        leftOut.push({
          file,
          reason: 'the backup was not opened: it is encrypted and no password was given',
        });
        continue;
      }
      const keys = manifest.encryption && (await classKeys(backup, manifest, key!, options.signal));
      const one = await openOne(backup, manifest, keys, { found, taken }, options);
      layers.add(keys ? 'ios-backup-encrypted' : 'ios-backup');
      for (const entry of one.entries) made.push(entry);
      for (const [path, from] of one.madeFrom) madeFrom.set(path, from);
      for (const entry of one.claimed) claimed.add(entry);
      leftOut.push(...one.leftOut);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      (needsKey ? refused : broken).push(cause);
      leftOut.push({ file, reason: `the backup was not opened: ${cause.reason}` });
    }
  }
  const rest = files.entries.filter((entry) => !claimed.has(entry));
  return {
    entries: [...rest, ...made].sort(byPath),
    leftOut,
    close: () => files.close(),
    layers: [...layers],
    locked,
    refused,
    broken,
    madeFrom,
  };
}
