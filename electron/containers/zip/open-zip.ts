import { type Damage, Refusal } from '../../../shared/model/index.ts';
import { byPath, foldedPath } from '../entry-path.ts';
import { evidenceName, type ListedFile, type OpenFile, openFile, openListed } from '../evidence-file.ts';
import type { FoundEntry, FoundFiles } from '../found-files.ts';
import { assertUnpackable, UNPACK_LIMITS, type UnpackLimits } from '../limits.ts';
import { contentOf } from './content.ts';
import { readDirectory } from './directory.ts';
import { type LocatedEntry, locateEntries } from './local-headers.ts';

export interface ZipOptions {
  /** What refusals call the archive. */
  readonly name?: string;
  /** Bytes of the evidence that the archive takes up, where it was itself unpacked. */
  readonly packed?: number;
  readonly limits?: UnpackLimits;
  readonly signal?: AbortSignal | undefined;
}

/** Files by path, and the entries that are not read, each with its reason. */
function sorted(located: readonly LocatedEntry[]): { files: LocatedEntry[]; leftOut: Damage[] } {
  const files = new Map<string, LocatedEntry>();
  const folded = new Map<string, string>();
  const leftOut: Damage[] = [];
  for (const entry of located) {
    const { path } = entry;
    const left = (reason: string): void => void leftOut.push({ file: path, reason });
    if (entry.is === 'folder') {
      if (entry.unpacked > 0) left('a folder that has content, not read');
    } else if (entry.is === 'link') left('a symbolic link, not followed');
    else if (entry.is === 'special') left('a device, pipe or socket, not read');
    else if (path === '') left('a file without a name, not read');
    else if (files.has(path)) left('a second entry of the same name, not read');
    else {
      files.set(path, entry);
      const twin = folded.get(foldedPath(path));
      if (twin === undefined) folded.set(foldedPath(path), path);
      else
        left(
          `its name differs from “${twin}” only in case or in how its letters are composed; both are kept`,
        );
    }
  }
  return { files: [...files.values()], leftOut };
}

/** An archive's files, each read from what `readWith` opens. */
async function filesOf(
  file: OpenFile,
  options: ZipOptions,
  readWith: (entry: LocatedEntry, limits: UnpackLimits) => AsyncIterable<Uint8Array>,
): Promise<Omit<FoundFiles, 'close'>> {
  const limits = options.limits ?? UNPACK_LIMITS;
  const archive = file.name;
  const directory = await readDirectory(file, limits, options.signal);
  const { located, unclaimed } = await locateEntries(file, directory);
  const { files, leftOut } = sorted(located);
  if (files.length === 0 && leftOut.length === 0)
    throw new Refusal('empty', archive, 'the archive has no files');
  if (files.length > 0 && files.every((entry) => entry.isEncrypted)) {
    throw new Refusal('encrypted-archive', archive, 'the ZIP archive is encrypted with a password');
  }
  const total = files.reduce((sum, { unpacked }) => sum + unpacked, 0);
  assertUnpackable(archive, Math.min(file.bytes, options.packed ?? file.bytes), total, limits);
  for (const where of unclaimed.slice(0, 3)) {
    leftOut.push({
      file: archive,
      ...(where === undefined ? {} : { where }),
      reason: 'belongs to no entry, not read',
    });
  }
  const entries = files.map(
    (entry): FoundEntry => ({
      path: entry.path,
      bytes: entry.unpacked,
      packed: entry.packed,
      ...(entry.backup === undefined ? {} : { backup: entry.backup }),
      ...(entry.sealedExport ? { sealedExport: true as const } : {}),
      ...(entry.zip ? { zip: true as const } : {}),
      open: () => readWith(entry, limits),
    }),
  );
  return { entries: entries.sort(byPath), leftOut };
}

/**
 * Opens a ZIP archive. Damage of one entry shows when that entry is opened; the archive is refused as a
 * whole only when its directory cannot be trusted.
 * @throws Refusal `unsafe-archive`, `encrypted-archive`, `unsupported`, `truncated`, `tampered`,
 * `too-large`, `empty`, `unreadable`; Cancelled.
 */
export async function openZip(path: string, options: ZipOptions = {}): Promise<FoundFiles> {
  const file = await openFile(path, options.name ?? evidenceName(path));
  try {
    const files = await filesOf(file, options, (entry, limits) => contentOf(file, entry, limits));
    return { ...files, close: () => file.handle.close() };
  } catch (cause) {
    await file.handle.close();
    throw cause;
  }
}

async function* contentOfListed(
  listed: ListedFile,
  entry: LocatedEntry,
  limits: UnpackLimits,
): AsyncGenerator<Uint8Array, void, void> {
  const file = await openListed(listed);
  try {
    yield* contentOf(file, entry, limits);
  } finally {
    await file.handle.close();
  }
}

/**
 * Opens a ZIP archive without keeping its file open: each entry opens it anew while it is read. For
 * archives of which there may be many.
 * @throws Refusal as `openZip`, and `unreadable` when the file is not as it was listed; Cancelled.
 */
export async function openListedZip(
  listed: ListedFile,
  options: Omit<ZipOptions, 'name'> = {},
): Promise<Omit<FoundFiles, 'close'>> {
  const file = await openListed(listed);
  try {
    return await filesOf(file, options, (entry, limits) => contentOfListed(listed, entry, limits));
  } finally {
    await file.handle.close();
  }
}
