/** The page's end of the case port, for tests: a store that keeps what it is sent, or does as the test says. */
import { EventEmitter } from 'node:events';
import type { FromStore, InterruptedJob, ToStore } from '../../../shared/contract/case-port.ts';
import type { CasePort } from '../store-link.ts';

export class FakePage extends EventEmitter implements CasePort {
  readonly heard: ToStore[] = [];
  /** Segments of jobs that were committed. */
  readonly kept: number[] = [];
  closed = false;
  /** Jobs that the store found cut off when it was opened. */
  interrupted: readonly InterruptedJob[] = [];
  private readonly pending = new Map<string, number[]>();
  /** What the store answers; null answers nothing. */
  answer: (message: ToStore) => FromStore | null = (message) => this.keep(message);

  postMessage(message: ToStore): void {
    const sent = structuredClone(message);
    this.heard.push(sent);
    setImmediate(() => {
      const answer = this.answer(sent);
      if (answer) this.emit('message', { data: answer });
    });
  }

  start(): void {}

  close(): void {
    this.closed = true;
  }

  /** The page lets go of the port. */
  leave(): void {
    this.emit('close');
  }

  /** As a store answers that has room for everything. */
  keep(message: ToStore): FromStore | null {
    switch (message.type) {
      case 'case-key':
        return { type: 'ready', caseId: message.caseId, interrupted: this.interrupted };
      case 'job-begin':
        this.pending.set(message.job, []);
        return null;
      case 'segment': {
        const { job, source, seq, bytes } = message;
        this.pending.get(job)!.push(new Uint8Array(bytes)[0]!);
        return { type: 'segment-stored', job, source, seq };
      }
      case 'job-commit':
        this.kept.push(...this.pending.get(message.job)!);
        return { type: 'job-committed', job: message.job };
      case 'job-abort':
        this.pending.delete(message.job);
        return { type: 'job-aborted', job: message.job };
      case 'delete':
        this.kept.length = 0;
        return { type: 'deleted' };
      default:
        return null;
    }
  }
}
