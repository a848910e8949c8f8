/** The intake records of a job: what each source gave, and which evidence it is from. */
import type { RecognisedSource } from '../../shared/evidence/index.ts';
import type { EvidenceFileRecord, IntakeRecord, WarrantReference } from '../../shared/model/index.ts';
import type { HashedItem } from './evidence-files.ts';
import type { JoinedTree } from './joined-tree.ts';
import type { SourceRead } from './read-source.ts';

export interface ReadSourceOf {
  readonly source: RecognisedSource;
  readonly readerVersion: number;
  readonly read: SourceRead;
  /** RFC 3339 UTC. */
  readonly ended: string;
}

export interface RecordsOptions {
  readonly exhibit: string;
  readonly software: string;
  readonly started: string;
  readonly items: readonly HashedItem[];
  /** Of each item, outside in. */
  readonly containers: readonly (readonly string[])[];
  /** Of each item: paths of its unpacked and decrypted entries, and the path of what each is from. */
  readonly madeFrom: readonly ReadonlyMap<string, string>[];
  readonly joined: JoinedTree;
  /** Paths of the joined tree that reading opened. */
  readonly used: ReadonlySet<string>;
  /** Under a warrant files that no kept message needed are counted, and not named. */
  readonly warrant?: WarrantReference | undefined;
}

/** Files of all items, in order, under the names the records give them. */
function namedFiles(items: readonly HashedItem[]): Map<string, EvidenceFileRecord> {
  const files = new Map<string, EvidenceFileRecord>();
  for (const item of items) {
    for (const record of item.records) {
      const name = !item.isFolder
        ? item.label
        : items.length === 1
          ? record.name
          : `${item.label}/${record.name}`;
      files.set(name, { ...record, name });
    }
  }
  return files;
}

/** Names of the evidence files that hold a path of the joined tree. */
function filesHolding(path: string, { items, joined, madeFrom }: RecordsOptions): string[] {
  const origin = joined.origin.get(path);
  if (!origin) return [];
  const item = items[origin.part]!;
  if (!item.isFolder) return [item.label];
  const prefix = items.length === 1 ? '' : `${item.label}/`;
  const made = madeFrom[origin.part]!;
  let onDisk = origin.path;
  for (let from = made.get(onDisk); from !== undefined; from = made.get(onDisk)) onDisk = from;
  return [prefix + onDisk];
}

function unusedWarnings({ items, joined, madeFrom, used, warrant }: RecordsOptions): string[] {
  const warnings: string[] = [];
  const unused: string[] = [];
  const usedParts = new Set([...used].map((path) => joined.origin.get(path)!.part));
  for (const [index, item] of items.entries()) {
    if (!usedParts.has(index)) warnings.push(`${item.label}: nothing of it was used`);
  }
  // Of a backup or an archive, what it holds is used, and not its own bytes.
  const holders = madeFrom.map((made) => new Set(made.values()));
  for (const [path, { part, path: own }] of joined.origin) {
    if (!used.has(path) && usedParts.has(part) && !holders[part]!.has(own)) unused.push(path);
  }
  if (unused.length > 0) {
    const named = warrant ? '' : `: ${unused.slice(0, 3).join(', ')}${unused.length > 3 ? '…' : ''}`;
    warnings.push(
      `${unused.length} ${unused.length === 1 ? 'file of the evidence was' : 'files of the evidence were'} not needed by any message${named}`,
    );
  }
  return warnings;
}

/**
 * One record a source. Each lists the evidence files its source names; every other file of the job,
 * entries left out and warnings about the evidence as a whole stand in the first.
 */
export function intakeRecords(sources: readonly ReadSourceOf[], options: RecordsOptions): IntakeRecord[] {
  const { items, containers, joined, warrant } = options;
  const files = namedFiles(items);
  const own = sources.map(
    ({ source }) => new Set(source.paths.flatMap((path) => filesHolding(path, options))),
  );
  const claimed = new Set(own.flatMap((set) => [...set]));
  const needed = warrant && new Set([...options.used].flatMap((path) => filesHolding(path, options)));
  const isNamed = (name: string): boolean => !claimed.has(name) && (needed?.has(name) ?? true);
  return sources.map(({ source, readerVersion, read, ended }, index) => {
    const first = index === 0;
    const home = joined.origin.get(source.paths[0]!)!.part;
    const { result } = read;
    return {
      exhibit: options.exhibit,
      file: items[home]!.label,
      bytes: items[home]!.bytes,
      sha256: items[home]!.sha256,
      files: [...files.values()].filter(({ name }) => own[index]!.has(name) || (first && isNamed(name))),
      container: containers[home]!,
      reader: source.reader,
      readerVersion,
      platform: source.platform,
      counts: read.counts,
      warnings: [...result.warnings, ...(first ? unusedWarnings(options) : [])],
      damage: [...(first ? joined.tree.leftOut : []), ...result.damage, ...read.damage],
      ...(warrant ? { warrant } : {}),
      ...(result.dateOrder === undefined ? {} : { dateOrder: result.dateOrder }),
      ...(result.timeZone === undefined ? {} : { timeZone: result.timeZone }),
      ...(read.firstAt === undefined ? {} : { firstAt: read.firstAt }),
      ...(read.lastAt === undefined ? {} : { lastAt: read.lastAt }),
      started: options.started,
      ended,
      software: options.software,
    };
  });
}
