/** Sends what is stored to the main process, for a bundle: one job after another, a few segments at a time. */
import { CREDITS, type FromStore, type ToStore } from '../../shared/contract/case-port.ts';
import { faultReason } from './fault-reason.ts';
import type { OpenedCatalogue } from './plan.ts';
import { type StoreAccess, storedSegments, storedSources } from './stored-job.ts';

type ExportMessage = Extract<ToStore, { type: 'export' | 'export-taken' | 'export-stop' }>;

export interface ExportsOptions extends StoreAccess {
  readonly catalogue: OpenedCatalogue;
  answer(message: FromStore, transfer?: Transferable[]): void;
}

/** One export under way. */
interface Sending {
  underWay: number;
  stopped: boolean;
  /** Called when a segment was taken, or the export is to stop. */
  wake: () => void;
}

export class Exports {
  private readonly options: ExportsOptions;
  private readonly sending = new Map<string, Sending>();

  constructor(options: ExportsOptions) {
    this.options = options;
  }

  take(message: ExportMessage): void {
    const { id } = message;
    if (message.type === 'export') {
      const sending = { underWay: 0, stopped: false, wake: () => undefined };
      this.sending.set(id, sending);
      void this.run(id, message.exhibits, sending).finally(() => this.sending.delete(id));
      return;
    }
    const sending = this.sending.get(id);
    if (!sending) return;
    if (message.type === 'export-taken') sending.underWay--;
    else sending.stopped = true;
    sending.wake();
  }

  private async run(id: string, exhibits: readonly string[] | null, sending: Sending): Promise<void> {
    const { answer, catalogue } = this.options;
    try {
      // The jobs of this moment: one that is committed meanwhile is not part of the export.
      for (const job of catalogue.jobs) {
        if (exhibits && !exhibits.includes(job.exhibit)) continue;
        const sources = await storedSources(job, this.options);
        const messages = job.sources
          .flatMap(({ segments }) => segments)
          .reduce((sum, segment) => sum + segment.messages, 0);
        answer({ type: 'export-job', id, job: job.name, exhibit: job.exhibit, sources, messages });
        for await (const { source, seq, bytes } of storedSegments(job, this.options)) {
          while (sending.underWay === CREDITS && !sending.stopped) {
            await new Promise<void>((resolve) => {
              sending.wake = resolve;
            });
          }
          if (sending.stopped) return;
          sending.underWay++;
          answer({ type: 'export-segment', id, job: job.name, source, seq, bytes }, [bytes]);
        }
      }
      answer({ type: 'export-end', id });
    } catch (cause) {
      answer({ type: 'export-failed', id, reason: faultReason(cause) });
    }
  }
}
