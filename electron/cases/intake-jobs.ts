/**
 * Intake jobs of an open case, one after another in the order they were asked for: each reads evidence in
 * a process of its own, hands its segments to the page's store and its attachments to the case folder, and
 * counts only when all of it is stored. The log says so first: what the window shows of an import, the log
 * has on the disk.
 */
import { randomUUID } from 'node:crypto';
import type { InterruptedJob } from '../../shared/contract/case-port.ts';
import type { EventName, Events, IntakeStage } from '../../shared/contract/index.ts';
import { Cancelled, Refusal } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import type { Action } from '../custody/log.ts';
import { evidenceName } from '../intake/names.ts';
import type { JobRequest, LaunchIntake } from '../intake/protocol.ts';
import { runJob } from '../intake/run-job.ts';
import type { AttachmentStore } from '../media/attachment-store.ts';
import { callError } from './call-error.ts';
import type { CaseLog } from './case-log.ts';
import { logJob } from './log-job.ts';
import type { IncomingQuarantine, QuarantineStore } from './quarantine-store.ts';
import { replacedImports } from './replaced-imports.ts';
import { CommitUnknown, StoreFailed, type StoreLink } from './store-link.ts';
import type { WarrantedJob } from './warranted-job.ts';

export type WantedJob = Pick<JobRequest, 'exhibit' | 'paths' | 'key' | 'options'>;

export interface IntakeJobsOptions {
  readonly log: CaseLog;
  readonly attachments: AttachmentStore;
  readonly quarantine: QuarantineStore;
  readonly store: StoreLink;
  readonly launch: LaunchIntake;
  readonly software: string;
  /** What a job of an exhibit may do; null where the case is under no warrant. */
  warranted(exhibit: string): WarrantedJob | null;
  /** @throws Refusal when the case takes nothing any more: a warrant may end while a job runs. */
  assertTakes(): void;
  emit<Name extends EventName>(name: Name, event: Events[Name]): void;
  /** Told of failures that are neither the evidence's nor the user's. */
  report(cause: unknown): void;
}

interface Job {
  readonly name: string;
  readonly exhibit: string;
  readonly stop: AbortController;
  /** Whether the log has been told, as far as it could be, of how it failed. */
  noted: boolean;
}

/** For the window, which adds that nothing of it was kept. */
const INTERRUPTED = 'the program ended while it was being read in: read it in again';

const FAILED: readonly [kind: 'refused' | 'cancelled', action: Action][] = [
  ['refused', 'import-refused'],
  ['cancelled', 'import-cancelled'],
];

/** In the log, names of more evidence than this are left out: the job's refusal names the one it is about. */
const NAMES_LOGGED = 200;

export class IntakeJobs {
  private readonly options: IntakeJobsOptions;
  private readonly jobs = new Map<string, Job>();
  private line: Promise<void> = Promise.resolve();
  private closing = false;

  constructor(options: IntakeJobsOptions) {
    this.options = options;
    void options.store.ready.then((interrupted) =>
      this.inTurn(() => this.settle(interrupted)).catch(options.report),
    );
  }

  /** Notes the jobs that a crash cut off, and ends what they left in the folder. */
  private async settle(interrupted: readonly InterruptedJob[]): Promise<void> {
    const { log, attachments, quarantine, store, emit } = this.options;
    // What a job of this session left is for the next opening.
    if (store.gone.aborted) return;
    for (const { job, exhibit } of interrupted) {
      const reason = 'the program ended while it was being read in; what was stored of it is removed';
      await log.append({
        actor: actor(),
        action: 'import-interrupted',
        subjects: [{ exhibit, job }, { reason }],
      });
      emit('intake.failed', { job, exhibit, error: { kind: 'fault', message: INTERRUPTED } });
    }
    await attachments.settle(new Set(interrupted.map(({ job }) => job)));
    await quarantine.keepOnly(log.facts.imports.map(({ job }) => job));
    // Only now: until all of that is done, the store names them again.
    for (const { job } of interrupted) store.forget(job);
  }

  /** Puts a job in line. @returns its name. */
  start(wanted: WantedJob): string {
    if (this.closing) throw new Error('the case is being closed');
    const job: Job = {
      name: randomUUID(),
      exhibit: wanted.exhibit,
      stop: new AbortController(),
      noted: false,
    };
    this.jobs.set(job.name, job);
    this.line = this.line.then(() => this.run(job, wanted));
    return job.name;
  }

  /** Stops a job, running or waiting; one that has ended stays as it ended. */
  cancel(name: string): void {
    this.jobs.get(name)?.stop.abort();
  }

  /** Whether a job runs or waits. */
  get busy(): boolean {
    return this.jobs.size > 0;
  }

  /** Stops all jobs; resolves when all have ended. */
  async stopAll(): Promise<void> {
    for (const job of this.jobs.values()) job.stop.abort();
    await this.line;
  }

  /** Stops all jobs; resolves when all have ended. No more are taken. */
  close(): Promise<void> {
    this.closing = true;
    return this.stopAll();
  }

  /** Does something else with the store in the jobs' turn, so that none comes between. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.line.then(work);
    this.line = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  private async run(job: Job, wanted: WantedJob): Promise<void> {
    const { emit, report } = this.options;
    const { name, exhibit } = job;
    try {
      emit('intake.done', { job: name, exhibit, ...(await this.import(job, wanted)) });
    } catch (cause) {
      const error = callError(cause);
      if (error.kind === 'fault') report(cause);
      // What became of it, if it counts, stands in the log already; if not, the next opening says so.
      if (!(cause instanceof CommitUnknown)) await this.note(job, wanted, cause);
      emit('intake.failed', { job: name, exhibit, error });
    } finally {
      this.jobs.delete(name);
    }
  }

  /** Notes in the log how a job failed, once. @returns whether the log could be written. */
  private async note(job: Job, wanted: WantedJob, cause: unknown): Promise<boolean> {
    if (job.noted) return true;
    job.noted = true;
    const { log, report } = this.options;
    const error = callError(cause);
    const action = FAILED.find(([kind]) => kind === error.kind)?.[1] ?? 'import-failed';
    const files = wanted.paths.slice(0, NAMES_LOGGED).map((path) => ({ file: evidenceName(path) }));
    const reason =
      cause instanceof Refusal ? { code: cause.code, reason: cause.message } : { reason: error.message };
    const subjects = [{ exhibit: job.exhibit, job: job.name }, ...files, reason];
    try {
      await log.append({ actor: actor(), action, subjects });
      return true;
    } catch (unwritten) {
      report(unwritten);
      return false;
    }
  }

  private async import(
    job: Job,
    wanted: WantedJob,
  ): Promise<Pick<Events['intake.done'], 'records' | 'difference'>> {
    const { log, attachments, quarantine, store, launch, software, emit } = this.options;
    const { name, exhibit, stop } = job;
    if (stop.signal.aborted) throw new Cancelled();
    let latest = { bytes: 0, messages: 0 };
    const progress = (stage: IntakeStage, fraction: number | null): void =>
      emit('intake.progress', { job: name, exhibit, stage, fraction, ...latest });
    const incoming = await attachments.incoming(name);
    const withheld = quarantine.incoming(name);
    const warranted = this.options.warranted(exhibit);
    let isLogged = false;
    try {
      store.begin(name, exhibit);
      const taking = new Set<Promise<unknown>>();
      const outcome = await runJob(
        {
          ...wanted,
          wantMedia: true,
          software,
          ...(warranted ? { underWarrant: true as const } : {}),
        },
        launch,
        {
          segment: (source, seq, bytes) => store.segment(name, source, seq, bytes),
          media(sha256, _bytes, chunks) {
            const taken = incoming.take(sha256, chunks);
            taking.add(taken);
            const forget = (): void => void taking.delete(taken);
            taken.then(forget, forget);
            return taken;
          },
          progress({ stage, fraction, bytes, messages }) {
            latest = { bytes, messages };
            progress(stage, fraction);
          },
          ...(warranted ? { authorise: (evidence) => warranted.authorise(evidence) } : {}),
          quarantined: (item) => withheld.take(item),
        },
        // A page that goes away ends the job at once, not at its next segment.
        AbortSignal.any([stop.signal, store.gone]),
      ).finally(() => Promise.allSettled(taking));
      progress('storing', null);
      stop.signal.throwIfAborted();
      this.options.assertTakes();
      const records = outcome.sources.map(({ record }) => record);
      const replaces = replacedImports(log.facts.imports, exhibit, records);
      await withheld.finish();
      isLogged = true;
      await logJob(log, { exhibit, job: name, options: wanted.options, replaces }, records);
      await this.logWithheld(name, exhibit, withheld);
      await incoming.keep();
      await withheld.keep();
      const difference = await store.commit(name, outcome.sources, replaces);
      await incoming.settle();
      if (replaces.length > 0) await quarantine.keepOnly(log.facts.imports.map((one) => one.job));
      return { records, ...(difference ? { difference } : {}) };
    } catch (cause) {
      // The import may count: what belongs to it stays until the store has said what it has.
      if (cause instanceof CommitUnknown) throw cause;
      const failure = this.failureOf(cause, job, warranted);
      const isNoted = await this.note(job, wanted, failure);
      // Where the log counts it and cannot be told that it failed, as on a full disk, the store keeps its
      // record: the next opening finds it cut off, and takes it out of the log's count.
      if (isNoted || !isLogged) await store.abort(name);
      await incoming.discard();
      await withheld.discard();
      throw failure;
    } finally {
      warranted?.end();
    }
  }

  private failureOf(cause: unknown, { stop }: Job, warranted: WarrantedJob | null): unknown {
    if (stop.signal.aborted) return new Cancelled();
    if (cause instanceof Cancelled) return new StoreFailed('the window let go of the case');
    return warranted ? warranted.explain(cause) : cause;
  }

  private async logWithheld(job: string, exhibit: string, { counts }: IncomingQuarantine): Promise<void> {
    if (counts.size === 0) return;
    await this.options.log.append({
      actor: actor(),
      action: 'messages-withheld',
      subjects: [{ exhibit, job }],
      counts: Object.fromEntries(counts),
    });
  }
}
