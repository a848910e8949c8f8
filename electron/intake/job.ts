/**
 * One job, in the intake process: hash every evidence file, then open, recognise, read, and put the
 * messages into segments. What it puts out goes to a `JobOutput`; it keeps nothing.
 */
import {
  type EvidenceEntry,
  type EvidenceTree,
  entryLike,
  type ReaderLoader,
} from '../../shared/evidence/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { assertKeySuffices, type OpenedEvidence, openEvidence, parseKey } from '../containers/index.ts';
import { readerLoaders, recogniseAll } from '../readers/index.ts';
import { Attachments, type TakeMedia } from './attachments.ts';
import { assertUnchanged, type HashedItem, hashEvidence, listEvidence, listingOf } from './evidence-files.ts';
import { type JoinedTree, joinTrees, type TreePart } from './joined-tree.ts';
import { Materialised } from './materialised.ts';
import type { Authorisation, HashedEvidence, IntakeJob, JobOutcome, JobProgress } from './protocol.ts';
import { Quarantine, type QuarantinedItem } from './quarantine.ts';
import { readSource, type SourceSegment } from './read-source.ts';
import { intakeRecords, type ReadSourceOf } from './records.ts';

/** Where a job's stream goes; each call resolves when the next may come. */
export interface JobOutput {
  segment(source: number, segment: SourceSegment): Promise<void>;
  readonly media: TakeMedia;
  progress(progress: JobProgress): void;
  /** Of a job under a warrant: resolves with what it may open and keep. */
  authorise(evidence: readonly HashedEvidence[]): Promise<Authorisation>;
  quarantined(item: QuarantinedItem): void;
}

/** Records which entries are opened, so that evidence which nothing uses can be named. */
function watched(tree: EvidenceTree, used: Set<string>): EvidenceTree {
  return {
    ...tree,
    entries: tree.entries.map((entry) => entryLike(entry, { onUse: () => used.add(entry.path) })),
  };
}

const asHashed = ({ label, sha256, records }: HashedItem): HashedEvidence => ({
  name: label,
  sha256,
  files: records.map((record) => ({ name: record.name, sha256: record.sha256 })),
});

/** Entries that are evidence files as they lie on disk, with the hash they have already. */
function hashedEntries(items: readonly HashedItem[], joined: JoinedTree, parts: readonly TreePart[]) {
  const known = new Map<string, { sha256: string; bytes: number }>();
  const recordsOf = items.map((item) => new Map(item.records.map((record) => [record.name, record])));
  for (const [path, { part, path: own }] of joined.origin) {
    if (!items[part]!.isFolder && parts[part]!.container.join() !== 'file') continue;
    const record = recordsOf[part]!.get(own);
    if (record) known.set(path, record);
  }
  return known;
}

/**
 * Runs a job to its end.
 * @throws Refusal when any of the evidence is refused: nothing of the job may then be kept.
 */
export async function importEvidence(
  job: IntakeJob,
  output: JobOutput,
  signal: AbortSignal,
  loaders: readonly ReaderLoader[] = readerLoaders,
): Promise<JobOutcome> {
  const started = new Date().toISOString();
  let bytes = 0;
  let messages = 0;
  const report = (stage: JobProgress['stage'], fraction: number | null): void =>
    output.progress({ stage, fraction, bytes, messages });

  const listed = await listEvidence(job.paths, signal);
  const allBytes = listed.flatMap((item) => item.files).reduce((sum, file) => sum + file.bytes, 0);
  const items = await hashEvidence(listed, signal, (more) => {
    bytes += more;
    report('hashing', allBytes === 0 ? null : Math.min(1, bytes / allBytes));
  });

  const authorisation = job.underWarrant && (await output.authorise(items.map(asHashed)));
  const keySource = authorisation ? authorisation.key : job.key;
  const key = keySource && (await parseKey(keySource));
  const scope = authorisation?.scope;
  const quarantine = authorisation?.filterKey === undefined ? null : new Quarantine(authorisation.filterKey);
  const parts: TreePart[] = [];
  const openedItems: OpenedEvidence[] = [];
  try {
    for (const [index, item] of items.entries()) {
      const listing = listingOf(item);
      const opened = await openEvidence(item.path, {
        ...(key ? { key } : {}),
        ...(listing ? { listing } : {}),
        scratch: job.scratch,
        signal,
        onProgress: (fraction: number) => report('opening', (index + fraction) / items.length),
      });
      openedItems.push(opened);
      parts.push({ label: item.label, container: opened.container, tree: opened.tree });
    }
    const joined = joinTrees(parts);
    const recognised = await recogniseAll(joined.tree, loaders);
    assertKeySuffices(openedItems, recognised.length > 0);
    if (recognised.length === 0) {
      const named = items.map((item) => item.label).join(', ');
      throw new Refusal('unsupported', named, 'it holds nothing that Threadline can read');
    }

    const used = new Set<string>();
    const tree = watched(joined.tree, used);
    const attachments = new Attachments({
      entries: new Map<string, EvidenceEntry>(tree.entries.map((entry) => [entry.path, entry])),
      known: hashedEntries(items, joined, parts),
      take: job.wantMedia ? output.media : undefined,
      onUse: (path) => used.add(path),
    });
    const materialised = new Materialised(job.scratch);
    const sources: ReadSourceOf[] = [];
    for (const [index, { loader, source }] of recognised.entries()) {
      const before = messages;
      const read = await readSource({
        read: await loader.load(),
        context: {
          exhibit: job.exhibit,
          tree,
          source,
          options: job.options,
          signal,
          materialise: (entry) => materialised.pathOf(entry),
        },
        attachments,
        ordinalsBefore: before,
        scope,
        withhold: quarantine
          ? ({ ordinal, privilege, ...message }) => {
              const place = { exhibit: job.exhibit, source: index, ordinal, privilege };
              output.quarantined(quarantine.seal(place, message));
            }
          : undefined,
        emit: (segment) => output.segment(index, segment),
        onBatch(fraction, ofSource) {
          messages = before + ofSource;
          report('reading', fraction === null ? null : (index + fraction) / recognised.length);
        },
      });
      messages = before + read.messages;
      sources.push({ source, readerVersion: loader.version, read, ended: new Date().toISOString() });
    }
    await assertUnchanged(items);
    const records = intakeRecords(sources, {
      exhibit: job.exhibit,
      software: job.software,
      started,
      items,
      containers: parts.map((part) => part.container),
      madeFrom: openedItems.map((opened) => opened.madeFrom),
      joined,
      used,
      warrant: authorisation?.warrant,
    });
    return { sources: sources.map(({ read }, index) => ({ lists: read.lists, record: records[index]! })) };
  } finally {
    for (const part of parts) await part.tree.close();
  }
}
