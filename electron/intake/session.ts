/**
 * One conversation with an intake process, from start to end: makes its scratch folder, starts it,
 * watches that it lives and stays within its memory, turns each way of dying into a named failure, and
 * leaves neither process nor scratch behind.
 */
import { Cancelled, DiskFull, Refusal } from '../../shared/model/index.ts';
import {
  DEFAULT_LIMITS,
  type FromIntake,
  type IntakeExit,
  type IntakeFailure,
  type IntakeLimits,
  type LaunchIntake,
  type ToIntake,
} from './protocol.ts';
import { makeScratch, removeScratch, renewScratch, sweepScratch } from './scratch.ts';

/** Why an intake process did not give a result, when the evidence is not to blame. */
export type IntakeFaultCode = 'crash' | 'hang' | 'fault';

/** A failure of the intake process itself; nothing of its job is kept. */
export class IntakeFault extends Error {
  override readonly name = 'IntakeFault';
  readonly code: IntakeFaultCode;

  constructor(code: IntakeFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const SECOND = 1000;
/** How long a killed process may take to be gone. */
const BURIAL_MS = 10_000;

let swept: Promise<unknown> | undefined;

export interface Session<T> {
  /** For failures: the evidence as the user named it. */
  readonly subject: string;
  readonly limits?: Partial<IntakeLimits> | undefined;
  readonly signal: AbortSignal;
  /** The request, once the scratch folder is there. */
  first(scratch: string): ToIntake;
  /** Answers a message of the child; gives the session's result to `end`. A throw ends the session. */
  hear(message: FromIntake, post: (answer: ToIntake) => void, end: (result: T) => void): void | Promise<void>;
}

function failureOf(error: IntakeFailure): Error {
  if (error.kind === 'refused') return new Refusal(error.code, error.file, error.reason);
  if (error.kind === 'disk-full')
    return new DiskFull('a working copy of the evidence, on the temporary disk,');
  const fault = new IntakeFault('fault', error.message);
  if (error.stack !== undefined) fault.stack = error.stack;
  return fault;
}

function howItEnded({ code, signal }: IntakeExit): string {
  return signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`;
}

/**
 * Runs one session.
 * @throws Refusal when the evidence is refused or needs more memory than allowed; IntakeFault when the
 * process crashes, hangs or fails; Cancelled when `signal` is aborted; whatever `hear` throws.
 */
export async function converse<T>(launch: LaunchIntake, session: Session<T>): Promise<T> {
  const { signal, subject } = session;
  if (signal.aborted) throw new Cancelled();
  const limits = { ...DEFAULT_LIMITS, ...session.limits };
  swept ??= sweepScratch();
  await swept;
  const scratch = await makeScratch();
  try {
    const child = launch({ scratch, limits });
    const gone = new Promise<IntakeExit>((resolve) => child.onExit(resolve));
    const result = Promise.withResolvers<T>();
    const memoryCeiling = (): Refusal =>
      new Refusal(
        'too-large',
        subject,
        `reading it needs more than the memory ceiling of ${limits.residentMiB} MiB`,
      );

    let silent = 0;
    const watchdog = setInterval(() => {
      silent++;
      void renewScratch(scratch);
      if (silent <= limits.silenceSeconds) return;
      result.reject(
        new IntakeFault('hang', `${subject}: the intake gave no sign of life for ${limits.silenceSeconds} s`),
      );
    }, SECOND);
    const cancel = (): void => result.reject(new Cancelled());
    signal.addEventListener('abort', cancel, { once: true });

    child.onMessage((message) => {
      silent = 0;
      if (message.type === 'ready') child.post(session.first(scratch));
      else if (message.type === 'alive') {
        if (message.resident > limits.residentMiB * 2 ** 20) result.reject(memoryCeiling());
      } else if (message.type === 'failed') result.reject(failureOf(message.error));
      else {
        void (async () => session.hear(message, (answer) => child.post(answer), result.resolve))().catch(
          result.reject,
        );
      }
    });
    void gone.then((exit) =>
      result.reject(
        exit.outOfMemory
          ? memoryCeiling()
          : new IntakeFault('crash', `${subject}: the intake process ended early (${howItEnded(exit)})`),
      ),
    );

    try {
      return await result.promise;
    } finally {
      clearInterval(watchdog);
      signal.removeEventListener('abort', cancel);
      child.kill();
      const burial = Promise.withResolvers<void>();
      const patience = setTimeout(burial.resolve, BURIAL_MS);
      await Promise.race([gone, burial.promise]);
      clearTimeout(patience);
    }
  } finally {
    await removeScratch(scratch);
  }
}
