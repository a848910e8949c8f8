/** What a closed case's database holds: which jobs are whole, which were cut off, which are damaged. */
import type { StoreDamage } from '../query/feed.ts';
import type { Catalogue, DoneJob, JobState } from './manifest.ts';
import type { CaseDatabase, CatalogueRecord, JobRecord, Sealed } from './schema.ts';
import { SealBroken, sealJson, unsealJson } from './seal.ts';
import type { StoreAccess } from './stored-job.ts';

/** The catalogue of the open case. */
export class OpenedCatalogue {
  private current: readonly DoneJob[];
  private line: Promise<unknown> = Promise.resolve();

  constructor(jobs: readonly DoneJob[]) {
    this.current = jobs;
  }

  get jobs(): readonly DoneJob[] {
    return this.current;
  }

  /**
   * One change after another.
   * @param store writes what the jobs become and answers with it; null leaves them as they are.
   */
  change(
    store: (jobs: readonly DoneJob[]) => Promise<readonly DoneJob[] | null>,
  ): Promise<readonly DoneJob[] | null> {
    const changed = this.line.then(async () => {
      const jobs = await store(this.current);
      if (jobs) this.current = jobs;
      return jobs;
    });
    this.line = changed.catch(() => undefined);
    return changed;
  }
}

export interface UnfinishedJob {
  readonly tag: string;
  readonly exhibit: string;
  /** The log's name of it, where its record has it. */
  readonly name?: string;
}

/** Both records that hold a job's manifest: its own, and the catalogue of what the jobs become. */
export async function sealedManifests(
  { job, ...done }: DoneJob,
  jobs: readonly DoneJob[],
  { key, caseId }: StoreAccess,
): Promise<{ readonly job: JobRecord; readonly catalogue: CatalogueRecord }> {
  const none = { caseId, exhibit: '', source: 0, seq: 0 } as const;
  const [jobSealed, catalogueSealed] = await Promise.all([
    sealJson(key, { kind: 'job', job, ...none }, { state: 'done', ...done } satisfies JobState),
    sealJson(key, { kind: 'catalogue', job: '', ...none }, { jobs } satisfies Catalogue),
  ]);
  return { job: { job, ...jobSealed }, catalogue: { id: 1, ...catalogueSealed } };
}

export interface OpeningPlan {
  readonly jobs: readonly DoneJob[];
  /** Jobs that were begun and never committed. */
  readonly unfinished: readonly UnfinishedJob[];
  readonly damage: readonly StoreDamage[];
}

async function opened<T>(work: Promise<unknown>): Promise<T | 'broken'> {
  try {
    return (await work) as T;
  } catch (cause) {
    if (cause instanceof SealBroken) return 'broken';
    throw cause;
  }
}

/** Reads the catalogue and every job's state; changes nothing. */
export async function planOpening(db: CaseDatabase, key: CryptoKey, caseId: string): Promise<OpeningPlan> {
  const damage: StoreDamage[] = [];
  const say = (exhibit: string, reason: string): number => damage.push({ exhibit, seq: -1, reason });
  const none = { caseId, exhibit: '', source: 0, seq: 0 } as const;
  const open = <T>(sealed: Sealed, kind: 'job' | 'catalogue', job: string): Promise<T | 'broken'> =>
    opened<T>(unsealJson(key, { kind, job, ...none }, sealed));

  const records: JobRecord[] = await db.jobs.toArray();
  const states = new Map<string, JobState | 'broken'>();
  for (const record of records) states.set(record.job, await open<JobState>(record, 'job', record.job));

  const catalogueRecord = await db.catalogue.get(1);
  const catalogue = catalogueRecord ? await open<Catalogue>(catalogueRecord, 'catalogue', '') : 'missing';
  const listed = typeof catalogue === 'string' ? [] : catalogue.jobs;

  for (const { job, exhibit } of listed) {
    const state = states.get(job);
    if (state === undefined)
      say(exhibit, 'the record of its import is missing; the catalogue of the case replaces it');
    else if (state === 'broken' || state.state !== 'done') {
      say(exhibit, 'the record of its import was altered; the catalogue of the case replaces it');
    }
  }

  const jobs: DoneJob[] = [...listed];
  const unfinished: UnfinishedJob[] = [];
  const known = new Set(listed.map(({ job }) => job));
  for (const [job, state] of states) {
    if (known.has(job)) continue;
    known.add(job);
    if (state === 'broken') say('', 'the record of an import was altered; what it stored cannot be told');
    else if (state.state === 'done') {
      const { name, exhibit, sources } = state;
      jobs.push({ job, name, exhibit, sources });
      if (catalogue !== 'missing' && catalogue !== 'broken') {
        say(state.exhibit, 'its import is not in the catalogue of the case, which is older than it');
      }
    } else if (catalogue !== 'broken') {
      const { exhibit, name } = state;
      unfinished.push({ tag: job, exhibit, ...(name === undefined ? {} : { name }) });
    }
  }
  if (catalogue === 'broken') {
    say('', 'the catalogue of the case was altered: an import taken away whole would not be noticed');
  } else if (catalogue === 'missing' && jobs.length > 0) {
    say('', 'the catalogue of the case is missing: an import taken away whole would not be noticed');
  }

  if ((await db.catalogue.count()) > (catalogueRecord ? 1 : 0)) {
    say('', 'a record was added to the catalogue of the case; it is not used');
  }

  const stray = new Set<string>();
  for (const table of [db.segments, db.heaps, db.search, db.lists]) {
    for (const [job] of await table.toCollection().primaryKeys()) if (!known.has(job)) stray.add(job);
  }
  if (stray.size > 0) {
    say(
      '',
      `records of ${stray.size === 1 ? 'an import' : `${stray.size} imports`} that the case does not know`,
    );
  }
  return { jobs, unfinished, damage };
}
