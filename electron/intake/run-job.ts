/** The parent's side of an intake job: runs it in a process of its own and hands its stream over. */
import { evidenceName } from './names.ts';
import type {
  Authorisation,
  HashedEvidence,
  JobOutcome,
  JobProgress,
  JobRequest,
  LaunchIntake,
  ToIntake,
} from './protocol.ts';
import type { QuarantinedItem } from './quarantine.ts';
import { converse } from './session.ts';

export type { JobOutcome, JobProgress, JobRequest, LaunchIntake } from './protocol.ts';

/** A source's ids so far, in the index order of its segments' columns; both lists grow with it. */
export interface SegmentIds {
  readonly chats: readonly string[];
  readonly accounts: readonly string[];
}

export interface JobHandlers {
  /**
   * Takes a segment, packed (shared/segment/parcel.ts). Segments of a source come in order of `seq`, sources in order; up to CREDITS
   * calls are under way at once. Resolves when the segment is done with: that gives its credit back.
   */
  segment(source: number, seq: number, bytes: ArrayBuffer, ids: SegmentIds): Promise<void>;
  /** Takes an attachment's bytes, each once a job, when `wantMedia`. Must read `chunks` to the end. */
  media(sha256: string, bytes: number, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  /** At most four a second: drawing more of them takes time from the import. */
  progress(progress: JobProgress): void;
  /**
   * Of a job under a warrant: told what was hashed, answers with what may be opened and kept, or throws
   * the refusal that ends the job.
   */
  authorise?(evidence: readonly HashedEvidence[]): Promise<Authorisation>;
  /** Takes a privileged message, sealed, when the authorisation has a filter key; in order. */
  quarantined?(item: QuarantinedItem): Promise<void>;
}

/** Chunks as they come from the child, for one reader; each taken chunk gives its credit back. */
class ChunkQueue implements AsyncIterable<Uint8Array> {
  private readonly waiting: Uint8Array[] = [];
  private ended = false;
  private failure: unknown;
  private wake = Promise.withResolvers<void>();
  private readonly taken: () => void;

  constructor(taken: () => void) {
    this.taken = taken;
  }

  add(chunk: Uint8Array): void {
    this.waiting.push(chunk);
    this.wake.resolve();
  }

  end(): void {
    this.ended = true;
    this.wake.resolve();
  }

  /** The rest will not come: the reader's loop throws. */
  fail(cause: unknown): void {
    this.failure = cause;
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.waiting.shift();
      if (chunk) {
        yield chunk;
        this.taken();
      } else if (this.failure !== undefined) throw this.failure;
      else if (this.ended) return;
      else {
        await this.wake.promise;
        this.wake = Promise.withResolvers();
      }
    }
  }
}

/**
 * Runs one job to its end.
 * @throws Refusal, IntakeFault, Cancelled (see `converse`), and what a handler throws. The caller then
 * drops what the handlers took: nothing of such a job counts.
 */
export async function runJob(
  request: JobRequest,
  launch: LaunchIntake,
  handlers: JobHandlers,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const { limits, ...job } = request;
  const idsOf = new Map<number, { chats: string[]; accounts: string[] }>();
  const underWay = new Set<Promise<void>>();
  let queue: ChunkQueue | null = null;

  const track = (work: Promise<void>): Promise<void> => {
    underWay.add(work);
    const forget = (): void => void underWay.delete(work);
    work.then(forget, forget);
    return work;
  };

  const outcome = converse<JobOutcome>(launch, {
    subject: request.paths.length === 1 ? evidenceName(request.paths[0]!) : request.exhibit,
    limits,
    signal,
    first: (scratch): ToIntake => ({ type: 'import', job: { ...job, scratch } }),
    async hear(message, post, end) {
      switch (message.type) {
        case 'segment': {
          let ids = idsOf.get(message.source);
          if (!ids) {
            ids = { chats: [], accounts: [] };
            idsOf.set(message.source, ids);
          }
          for (const id of message.newChats) ids.chats.push(id);
          for (const id of message.newAccounts) ids.accounts.push(id);
          await track(handlers.segment(message.source, message.seq, message.bytes, ids));
          post({ type: 'segment-taken' });
          return;
        }
        case 'media':
          queue = new ChunkQueue(() => post({ type: 'chunk-taken' }));
          await track(handlers.media(message.sha256, message.bytes, queue));
          post({ type: 'media-taken' });
          return;
        case 'media-chunk':
          queue!.add(message.chunk);
          return;
        case 'media-end':
          queue!.end();
          return;
        case 'progress':
          handlers.progress(message.progress);
          return;
        case 'hashed': {
          if (!handlers.authorise) throw new Error('a job asked to be authorised that is under no warrant');
          const authorisation = await handlers.authorise(message.evidence);
          post({ type: 'authorised', authorisation });
          return;
        }
        case 'quarantined':
          if (!handlers.quarantined) throw new Error('a job withheld messages that nobody takes');
          await track(handlers.quarantined(message.item));
          return;
        case 'done':
          await Promise.all(underWay);
          end(message.outcome);
          return;
        default:
          throw new Error(`the intake process sent “${message.type}” in a job`);
      }
    },
  });
  outcome.catch((cause: unknown) => queue?.fail(cause));
  return outcome;
}
