/**
 * The main process's end of the case port (shared/contract/case-port.ts): jobs as calls that are answered.
 * When the store cannot go on with a job, everything of that job rejects; when the port closes, everything.
 */
import type { FromStore, SourceLists, ToStore } from '../../shared/contract/case-port.ts';
import type { IntakeRecord } from '../../shared/model/index.ts';

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

type Waiting = PromiseWithResolvers<void>;

interface StoreJob {
  readonly segments: Map<string, Waiting>;
  commit?: Waiting;
  abort?: Waiting;
  failure?: StoreFailed;
}

export class StoreLink {
  private readonly port: CasePort;
  private readonly jobs = new Map<string, StoreJob>();
  private readonly letGo = new AbortController();

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

  private send(message: ToStore): void {
    if (!this.gone.aborted) this.port.postMessage(message);
  }

  private hear(message: FromStore): void {
    if (message.type === 'ready') return;
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
        job.commit?.resolve();
        return;
      case 'job-aborted':
        this.jobs.delete(message.job);
        job.abort?.resolve();
        return;
      case 'job-failed':
        this.fail(job, new StoreFailed(`the case store cannot keep it: ${message.reason}`));
    }
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
      this.fail(job, goneFailure());
      job.abort?.resolve();
    }
    this.jobs.clear();
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

  /** Resolves when all of the job is part of the case. @throws StoreFailed. */
  async commit(
    job: string,
    sources: readonly { readonly lists: SourceLists; readonly record: IntakeRecord }[],
  ): Promise<void> {
    const waiting = Promise.withResolvers<void>();
    this.jobOf(job).commit = waiting;
    this.send({ type: 'job-commit', job, sources });
    await waiting.promise;
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

  close(): void {
    this.end();
    this.port.close();
  }
}
