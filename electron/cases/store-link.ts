/**
 * The main process's end of the case port (shared/contract/case-port.ts): jobs as calls that are answered.
 * When the store cannot go on with a job, everything of that job rejects; when the port closes, everything.
 */
import { randomUUID } from 'node:crypto';
import type {
  FromStore,
  InterruptedJob,
  LedgerEntries,
  StoredSource,
  ToStore,
} from '../../shared/contract/case-port.ts';

/** As Electron's MessagePortMain. */
export interface CasePort {
  postMessage(message: ToStore): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** The page's store, or the page, cannot keep what it was sent; nothing of the job is kept. */
export class StoreFailed extends Error {
  override readonly name = 'StoreFailed';
}

const goneFailure = (): StoreFailed => new StoreFailed('the window let go of the case');

/**
 * The page went away while its store was making a job part of the case: whether it counts is known when the
 * case is opened again.
 */
export class CommitUnknown extends StoreFailed {
  constructor() {
    super('the window let go of the case while the last of it was being stored');
  }
}

type Waiting = PromiseWithResolvers<void>;
type Committed = Extract<FromStore, { type: 'job-committed' }>;
type Exported = Extract<FromStore, { type: 'export-job' | 'export-segment' | 'export-entries' }>;
type ExportedMessages = Exclude<Exported, { type: 'export-entries' }>;

interface StoreJob {
  readonly segments: Map<string, Waiting>;
  commit?: PromiseWithResolvers<Committed['difference']>;
  abort?: Waiting;
  failure?: StoreFailed;
}

/** What the store has sent of an export and nobody has taken yet. */
interface StoreExport {
  readonly arrived: Exported[];
  ended: boolean;
  failure?: StoreFailed;
  wake: () => void;
}

export class StoreLink {
  private readonly port: CasePort;
  private readonly jobs = new Map<string, StoreJob>();
  private readonly exports = new Map<string, StoreExport>();
  private readonly runs = new Map<number, Waiting>();
  private lastRun = 0;
  private readonly deleted = Promise.withResolvers<boolean>();
  private readonly letGo = new AbortController();
  private readonly opened = Promise.withResolvers<readonly InterruptedJob[]>();

  /** @param key 32 bytes for the store worker; the caller wipes its own. */
  constructor(port: CasePort, caseId: string, key: Uint8Array) {
    this.port = port;
    port.on('message', ({ data }) => this.hear(data as FromStore));
    port.on('close', () => this.end());
    port.start();
    this.send({ type: 'case-key', caseId, key });
  }

  /** Aborted when the page has let go of the port, or `close` was called. */
  get gone(): AbortSignal {
    return this.letGo.signal;
  }

  /** Resolves once the store is open, with the jobs that it found cut off; never when it does not open. */
  get ready(): Promise<readonly InterruptedJob[]> {
    return this.opened.promise;
  }

  /** A job that was cut off has been noted: the store need not name it again. */
  forget(job: string): void {
    this.send({ type: 'job-abort', job });
  }

  private send(message: ToStore): void {
    if (!this.gone.aborted) this.port.postMessage(message);
  }

  private hear(message: FromStore): void {
    if (message.type === 'ready') {
      this.opened.resolve(message.interrupted);
      return;
    }
    if (message.type === 'deleted') {
      this.deleted.resolve(true);
      return;
    }
    if (message.type === 'ledger-added') {
      const { run, reason } = message;
      const waiting = this.runs.get(run);
      this.runs.delete(run);
      if (reason === undefined) waiting?.resolve();
      else waiting?.reject(new StoreFailed(`the case store cannot keep it: ${reason}`));
      return;
    }
    if ('id' in message) {
      this.hearExport(message);
      return;
    }
    const job = this.jobs.get(message.job);
    if (!job) return;
    switch (message.type) {
      case 'segment-stored': {
        const place = `${message.source} ${message.seq}`;
        job.segments.get(place)?.resolve();
        job.segments.delete(place);
        return;
      }
      case 'job-committed':
        this.jobs.delete(message.job);
        job.commit?.resolve(message.difference);
        return;
      case 'job-aborted':
        this.jobs.delete(message.job);
        job.abort?.resolve();
        return;
      case 'job-failed':
        this.fail(job, new StoreFailed(`the case store cannot keep it: ${message.reason}`));
    }
  }

  private hearExport(message: Extract<FromStore, { id: string }>): void {
    const waiting = this.exports.get(message.id);
    if (!waiting) return;
    if (message.type === 'export-end') waiting.ended = true;
    else if (message.type === 'export-failed') {
      waiting.failure = new StoreFailed(`the case store cannot be read: ${message.reason}`);
    } else waiting.arrived.push(message);
    waiting.wake();
  }

  private fail(job: StoreJob, failure: StoreFailed): void {
    job.failure ??= failure;
    for (const segment of job.segments.values()) segment.reject(failure);
    job.segments.clear();
    job.commit?.reject(failure);
  }

  private end(): void {
    if (this.gone.aborted) return;
    for (const job of this.jobs.values()) {
      job.commit?.reject(new CommitUnknown());
      this.fail(job, goneFailure());
      job.abort?.resolve();
    }
    this.jobs.clear();
    for (const waiting of this.exports.values()) {
      waiting.failure = goneFailure();
      waiting.wake();
    }
    for (const waiting of this.runs.values()) waiting.reject(goneFailure());
    this.runs.clear();
    this.deleted.resolve(false);
    this.letGo.abort();
  }

  private jobOf(name: string): StoreJob {
    const job = this.jobs.get(name);
    if (!job) throw this.gone.aborted ? goneFailure() : new Error(`no job ${name}`);
    if (job.failure) throw job.failure;
    return job;
  }

  begin(job: string, exhibit: string): void {
    if (this.gone.aborted) throw goneFailure();
    this.jobs.set(job, { segments: new Map() });
    this.send({ type: 'job-begin', job, exhibit });
  }

  /** Resolves when the segment is stored. @throws StoreFailed. */
  async segment(job: string, source: number, seq: number, bytes: ArrayBuffer): Promise<void> {
    const waiting = Promise.withResolvers<void>();
    this.jobOf(job).segments.set(`${source} ${seq}`, waiting);
    this.send({ type: 'segment', job, source, seq, bytes });
    await waiting.promise;
  }

  /**
   * Resolves when all of the job is part of the case, and nothing of those that it replaces.
   * @returns what changed where it replaced others. @throws StoreFailed.
   */
  async commit(
    job: string,
    sources: readonly StoredSource[],
    replaces: readonly string[] = [],
  ): Promise<Committed['difference']> {
    const waiting = Promise.withResolvers<Committed['difference']>();
    this.jobOf(job).commit = waiting;
    this.send({ type: 'job-commit', job, sources, replaces });
    return waiting.promise;
  }

  /** Resolves when nothing of the job is left in the store, or there is no store any more. */
  async abort(job: string): Promise<void> {
    const known = this.jobs.get(job);
    if (!known) return;
    this.fail(known, new StoreFailed('the job was stopped'));
    known.abort = Promise.withResolvers<void>();
    this.send({ type: 'job-abort', job });
    await known.abort.promise;
  }

  /** Adds decisions or annotations; resolves when all of them are stored. @throws StoreFailed with none of them kept. */
  async addEntries(given: LedgerEntries): Promise<void> {
    if (this.gone.aborted) throw goneFailure();
    const run = ++this.lastRun;
    const waiting = Promise.withResolvers<void>();
    this.runs.set(run, waiting);
    this.send({ type: 'ledger-add', run, ...given });
    await waiting.promise;
  }

  /**
   * What is stored of some exhibits, or of all: each job, then its segments in order.
   * @throws StoreFailed when some of it does not open, or the page lets go of the port.
   */
  async *export(exhibits: readonly string[] | null): AsyncGenerator<ExportedMessages> {
    const id = randomUUID();
    for await (const message of this.exported(id, { type: 'export', id, exhibits })) {
      if (message.type !== 'export-entries') yield message;
    }
  }

  /** All decisions, then all annotations, in their order. @throws StoreFailed as `export` does. */
  async *exportLedgers(): AsyncGenerator<LedgerEntries> {
    const id = randomUUID();
    for await (const message of this.exported(id, { type: 'export-ledgers', id })) {
      if (message.type === 'export-entries') yield message;
    }
  }

  private async *exported(
    id: string,
    request: Extract<ToStore, { type: 'export' | 'export-ledgers' }>,
  ): AsyncGenerator<Exported> {
    if (this.gone.aborted) throw goneFailure();
    const waiting: StoreExport = { arrived: [], ended: false, wake: () => undefined };
    this.exports.set(id, waiting);
    this.send(request);
    try {
      for (;;) {
        const next = waiting.arrived.shift();
        if (next) {
          yield next;
          if (next.type !== 'export-job') this.send({ type: 'export-taken', id });
        } else if (waiting.failure) throw waiting.failure;
        else if (waiting.ended) return;
        else {
          await new Promise<void>((resolve) => {
            waiting.wake = resolve;
          });
        }
      }
    } finally {
      this.exports.delete(id);
      if (!waiting.ended) this.send({ type: 'export-stop', id });
    }
  }

  /** Resolves with whether the page has deleted what it stores of the case; not at all when it does not answer. */
  delete(): Promise<boolean> {
    this.send({ type: 'delete' });
    return this.deleted.promise;
  }

  close(): void {
    this.end();
    this.port.close();
  }
}
