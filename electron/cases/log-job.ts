/** What the custody log says of an intake job, in the window and on the command line alike. */

import type { ReadOptions } from '../../shared/evidence/index.ts';
import type { IntakeRecord } from '../../shared/model/index.ts';
import { actor } from '../custody/actor.ts';
import { fileSubject, type Subject } from '../custody/log.ts';
import { listDigest } from '../intake/list-digest.ts';
import type { Log } from '../warrant/log-access.ts';

/** Evidence of more files than this is named by its list's digest instead of file by file. */
const FILES_LOGGED = 200;

/** The job that an entry is about. Jobs have a name of their own only where several may be of one exhibit. */
export interface LoggedJob {
  readonly exhibit: string;
  readonly job?: string;
  /** What the investigator gave with the evidence. */
  readonly options?: ReadOptions;
  /** On what it was read without a warrant, where the case does not say so. */
  readonly legalBasis?: string | undefined;
  /** Jobs in whose place it comes. */
  readonly replaces?: readonly string[];
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** One exhibit's job: its evidence, then what each source of it gave. */
export async function logJob(
  log: Log,
  { exhibit, job, options = {}, legalBasis, replaces = [] }: LoggedJob,
  records: readonly IntakeRecord[],
): Promise<void> {
  const named = { exhibit, ...(job === undefined ? {} : { job }) };
  const given = new Map(records.map(({ file, bytes, sha256 }) => [file, fileSubject(file, bytes, sha256)]));
  const files = [
    ...new Map(records.flatMap((record) => record.files).map((file) => [file.name, file])).values(),
  ];
  const within = files.filter(({ name }) => !given.has(name));
  const subjects: Subject[] =
    within.length <= FILES_LOGGED
      ? within.map(({ name, bytes, sha256 }) => fileSubject(name, bytes, sha256))
      : [{ files: within.length, sha256: listDigest(within) }];
  await log.append({
    actor: actor(),
    action: 'evidence-hashed',
    subjects: [
      { ...named, ...options, ...(legalBasis === undefined ? {} : { legalBasis }) },
      ...given.values(),
      ...subjects,
    ],
    counts: { files: files.length, bytes: files.reduce((total, { bytes }) => total + bytes, 0) },
  });
  for (const { file, bytes, sha256, reader, readerVersion, counts, damage } of records) {
    await log.append({
      actor: actor(),
      action: 'exhibit-imported',
      subjects: [
        { ...named, file, bytes, sha256, reader, readerVersion },
        ...replaces.map((earlier) => ({ replaces: earlier })),
      ],
      counts: {
        read: counts.read,
        kept: counts.kept,
        outOfScope: sum(counts.outOfScope),
        privileged: counts.privileged,
        skipped: sum(counts.skipped),
        damage: damage.length,
      },
    });
  }
}
