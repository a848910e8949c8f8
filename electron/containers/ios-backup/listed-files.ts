/** The files of a backup under the names that they had on the phone. */
import { createHash } from 'node:crypto';
import type { Damage } from '../../../shared/model/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { normalisedPath, unsafePath } from '../entry-path.ts';
import type { FoundEntry } from '../found-files.ts';
import { unwrapKey } from './aes-wrap.ts';
import { decrypted, encryptedBytes } from './content.ts';
import { type FileRecord, readFileRecord } from './file-record.ts';
import type { ClassKeys } from './key-bag.ts';
import type { ManifestRow } from './manifest-database.ts';

/** `Files.flags`. */
const FILE = 1;
const FOLDER = 2;
const LINK = 4;
const FILE_ID = /^[0-9a-f]{40}$/;
/** Places named one by one of each sort; the rest are counted. */
const NAMED_PLACES = 20;

/** Damage by its reason, so that a backup with nothing in it does not name a million files. */
class Places {
  private readonly byReason = new Map<string, { readonly files: string[]; more: number }>();

  add(file: string, reason: string): void {
    let found = this.byReason.get(reason);
    if (!found) {
      found = { files: [], more: 0 };
      this.byReason.set(reason, found);
    }
    if (found.files.length < NAMED_PLACES) found.files.push(file);
    else found.more++;
  }

  finish(home: string): Damage[] {
    return [...this.byReason].flatMap(([reason, { files, more }]) => [
      ...files.map((file) => ({ file, reason })),
      ...(more === 0 ? [] : [{ file: home, where: `${more} more files`, reason }]),
    ]);
  }
}

export interface ListedFiles {
  readonly entries: readonly FoundEntry[];
  /** Paths of entries, and the path of the evidence file that each is. */
  readonly madeFrom: ReadonlyMap<string, string>;
  /** Evidence files that the list names. */
  readonly claimed: ReadonlySet<FoundEntry>;
  readonly leftOut: readonly Damage[];
}

interface Listing {
  /** Folder of the backup, with a slash behind it; empty where it is the evidence itself. */
  readonly home: string;
  readonly rows: Iterable<ManifestRow>;
  /** The evidence files, by path. */
  readonly found: ReadonlyMap<string, FoundEntry>;
  /** Paths that the tree has already; those of the files listed are added. */
  readonly taken: Set<string>;
  /** Of an encrypted backup. */
  readonly keys: ClassKeys | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Lists the files; nothing of their content is read. */
export function listFiles({ home, rows, found, taken, keys, signal }: Listing): ListedFiles {
  const entries: FoundEntry[] = [];
  const madeFrom = new Map<string, string>();
  const claimed = new Set<FoundEntry>();
  const places = new Places();
  for (const { row, fileId, domain, relativePath, flags, record: blob } of rows) {
    const named =
      domain === undefined || relativePath === undefined ? undefined : `${domain}/${relativePath}`;
    const shown = `${home}${named ?? `Manifest.db, row ${row}`}`;
    if (flags === FOLDER) continue;
    if (flags === LINK) {
      places.add(shown, 'a symbolic link, not followed');
      continue;
    }
    if (flags !== FILE || named === undefined || fileId === undefined || !FILE_ID.test(fileId)) {
      places.add(`${home}Manifest.db`, `row ${row} of its list of files makes no sense and was left out`);
      continue;
    }
    const unsafe = unsafePath(named) ?? unsafePath(relativePath!);
    if (unsafe !== undefined) {
      places.add(
        `${home}Manifest.db`,
        `a file of its list was left out: ${unsafe.replace('archive', 'backup')}`,
      );
      continue;
    }
    const path = home + normalisedPath(named);
    const own = found.get(`${home}${fileId.slice(0, 2)}/${fileId}`);
    if (!own) {
      places.add(path, 'its content is not in the backup');
      continue;
    }
    if (claimed.has(own) || taken.has(path)) {
      places.add(path, 'another file has its name or its content; it was left under its number');
      continue;
    }
    if (createHash('sha1').update(`${domain}-${relativePath}`).digest('hex') !== fileId) {
      places.add(path, 'its content has another number than its name should give');
    }
    const record = blob && readFileRecord(blob);
    if (!record) places.add(path, 'what the list of files says of it cannot be read');
    const entry = keys ? opened(own, path, record, keys, places, signal) : { ...own, path };
    if (!keys && record?.bytes !== undefined && record.bytes !== own.bytes) {
      places.add(path, 'it is not as long as the list of files says');
    }
    claimed.add(own);
    taken.add(path);
    madeFrom.set(path, own.path);
    entries.push(entry);
  }
  return { entries, madeFrom, claimed, leftOut: places.finish(`${home}Manifest.db`) };
}

/** A file of an encrypted backup. One without a key of its own is taken for one that was left open. */
function opened(
  own: FoundEntry,
  path: string,
  record: FileRecord | undefined,
  keys: ClassKeys,
  places: Places,
  signal: AbortSignal | undefined,
): FoundEntry {
  const encryption = record?.encryption;
  if (!record || !encryption) return { ...own, path };
  const { bytes } = record;
  if (bytes !== undefined && own.bytes !== encryptedBytes(bytes) && (bytes !== 0 || own.bytes !== 0)) {
    places.add(path, 'it is not as long as the list of files says');
  }
  return {
    path,
    bytes: bytes ?? own.bytes,
    packed: own.bytes,
    open() {
      const classKey = keys.get(encryption.protectionClass);
      if (!classKey) {
        throw new Refusal(
          'key-missing',
          path,
          `the key bag of the backup has no key of its protection class (${encryption.protectionClass})`,
        );
      }
      const key = unwrapKey(classKey, encryption.wrapped);
      if (!key) throw new Refusal('tampered', path, 'its key in the list of files is damaged');
      return decrypted(own.open(), key, { name: path, sealedBytes: own.bytes, bytes, signal });
    },
  };
}
