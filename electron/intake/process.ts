/**
 * The intake process: does one request of its parent and is then ended by it. Runs as a child of Node
 * (IPC with serialization "advanced") and as Electron's utility process.
 */
import { rmSync } from 'node:fs';
import { CREDITS } from '../../shared/contract/case-port.ts';
import { isDiskFull, Refusal } from '../../shared/model/index.ts';
import { Credits } from './credits.ts';
import { inspectEvidence } from './inspect.ts';
import { importEvidence, type JobOutput } from './job.ts';
import type {
  Authorisation,
  FromIntake,
  IntakeFailure,
  IntakeJob,
  JobProgress,
  ToIntake,
} from './protocol.ts';

const ALIVE_MS = 1000;
const PROGRESS_MS = 250;
const CHUNK_BYTES = 256 * 1024;

interface ParentPort {
  post(message: FromIntake): void;
  onMessage(listener: (message: ToIntake) => void): void;
}

/** Electron's `process.parentPort`, as far as it is used here. */
interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

function parentPort(): ParentPort {
  const utility = (process as { parentPort?: UtilityPort }).parentPort;
  if (utility) {
    return {
      post: (message) => utility.postMessage(message),
      onMessage: (listener) => utility.on('message', ({ data }) => listener(data as ToIntake)),
    };
  }
  if (!process.send) throw new Error('the intake process is started by Threadline, not by hand');
  return {
    post: (message) => void process.send!(message, undefined, undefined, () => {}),
    onMessage: (listener) => void process.on('message', (message) => listener(message as ToIntake)),
  };
}

const port = parentPort();
const stop = new AbortController();
const segmentCredits = new Credits(CREDITS);
const chunkCredits = new Credits(CREDITS);
let mediaTaken = Promise.withResolvers<void>();
const authorised = Promise.withResolvers<Authorisation>();

/** Lets timers and the port have their turn, so that a job of pure computing still shows life. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let reported = 0;
let stage: JobProgress['stage'] | undefined;
function progress(now: JobProgress): void {
  const at = performance.now();
  if (now.stage === stage && at - reported < PROGRESS_MS) return;
  reported = at;
  stage = now.stage;
  port.post({ type: 'progress', progress: now });
}

const output: JobOutput = {
  async segment(source, segment) {
    await segmentCredits.take();
    port.post({ type: 'segment', source, ...segment });
    await breathe();
  },
  async media(sha256, bytes, chunks) {
    mediaTaken = Promise.withResolvers();
    port.post({ type: 'media', sha256, bytes });
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length; start += CHUNK_BYTES) {
        await chunkCredits.take();
        // A copy: a view would be sent with all of the buffer that it is of.
        const part = new Uint8Array(chunk.subarray(start, start + CHUNK_BYTES));
        port.post({ type: 'media-chunk', chunk: part });
      }
    }
    port.post({ type: 'media-end' });
    await mediaTaken.promise;
  },
  authorise(evidence) {
    port.post({ type: 'hashed', evidence });
    return authorised.promise;
  },
  quarantined: (item) => port.post({ type: 'quarantined', item }),
  progress,
};

function failureOf(error: unknown): IntakeFailure {
  if (error instanceof Refusal) {
    return { kind: 'refused', code: error.code, file: error.file, reason: error.reason };
  }
  if (isDiskFull(error)) return { kind: 'disk-full' };
  if (!(error instanceof Error)) return { kind: 'fault', message: String(error) };
  return { kind: 'fault', message: error.message, ...(error.stack ? { stack: error.stack } : {}) };
}

async function serve(request: Promise<FromIntake>): Promise<void> {
  try {
    port.post(await request);
  } catch (error) {
    port.post({ type: 'failed', error: failureOf(error) });
  }
}

async function runImport(job: IntakeJob): Promise<FromIntake> {
  return { type: 'done', outcome: await importEvidence(job, output, stop.signal) };
}

async function runInspection(paths: readonly string[], folder: string): Promise<FromIntake> {
  return {
    type: 'inspected',
    evidence: await inspectEvidence(paths, { scratch: folder, signal: stop.signal }),
  };
}

/** Known once the request has come. */
let scratch: string | undefined;
/** The parent removes the scratch folder; when it died, this process does, and ends. */
function endAlone(): void {
  if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  process.exit(1);
}
process.once('disconnect', endAlone);
// A parent may have died before this was loaded. Absent in a utility process, which ends with its parent.
if (process.connected === false) endAlone();

port.onMessage((message) => {
  switch (message.type) {
    case 'import':
    case 'inspect': {
      scratch = message.type === 'import' ? message.job.scratch : message.scratch;
      void serve(message.type === 'import' ? runImport(message.job) : runInspection(message.paths, scratch));
      return;
    }
    case 'segment-taken':
      segmentCredits.giveBack();
      return;
    case 'chunk-taken':
      chunkCredits.giveBack();
      return;
    case 'media-taken':
      mediaTaken.resolve();
      return;
    case 'authorised':
      authorised.resolve(message.authorisation);
  }
});

// A terminal's Ctrl-C reaches the whole process group; the parent decides what comes of it.
process.on('SIGINT', () => {});
setInterval(() => port.post({ type: 'alive', resident: process.memoryUsage.rss() }), ALIVE_MS);
port.post({ type: 'ready' });
