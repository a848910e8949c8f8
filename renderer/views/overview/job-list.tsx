import { Button, ProgressBar } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import type { IntakeStage } from '../../../shared/contract/index.ts';
import { type IntakeJobState, type IntakeJobs, isRunning } from '../../app/intake-jobs.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, sizeText } from '../../ui/numbers.ts';
import { differenceText } from './counts.ts';
import styles from './overview.module.css';

const STAGE_WORDS: Readonly<Record<IntakeStage, string>> = {
  hashing: 'Hashing the evidence',
  opening: 'Decrypting and unpacking',
  reading: 'Reading messages',
  media: 'Sealing attachments',
  storing: 'Storing',
};

/** Exhibits that are being read in, and how those ended that were. */
export function JobList({ intake }: { intake: IntakeJobs }) {
  if (intake.jobs.length === 0) return null;
  return (
    <ul className={styles.jobs} aria-label="Imports">
      {intake.jobs.map((job) => (
        <li key={job.job} className={styles.job}>
          {isRunning(job) ? <Running job={job} intake={intake} /> : <Ended job={job} intake={intake} />}
        </li>
      ))}
    </ul>
  );
}

function Running({ job, intake }: { job: IntakeJobState; intake: IntakeJobs }) {
  const { stage, fraction, bytes, messages } = job;
  const share = fraction === null ? '' : ` ${Math.floor(fraction * 100)} %`;
  return (
    <>
      <div className={styles.jobText}>
        <strong>
          <EvidenceText text={job.exhibit} />
        </strong>{' '}
        {STAGE_WORDS[stage]}
        {share}
        <span className="dim">
          {' '}
          {sizeText(bytes)} hashed, {counted(messages, 'message')}
        </span>
      </div>
      <ProgressBar
        className={styles.jobBar!}
        intent="primary"
        stripes={fraction === null}
        {...(fraction === null ? {} : { value: fraction })}
        aria-label={`${job.exhibit}: ${STAGE_WORDS[stage]}`}
      />
      <Button
        text="Cancel"
        onClick={() => intake.cancel(job.job)}
        aria-label={`Cancel the import of ${job.exhibit}`}
      />
    </>
  );
}

function Ended({ job, intake }: { job: IntakeJobState; intake: IntakeJobs }) {
  const { records, difference, error } = job;
  const kept = records?.reduce((sum, { counts }) => sum + counts.kept, 0) ?? 0;
  const damaged = records?.reduce((sum, { damage }) => sum + damage.length, 0) ?? 0;
  return (
    <>
      <div className={styles.jobText} role={error ? 'alert' : 'status'}>
        <strong>
          <EvidenceText text={job.exhibit} />
        </strong>{' '}
        {error ? (
          <span className={error.kind === 'cancelled' ? 'dim' : styles.failed}>
            {error.kind === 'cancelled'
              ? 'Cancelled. Nothing of it was kept.'
              : `${sentence(error.message)} Nothing of it was kept.`}
          </span>
        ) : (
          <>
            {counted(kept, 'message')} read in
            {damaged > 0 ? `, with ${counted(damaged, 'place')} damaged` : ''}
            {difference ? `: ${differenceText(difference)}` : ''}
          </>
        )}
      </div>
      <Button
        variant="minimal"
        icon={<Cross />}
        aria-label={`Dismiss the note on ${job.exhibit}`}
        onClick={() => intake.dismiss(job.job)}
      />
    </>
  );
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
