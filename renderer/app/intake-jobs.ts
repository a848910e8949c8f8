/** Intake jobs of the open case, as the window follows them. */
import { useCallback, useEffect, useState } from 'react';
import type { CallError, Events, IntakeStage, Request } from '../../shared/contract/index.ts';
import type { IntakeRecord } from '../../shared/model/index.ts';
import { CallFailed, call, listen, messageOf } from './bridge.ts';

export interface IntakeJobState {
  readonly job: string;
  readonly exhibit: string;
  readonly stage: IntakeStage;
  /** 0 to 1 within the stage, null when it cannot be told. */
  readonly fraction: number | null;
  readonly bytes: number;
  readonly messages: number;
  /** Set once it has ended. */
  readonly records?: readonly IntakeRecord[];
  /** What reading an exhibit in again changed. */
  readonly difference?: NonNullable<Events['intake.done']['difference']>;
  readonly error?: CallError;
}

export interface IntakeJobs {
  /** In the order in which they were started; ended ones stay until dismissed. */
  readonly jobs: readonly IntakeJobState[];
  /** @throws CallFailed when it cannot be started. */
  start(request: Request<'intake.start'>): Promise<void>;
  cancel(job: string): void;
  dismiss(job: string): void;
}

export const isRunning = ({ records, error }: IntakeJobState): boolean => !records && !error;

function errorOf(cause: unknown): CallError {
  return cause instanceof CallFailed
    ? { kind: cause.kind, message: cause.message, ...(cause.code ? { code: cause.code } : {}) }
    : { kind: 'fault', message: messageOf(cause) };
}

export function useIntakeJobs(): IntakeJobs {
  const [jobs, setJobs] = useState<readonly IntakeJobState[]>([]);

  /** A job's events may come before the call that started it is answered. */
  const put = useCallback((job: string, exhibit: string, more: Partial<IntakeJobState>) => {
    setJobs((now) => {
      const known = now.find((one) => one.job === job) ?? {
        job,
        exhibit,
        stage: 'hashing' as const,
        fraction: null,
        bytes: 0,
        messages: 0,
      };
      const next = { ...known, ...more };
      return now.some((one) => one.job === job)
        ? now.map((one) => (one.job === job ? next : one))
        : [...now, next];
    });
  }, []);

  useEffect(() => {
    const ends = [
      listen('intake.progress', ({ job, exhibit, stage, fraction, bytes, messages }) =>
        put(job, exhibit, { stage, fraction, bytes, messages }),
      ),
      listen('intake.done', ({ job, exhibit, records, difference }) =>
        put(job, exhibit, { records, ...(difference ? { difference } : {}) }),
      ),
      listen('intake.failed', ({ job, exhibit, error }) => put(job, exhibit, { error })),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [put]);

  const start = useCallback(
    async (request: Request<'intake.start'>) => {
      const { job } = await call('intake.start', request);
      put(job, request.exhibit, {});
    },
    [put],
  );
  const cancel = useCallback(
    (job: string) => {
      call('intake.cancel', { job }).catch((cause) => put(job, '', { error: errorOf(cause) }));
    },
    [put],
  );
  const dismiss = useCallback((job: string) => setJobs((now) => now.filter((one) => one.job !== job)), []);
  return { jobs, start, cancel, dismiss };
}
