/** Sends what is stored to the main process, for a bundle: one job after another, a few segments at a time. */
import {
  CREDITS,
  type FromStore,
  LEDGER_RUN,
  type LedgerEntries,
  type ToStore,
} from '../../shared/contract/case-port.ts';
import { faultReason } from './fault-reason.ts';
import { storedLedger } from './ledger.ts';
import type { OpenedCatalogue } from './plan.ts';
import { SealBroken } from './seal.ts';
import { type StoreAccess, storedSegments, storedSources } from './stored-job.ts';

type ExportMessage = Extract<ToStore, { type: 'export' | 'export-ledgers' | 'export-taken' | 'export-stop' }>;

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
    if (message.type === 'export' || message.type === 'export-ledgers') {
      const sending = { underWay: 0, stopped: false, wake: () => undefined };
      this.sending.set(id, sending);
      const sent =
        message.type === 'export' ? this.messages(id, message.exhibits, sending) : this.ledgers(id, sending);
      void this.end(id, sent).finally(() => this.sending.delete(id));
      return;
    }
    const sending = this.sending.get(id);
    if (!sending) return;
    if (message.type === 'export-taken') sending.underWay--;
    else sending.stopped = true;
    sending.wake();
  }

  /** @param sent resolves once all was sent, or the export was stopped; rejects when some of it does not open. */
  private async end(id: string, sent: Promise<void>): Promise<void> {
    const { answer } = this.options;
    try {
      await sent;
      answer({ type: 'export-end', id });
    } catch (cause) {
      answer({ type: 'export-failed', id, reason: faultReason(cause, 'the bundle') });
    }
  }

  /** Waits until something more may be sent. @returns false when nothing more is wanted. */
  private async mayGo(sending: Sending): Promise<boolean> {
    while (sending.underWay === CREDITS && !sending.stopped) {
      await new Promise<void>((resolve) => {
        sending.wake = resolve;
      });
    }
    if (sending.stopped) return false;
    sending.underWay++;
    return true;
  }

  private async messages(id: string, exhibits: readonly string[] | null, sending: Sending): Promise<void> {
    const { answer, catalogue } = this.options;
    // The jobs of this moment: one that is committed meanwhile is not part of the export.
    for (const job of catalogue.jobs) {
      if (exhibits && !exhibits.includes(job.exhibit)) continue;
      const sources = await storedSources(job, this.options);
      const messages = job.sources
        .flatMap(({ segments }) => segments)
        .reduce((sum, segment) => sum + segment.messages, 0);
      answer({ type: 'export-job', id, job: job.name, exhibit: job.exhibit, sources, messages });
      for await (const { source, seq, bytes } of storedSegments(job, this.options)) {
        if (!(await this.mayGo(sending))) return;
        answer({ type: 'export-segment', id, job: job.name, source, seq, bytes }, [bytes]);
      }
    }
  }

  /** Strictly: where an entry is missing or does not open, nothing is sent in its place. */
  private async ledgers(id: string, sending: Sending): Promise<void> {
    for (const ledger of ['decisions', 'annotations'] as const) {
      const { entries, damage } = await storedLedger(ledger, this.options);
      const [first] = damage;
      if (first) throw new SealBroken(first.reason);
      for (let at = 0; at < entries.length; at += LEDGER_RUN) {
        if (!(await this.mayGo(sending))) return;
        const run = { ledger, entries: entries.slice(at, at + LEDGER_RUN) } as LedgerEntries;
        this.options.answer({ type: 'export-entries', id, ...run });
      }
    }
  }
}
