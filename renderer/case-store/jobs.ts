/** Jobs as they come over the case port: their segments are sealed and stored as they arrive, and count once committed. */
import type { Table } from 'dexie';
import type { FromStore, ToStore } from '../../shared/contract/case-port.ts';
import { type PackedPart, readParcel, SegmentHead } from '../../shared/segment/index.ts';
import type { Feed } from '../query/feed.ts';
import { type Difference, differenceOf, flat, storedOrdinals } from './difference.ts';
import { faultReason } from './fault-reason.ts';
import { inflated, sizedPart } from './inflate.ts';
import {
  type DoneJob,
  type ListKind,
  listPlaces,
  type SourceManifest,
  type StoredSegment,
} from './manifest.ts';
import { type OpenedCatalogue, sealedManifests, type UnfinishedJob } from './plan.ts';
import type { CaseDatabase, PartRecord } from './schema.ts';
import { seal, sealJson } from './seal.ts';
import type { SearchBuilder } from './search-builder.ts';

/** Chats or accounts in one sealed record. */
const LIST_PART = 20_000;

export type JobMessage = Extract<ToStore, { readonly job: string }>;
type CommitMessage = Extract<ToStore, { type: 'job-commit' }>;
type SegmentMessage = Extract<ToStore, { type: 'segment' }>;

interface Job {
  readonly tag: string;
  readonly exhibit: string;
  /** Segments of each source met so far. */
  readonly sources: StoredSegment[][];
  /** Of each segment met so far, ascending. */
  readonly ordinals: Uint32Array[];
  segments: number;
  failed: boolean;
}

interface WaitingSegment {
  readonly message: Pick<SegmentMessage, 'job' | 'source' | 'seq'>;
  readonly job: Job;
  readonly head: Promise<PartRecord>;
  readonly heaps: Promise<PartRecord>;
}

export interface JobsOptions {
  readonly db: CaseDatabase;
  readonly key: CryptoKey;
  readonly caseId: string;
  readonly catalogue: OpenedCatalogue;
  /** Jobs that were cut off: nothing but their records is left. */
  readonly interrupted: readonly UnfinishedJob[];
  readonly search: SearchBuilder;
  answer(message: FromStore): void;
  feed(message: Feed, transfer: Transferable[]): void;
}

/** Takes the messages of the case port in order. Every job ends stored whole or not at all. */
export class Jobs {
  private readonly options: JobsOptions;
  private readonly jobs = new Map<string, Job>();
  private waiting: WaitingSegment[] = [];
  private writing: Promise<void> | null = null;
  private line: Promise<void> = Promise.resolve();

  constructor(options: JobsOptions) {
    this.options = options;
  }

  /** Messages are worked on in order of arrival; segments are written behind it, many at a time. */
  take(message: JobMessage): void {
    this.line = this.line.then(async () => {
      try {
        await this.work(message);
      } catch (cause) {
        await this.fail(message, cause);
      }
    });
  }

  private async work(message: JobMessage): Promise<void> {
    if (message.type === 'job-begin') return this.begin(message.job, message.exhibit);
    const job = this.jobs.get(message.job);
    if (message.type === 'job-abort') {
      // What cannot be removed now is swept when the case is next opened: the job's record says "open".
      if (job) await this.remove(message.job, job).catch(() => undefined);
      const cutOff = this.options.interrupted.find(({ name }) => name === message.job);
      if (cutOff) await removeJob(this.options.db, cutOff.tag).catch(() => undefined);
      this.options.answer({ type: 'job-aborted', job: message.job });
      return;
    }
    if (!job) throw new Error('the store was sent a message of a job that it has not begun');
    // It has been told: the job's messages that were on their way are of no use any more.
    if (job.failed) return;
    if (message.type === 'segment') await this.addSegment(job, message);
    else await this.commit(job, message);
  }

  private async begin(name: string, exhibit: string): Promise<void> {
    if (this.jobs.has(name)) throw new Error('the store was sent a job that it has already begun');
    const { db, key, caseId } = this.options;
    const tag = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('');
    const job: Job = {
      tag,
      exhibit,
      sources: [],
      ordinals: [],
      segments: 0,
      failed: false,
    };
    this.jobs.set(name, job);
    const place = { kind: 'job', caseId, job: tag, exhibit: '', source: 0, seq: 0 } as const;
    await db.jobs.add({ job: tag, ...(await sealJson(key, place, { state: 'open', exhibit, name })) });
  }

  private async addSegment(job: Job, message: SegmentMessage): Promise<void> {
    const { key, caseId, feed } = this.options;
    const { source, seq } = message;
    const parcel = readParcel(message.bytes);
    const plain = await inflated(parcel.head);
    const { header, columns } = new SegmentHead(plain);
    const segments = job.sources[source] ?? [];
    if (source > job.sources.length || seq !== segments.length || header.exhibit !== job.exhibit) {
      throw new Error(`segment ${seq} of source ${source} came out of its order`);
    }
    job.sources[source] = segments;
    job.ordinals.push(columns.ordinal.slice());
    segments.push({ messages: header.count, tsMin: header.tsMin, tsMax: header.tsMax });
    const n = job.segments++;
    const place = { caseId, job: job.tag, exhibit: job.exhibit, source, seq };
    const sealed = async (kind: 'segment' | 'heaps', part: PackedPart): Promise<PartRecord> => ({
      job: job.tag,
      n,
      ...(await seal(key, { kind, ...place }, sizedPart(part))),
    });
    const head = sealed('segment', parcel.head);
    const heaps = sealed('heaps', parcel.heaps);
    // Awaited by the writer; they must not count as unhandled until then.
    head.catch(() => undefined);
    heaps.catch(() => undefined);
    this.waiting.push({ message: { job: message.job, source, seq }, job, head, heaps });
    this.writing ??= this.write();
    feed({ type: 'segment', job: job.tag, source, seq, head: plain }, [plain]);
  }

  /** Writes what waits, all of it in one transaction, until nothing waits. */
  private async write(): Promise<void> {
    for (let batch = this.waiting.splice(0); batch.length > 0; batch = this.waiting.splice(0)) {
      const wanted = batch.filter(({ job }) => !job.failed);
      const { db } = this.options;
      try {
        const heads = await Promise.all(wanted.map(({ head }) => head));
        const heaps = await Promise.all(wanted.map((segment) => segment.heaps));
        await db.transaction('rw', db.segments, db.heaps, async () => {
          await db.segments.bulkAdd(heads);
          await db.heaps.bulkAdd(heaps);
        });
        for (const { message } of wanted) this.options.answer({ type: 'segment-stored', ...message });
      } catch (cause) {
        for (const name of new Set(wanted.map(({ message }) => message.job))) {
          const own = wanted.filter(({ message }) => message.job === name);
          this.reportFailure(name, cause, segmentsCalled(own));
        }
      }
    }
    this.writing = null;
  }

  private async commit(job: Job, { job: name, sources, replaces = [] }: CommitMessage): Promise<void> {
    const { db, key, caseId, catalogue } = this.options;
    await this.writing;
    if (job.failed) return;
    if (sources.length < job.sources.length) throw new Error('a source came without its lists');
    const manifest: SourceManifest[] = sources.map(({ lists }, source) => ({
      segments: job.sources[source] ?? [],
      chatParts: Math.ceil(lists.chats.length / LIST_PART),
      accountParts: Math.ceil(lists.accounts.length / LIST_PART),
    }));
    const { tag, exhibit } = job;
    const contents = (source: number, kind: ListKind, part: number): unknown => {
      const { lists, record } = sources[source]!;
      if (kind === 'record') return record;
      return lists[kind].slice(part * LIST_PART, (part + 1) * LIST_PART);
    };
    const lists = await Promise.all(
      listPlaces(manifest).map(async ({ source, kind, seq }, n) => {
        const place = { kind, caseId, job: tag, exhibit, source, seq };
        return { job: tag, n, ...(await sealJson(key, place, contents(source, kind, seq))) };
      }),
    );
    const done = { name, exhibit, sources: manifest };
    let replaced: readonly DoneJob[] = [];
    let difference: Difference | null = null;
    await catalogue.change(async (known) => {
      replaced = known.filter((one) => replaces.includes(one.name));
      if (replaced.length > 0) difference = await this.difference(job, replaced);
      const whole = [...known.filter((one) => !replaced.includes(one)), { job: tag, ...done }];
      const records = await sealedManifests({ job: tag, ...done }, whole, this.options);
      await db.transaction('rw', [...jobTables(db), db.catalogue], async () => {
        for (const { job: earlier } of replaced) await deleteJob(db, earlier);
        await db.lists.bulkAdd(lists);
        await db.jobs.put(records.job);
        await db.catalogue.put(records.catalogue);
      });
      return whole;
    });
    this.jobs.delete(name);
    this.options.answer({ type: 'job-committed', job: name, ...(difference ? { difference } : {}) });
    const { feed, search } = this.options;
    feed({ type: 'job', job: tag, sources, replaces: replaced.map(({ job: earlier }) => earlier) }, []);
    search.add({ job: tag, ...done });
  }

  private async difference(job: Job, replaced: readonly DoneJob[]): Promise<Difference> {
    const before: Uint32Array[] = [];
    for await (const ordinals of storedOrdinals(replaced, this.options)) before.push(ordinals.slice());
    return differenceOf(flat(before), flat(job.ordinals));
  }

  private async remove(name: string, job: Job): Promise<void> {
    job.failed = true;
    this.options.feed({ type: 'drop', job: job.tag }, []);
    this.jobs.delete(name);
    await this.writing;
    await removeJob(this.options.db, job.tag);
  }

  private async fail({ type, job }: JobMessage, cause: unknown): Promise<void> {
    this.reportFailure(
      job,
      cause,
      type === 'job-commit' ? 'the lists of the import' : 'the record of the import',
    );
    await this.writing;
  }

  private reportFailure(name: string, cause: unknown, what: string): void {
    const job = this.jobs.get(name);
    if (job?.failed) return;
    if (job) job.failed = true;
    this.options.answer({ type: 'job-failed', job: name, reason: faultReason(cause, what) });
  }
}

/** e.g. `segments 3 to 9 of AB/1, with their texts,` */
function segmentsCalled(waiting: readonly WaitingSegment[]): string {
  const { job, message } = waiting[0]!;
  const last = waiting.at(-1)!.message;
  const which = waiting.length === 1 ? `segment ${message.seq}` : `segments ${message.seq} to ${last.seq}`;
  return `${which} of ${job.exhibit}, with ${waiting.length === 1 ? 'its' : 'their'} texts,`;
}

/** Where a job's records stand. */
const jobTables = (db: CaseDatabase): Table[] => [db.segments, db.heaps, db.search, db.lists, db.jobs];

/** Within a transaction on them. */
async function deleteJob(db: CaseDatabase, tag: string): Promise<void> {
  await deleteParts(db, tag);
  await db.jobs.delete(tag);
}

async function deleteParts(db: CaseDatabase, tag: string): Promise<void> {
  const range: [[string, number], [string, number]] = [
    [tag, 0],
    [tag, Number.POSITIVE_INFINITY],
  ];
  for (const table of [db.segments, db.heaps, db.search, db.lists]) {
    await table
      .where('[job+n]')
      .between(...range, true, true)
      .delete();
  }
}

/** Takes away everything that a job stored. */
export async function removeJob(db: CaseDatabase, tag: string): Promise<void> {
  await db.transaction('rw', jobTables(db), () => deleteJob(db, tag));
}

/** Takes away what a job stored and leaves its record, which says that it was cut off. */
export async function sweepJob(db: CaseDatabase, tag: string): Promise<void> {
  await db.transaction('rw', jobTables(db), () => deleteParts(db, tag));
}
