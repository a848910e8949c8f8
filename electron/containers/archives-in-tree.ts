/**
 * Opens the ZIP archives among the files of a folder or an archive. Every file stays in the tree as it is;
 * what an archive holds stands below the archive's own path, as in a folder of its name.
 */
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { Cancelled, type Damage, isDiskFull, Refusal } from '../../shared/model/index.ts';
import { holdsDocument, isNamedDocument, isNamedZip } from './archive-name.ts';
import { byCodeUnit, byPath } from './entry-path.ts';
import { type ListedFile, look } from './evidence-file.ts';
import type { FoundEntry, FoundFiles } from './found-files.ts';
import { assertUnpackable, UNPACK_LIMITS, type UnpackLimits } from './limits.ts';
import { openListedZip } from './zip/open-zip.ts';

/** Archives in what was given, and archives in those. */
const MOST_DEPTH = 2;
/** Opening many takes its time, even where nothing is in them. */
const MOST_ARCHIVES = 10_000;

export interface WithArchives extends FoundFiles {
  /** `zip` once for each depth at which an archive was opened. */
  readonly layers: readonly string[];
  /** Paths of entries of archives, and the path of the archive each is from. */
  readonly madeFrom: ReadonlyMap<string, string>;
}

export interface ArchiveOptions {
  /** A private folder, for archives that are packed in another. */
  readonly scratch: string;
  readonly limits?: UnpackLimits;
  readonly signal?: AbortSignal | undefined;
}

/** What one file on disk unpacks to, with all archives in it: no more than if it were one archive. */
interface Budget {
  /** Bytes of the file. */
  readonly packed: number;
  unpacked: number;
}

interface Archive {
  readonly entry: FoundEntry;
  readonly depth: number;
  readonly budget: Budget;
  /** What it lies among, sorted by path. */
  readonly beside: readonly FoundEntry[];
}

const isArchive = ({ path: name, zip }: FoundEntry): boolean =>
  isNamedZip(name) || (zip === true && !isNamedDocument(name));

/** Whether sorted entries have one below this path, as if it were a folder's. */
function hasBelow(sorted: readonly FoundEntry[], name: string): boolean {
  const prefix = `${name}/`;
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]!.path < prefix) from = middle + 1;
    else to = middle;
  }
  return from < sorted.length && sorted[from]!.path.startsWith(prefix);
}

const unpackedBytes = (entries: readonly FoundEntry[]): number =>
  entries.reduce((sum, { bytes }) => sum + bytes, 0);

let copies = 0;

/** The archive as a file on disk; one that is packed in another is unpacked into the scratch folder. */
async function onDisk(
  { entry }: Archive,
  { scratch, signal }: ArchiveOptions,
): Promise<{ readonly listed: ListedFile; readonly isCopy: boolean }> {
  if (entry.listed) return { listed: entry.listed, isCopy: false };
  const target = path.join(scratch, `archive-${copies++}`);
  const file = await open(target, 'wx', 0o600);
  try {
    for await (const piece of entry.open()) {
      if (signal?.aborted) throw new Cancelled();
      await file.writeFile(piece);
    }
  } catch (cause) {
    await file.close();
    await rm(target, { force: true });
    if (!isDiskFull(cause)) throw cause;
    throw new Refusal('too-large', entry.path, 'it does not fit on the temporary disk', { cause });
  }
  await file.close();
  const { size, mtimeMs } = await look(target);
  return { listed: { path: target, name: entry.path, bytes: size, modified: mtimeMs }, isCopy: true };
}

class Walk {
  private readonly options: ArchiveOptions;
  private readonly limits: UnpackLimits;
  readonly entries: FoundEntry[];
  readonly leftOut: Damage[];
  readonly madeFrom = new Map<string, string>();
  deepest = 0;
  private nameBytes = 0;
  private opened = 0;
  private readonly bases = new Set<string>();

  constructor(found: FoundFiles, options: ArchiveOptions) {
    this.options = options;
    this.limits = options.limits ?? UNPACK_LIMITS;
    this.entries = [...found.entries];
    this.leftOut = [...found.leftOut];
  }

  /** Opens an archive. @returns the archives in it. */
  async open(archive: Archive): Promise<Archive[]> {
    const { entry, depth } = archive;
    if (this.options.signal?.aborted) throw new Cancelled();
    try {
      if (depth > MOST_DEPTH) {
        throw new Refusal('unsupported', entry.path, 'it lies in two other archives');
      }
      if (++this.opened > MOST_ARCHIVES) {
        const most = MOST_ARCHIVES.toLocaleString('en-GB');
        throw new Refusal('too-large', entry.path, `more than ${most} archives lie before it`);
      }
      return await this.unpack(archive);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      this.leftOut.push({ file: entry.path, reason: `it was not opened: ${cause.reason}` });
      return [];
    }
  }

  private async unpack(archive: Archive): Promise<Archive[]> {
    const { entry, depth, budget } = archive;
    const { limits } = this;
    const { signal } = this.options;
    const { listed, isCopy } = await onDisk(archive, this.options);
    try {
      const packed = Math.min(entry.packed, budget.packed);
      const opened = await openListedZip(listed, { packed, limits, signal });
      const paths = opened.entries.map((inner) => inner.path);
      if (!isNamedZip(entry.path) && holdsDocument(paths)) {
        if (isCopy) await rm(listed.path, { force: true });
        return [];
      }
      this.take(entry.path, opened.entries, budget);
      if (depth > this.deepest) this.deepest = depth;
      return this.place(archive, packed, opened);
    } catch (cause) {
      if (isCopy) await rm(listed.path, { force: true });
      throw cause;
    }
  }

  /** @throws Refusal `too-large` when all archives together would come to more than one may. */
  private take(name: string, inner: readonly FoundEntry[], budget: Budget): void {
    const { limits } = this;
    const unpacked = budget.unpacked + unpackedBytes(inner);
    assertUnpackable(name, budget.packed, unpacked, limits);
    const nameBytes = inner.reduce((sum, each) => sum + name.length + each.path.length, this.nameBytes);
    if (this.entries.length + inner.length > limits.entries || nameBytes > limits.nameBytes) {
      throw new Refusal(
        'too-large',
        name,
        `with it there would be more than ${limits.entries.toLocaleString('en-GB')} files, or their names are too long`,
      );
    }
    budget.unpacked = unpacked;
    this.nameBytes = nameBytes;
  }

  private place(
    archive: Archive,
    packed: number,
    { entries, leftOut }: Omit<FoundFiles, 'close'>,
  ): Archive[] {
    const { entry, depth, budget } = archive;
    const base = this.baseFor(archive);
    const placed = entries.map(
      (each): FoundEntry => ({
        ...each,
        path: `${base}/${each.path}`,
        packed: Math.min(each.packed, packed),
      }),
    );
    for (const each of placed) {
      this.entries.push(each);
      this.madeFrom.set(each.path, entry.path);
    }
    for (const { file, ...rest } of leftOut) {
      this.leftOut.push({ file: file === entry.path ? file : `${base}/${file}`, ...rest });
    }
    return placed
      .filter(isArchive)
      .map((inner) => ({ entry: inner, depth: depth + 1, budget, beside: placed }));
  }

  /** The archive's path, or where files stand below that already, the path with a number. */
  private baseFor({ entry, beside }: Archive): string {
    let base = entry.path;
    for (let n = 2; this.bases.has(base) || hasBelow(beside, base); n++) base = `${entry.path} (${n})`;
    this.bases.add(base);
    return base;
  }
}

/**
 * Opens the archives of a folder or an archive, and those in them. An archive that cannot be opened is
 * named, and stays a file. All that one file on disk unpacks to counts against its own size.
 * @param packed bytes of the archive that `found` is; absent for a folder, whose archives are files of
 * their own.
 * @throws Cancelled.
 */
export async function withArchives(
  found: FoundFiles,
  packed: number | undefined,
  options: ArchiveOptions,
): Promise<WithArchives> {
  const walk = new Walk(found, options);
  const whole = packed === undefined ? undefined : { packed, unpacked: unpackedBytes(found.entries) };
  try {
    let level = found.entries.filter(isArchive).map((entry): Archive => {
      const budget = whole ?? { packed: entry.packed, unpacked: 0 };
      return { entry, depth: 1, budget, beside: found.entries };
    });
    while (level.length > 0) {
      const next: Archive[] = [];
      for (const archive of level) next.push(...(await walk.open(archive)));
      level = next;
    }
  } catch (cause) {
    await found.close();
    throw cause;
  }
  return {
    entries: walk.entries.sort(byPath),
    leftOut: walk.leftOut.sort((a, b) => byCodeUnit(a.file, b.file)),
    layers: Array.from({ length: walk.deepest }, () => 'zip'),
    madeFrom: walk.madeFrom,
    close: found.close,
  };
}
