/** What the store worker and the index worker say to each other, and the store worker's end of it. */
import type { BuiltBlock } from '../query/search/group-builder.ts';

/** A segment's head and heaps; of one that does not open, how many messages it has. */
export type PlainSegment =
  | { readonly head: ArrayBuffer; readonly heaps: ArrayBuffer }
  | { readonly messages: number };

/** Names of jobs are the store's tags. Segments of a source come in order, sources of a job one after another. */
export type ToIndexer =
  | ({ readonly type: 'segment'; readonly job: string; readonly source: number } & PlainSegment)
  /** No more of the job comes. */
  | { readonly type: 'end'; readonly job: string }
  /** The job is of no use any more. */
  | { readonly type: 'drop'; readonly job: string };

export type FromIndexer =
  | { readonly type: 'taken' }
  /** Groups of a source are numbered from 0 as they come. */
  | {
      readonly type: 'group';
      readonly job: string;
      readonly source: number;
      readonly messages: number;
      readonly blocks: readonly BuiltBlock[];
    }
  | { readonly type: 'ended'; readonly job: string }
  | { readonly type: 'failed'; readonly job: string; readonly reason: string };

export type Group = Extract<FromIndexer, { type: 'group' }>;

/** Segments on their way to the index worker at once: it may be slower than the store. */
const UNDER_WAY = 16;

interface Job {
  readonly onGroup: (group: Group) => void;
  readonly ended: PromiseWithResolvers<void>;
}

/** The store worker's end: what goes to the index worker and comes back. */
export class Indexer {
  private readonly port: MessagePort;
  private failure: string | null = null;
  private underWay = 0;
  private wake: () => void = () => undefined;
  private readonly jobs = new Map<string, Job>();

  constructor(port: MessagePort) {
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<FromIndexer>) => this.hear(data);
  }

  begin(job: string, onGroup: (group: Group) => void): void {
    const ended = Promise.withResolvers<void>();
    // Awaited when the job is committed; it must not count as unhandled until then.
    ended.promise.catch(() => undefined);
    this.jobs.set(job, { onGroup, ended });
    if (this.failure !== null) ended.reject(new Error(`the search index: ${this.failure}`));
  }

  /** Resolves when more may come. @param segment is transferred. */
  async add(job: string, source: number, segment: PlainSegment): Promise<void> {
    this.underWay++;
    const transfer = 'head' in segment ? [segment.head, segment.heaps] : [];
    this.port.postMessage({ type: 'segment', job, source, ...segment } satisfies ToIndexer, transfer);
    while (this.underWay >= UNDER_WAY && this.failure === null) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Resolves when all groups of the job were handed over. @throws Error when the index cannot be made. */
  async end(job: string): Promise<void> {
    this.post({ type: 'end', job });
    await this.jobs.get(job)?.ended.promise;
    this.jobs.delete(job);
  }

  drop(job: string): void {
    if (this.jobs.delete(job)) this.post({ type: 'drop', job });
  }

  /** The worker has stopped: jobs that wait for it fail. */
  stopped(reason: string): void {
    this.failure = reason;
    for (const { ended } of this.jobs.values()) ended.reject(new Error(`the search index: ${reason}`));
    this.wake();
  }

  private post(message: ToIndexer): void {
    this.port.postMessage(message);
  }

  private hear(message: FromIndexer): void {
    if (message.type === 'taken') {
      this.underWay--;
      this.wake();
      return;
    }
    const job = this.jobs.get(message.job);
    if (message.type === 'group') job?.onGroup(message);
    else if (message.type === 'ended') job?.ended.resolve();
    else job?.ended.reject(new Error(`the search index: ${message.reason}`));
  }
}
