/**
 * Makes the search structures of what is stored, one job after another, once it is part of the case: an
 * import does not wait for them, and one that was cut off is made anew when the case is next opened.
 */
import type { FedGroup, Feed } from '../query/feed.ts';
import { writeGroupHead } from '../query/search/group-head.ts';
import type { Group, Indexer } from './indexing.ts';
import type { DoneJob, StoredGroup } from './manifest.ts';
import { openSegments } from './open-segments.ts';
import { type OpenedCatalogue, sealedManifests } from './plan.ts';
import { seal } from './seal.ts';
import type { StoreAccess } from './stored-job.ts';

/** Segments opened at once. */
const TOGETHER = 4;

export interface SearchBuilderOptions extends StoreAccess {
  readonly catalogue: OpenedCatalogue;
  readonly indexer: Indexer;
  feed(message: Feed, transfer: Transferable[]): void;
  /** What goes wrong costs only time: searches look at the job's messages one by one. */
  onFailure(job: DoneJob, cause: unknown): void;
}

/** Groups of a job's sources as they come, as they are stored and as they are fed. */
interface Made {
  readonly stored: StoredGroup[][];
  readonly fed: FedGroup[][];
  records: number;
  written: Promise<void>;
}

export class SearchBuilder {
  private readonly options: SearchBuilderOptions;
  private line: Promise<void> = Promise.resolve();

  constructor(options: SearchBuilderOptions) {
    this.options = options;
  }

  /** Jobs that have none; those that have are left as they are. */
  add(job: DoneJob): void {
    if (job.sources.every(({ groups }) => groups)) return;
    this.line = this.line.then(() => this.make(job).catch((cause) => this.options.onFailure(job, cause)));
  }

  private isPart(job: DoneJob): boolean {
    return this.options.catalogue.jobs.some((known) => known.job === job.job);
  }

  private async make(job: DoneJob): Promise<void> {
    const { indexer } = this.options;
    const tag = job.job;
    if (!this.isPart(job)) return;
    // Of one that was cut off.
    await this.remove(tag);
    const made: Made = {
      stored: job.sources.map(() => []),
      fed: job.sources.map(() => []),
      records: 0,
      written: Promise.resolve(),
    };
    indexer.begin(tag, (group) => this.take(job, made, group));
    try {
      for (const [source, { segments }] of job.sources.entries()) {
        for (let start = 0; start < segments.length; start += TOGETHER) {
          if (!this.isPart(job)) return;
          const own = segments.slice(start, start + TOGETHER);
          const places = own.map((_, i) => ({ job: tag, source, seq: start + i }));
          for (const [i, parts] of (await openSegments(places, this.options)).entries()) {
            // One that does not open has its place all the same: messages are numbered with it.
            const plain = 'reason' in parts ? { messages: own[i]!.messages } : parts;
            await indexer.add(tag, source, plain);
          }
        }
      }
      await indexer.end(tag);
      await made.written;
      await this.commit(job, made);
    } catch (cause) {
      await made.written.catch(() => undefined);
      // On a full disk evidence needs the room more; they are made anew when the case is next opened.
      await this.remove(tag).catch(() => undefined);
      throw cause;
    } finally {
      indexer.drop(tag);
    }
  }

  private async remove(tag: string): Promise<void> {
    const { db } = this.options;
    await db.search.where('[job+n]').between([tag, 0], [tag, Number.POSITIVE_INFINITY], true, true).delete();
  }

  /** Groups come in the order of their records. */
  private take({ job, exhibit }: DoneJob, made: Made, { source, messages, blocks }: Group): void {
    const { db, key, caseId } = this.options;
    const firsts = blocks.map(({ first }) => first);
    const first = made.records;
    const seq = made.stored[source]!.push({ messages, blocks: blocks.length }) - 1;
    made.fed[source]!.push({ messages, firsts, first });
    made.records += 1 + blocks.length;
    const place = { caseId, job, exhibit, source };
    const sealed = Promise.all([
      seal(key, { kind: 'search-head', ...place, seq }, writeGroupHead(firsts)),
      ...blocks.map(({ bytes }, i) =>
        seal(key, { kind: 'search-block', ...place, seq: first + 1 + i }, bytes),
      ),
    ]);
    made.written = made.written.then(async () => {
      await db.search.bulkAdd((await sealed).map((record, i) => ({ job, n: first + i, ...record })));
    });
    // Told when the job's structures are all there.
    made.written.catch(() => undefined);
  }

  private async commit(job: DoneJob, { stored, fed }: Made): Promise<void> {
    const { db, catalogue, feed } = this.options;
    const done = await catalogue.change(async (jobs) => {
      const known = jobs.find((one) => one.job === job.job);
      if (!known) return null;
      const indexed = {
        ...known,
        sources: known.sources.map((source, i) => ({ ...source, groups: stored[i]! })),
      };
      const changed = jobs.map((one) => (one === known ? indexed : one));
      const records = await sealedManifests(indexed, changed, this.options);
      await db.transaction('rw', [db.jobs, db.catalogue], async () => {
        await db.jobs.put(records.job);
        await db.catalogue.put(records.catalogue);
      });
      return changed;
    });
    if (!done) return;
    for (const [source, { segments }] of job.sources.entries()) {
      const counts = segments.map(({ messages }) => messages);
      feed({ type: 'search', job: job.job, source, segments: counts, groups: fed[source]! }, []);
    }
  }
}
