/** The page's end of the case port with a store in memory that works as the real one does: for bundles. */
import {
  CREDITS,
  type FromStore,
  type Ledgers,
  type StoredSource,
  type ToStore,
} from '../../../shared/contract/case-port.ts';
import { SegmentReader } from '../../../shared/segment/index.ts';
import { unpackSegment } from '../../intake/packed-segment.ts';
import { FakePage } from './fake-page.ts';

export interface StoredJob {
  readonly job: string;
  readonly exhibit: string;
  readonly segments: { readonly source: number; readonly seq: number; readonly bytes: ArrayBuffer }[];
  sources: readonly StoredSource[];
}

export class StorePage extends FakePage {
  /** What is stored, in the order of the commits. */
  stored: StoredJob[] = [];
  /** What the investigator added, as the page stores it. */
  readonly decisions: Ledgers['decisions'][] = [];
  readonly annotations: Ledgers['annotations'][] = [];
  private readonly open = new Map<string, StoredJob>();
  /** Segments of the export that were sent and not taken yet; most of them at once. */
  private underWay = 0;
  mostUnderWay = 0;
  private taken: () => void = () => undefined;

  override postMessage(message: ToStore): void {
    const sent = structuredClone(message);
    this.heard.push(sent);
    setImmediate(() => {
      if (sent.type === 'export') void this.export(sent.id, sent.exhibits);
      else if (sent.type === 'export-ledgers') this.exportLedgers(sent.id);
      else if (sent.type === 'export-taken') {
        this.underWay--;
        this.taken();
      } else {
        const answer = this.answer(sent);
        if (answer) this.say(answer);
      }
    });
  }

  private say(answer: FromStore): void {
    this.emit('message', { data: structuredClone(answer) });
  }

  private async export(id: string, exhibits: readonly string[] | null): Promise<void> {
    for (const { job, exhibit, segments, sources } of this.stored) {
      if (exhibits && !exhibits.includes(exhibit)) continue;
      const messages = segments.reduce((sum, { bytes }) => sum + new SegmentReader(bytes).count, 0);
      this.say({ type: 'export-job', id, job, exhibit, sources, messages });
      for (const { source, seq, bytes } of segments) {
        while (this.underWay === CREDITS) {
          await new Promise<void>((resolve) => {
            this.taken = resolve;
          });
        }
        this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
        this.say({ type: 'export-segment', id, job, source, seq, bytes });
      }
    }
    this.say({ type: 'export-end', id });
  }

  private exportLedgers(id: string): void {
    const { decisions, annotations } = this;
    this.underWay += 2;
    this.say({ type: 'export-entries', id, ledger: 'decisions', entries: decisions });
    this.say({ type: 'export-entries', id, ledger: 'annotations', entries: annotations });
    this.say({ type: 'export-end', id });
  }

  override keep(message: ToStore): FromStore | null {
    switch (message.type) {
      case 'job-begin':
        this.open.set(message.job, { job: message.job, exhibit: message.exhibit, segments: [], sources: [] });
        return null;
      case 'segment': {
        const { job, source, seq, bytes } = message;
        this.open.get(job)!.segments.push({ source, seq, bytes: unpackSegment(bytes) });
        return { type: 'segment-stored', job, source, seq };
      }
      case 'job-commit': {
        const job = this.open.get(message.job)!;
        this.open.delete(message.job);
        const { replaces = [] } = message;
        this.stored = this.stored.filter((known) => !replaces.includes(known.job));
        this.stored.push({ ...job, sources: message.sources });
        return { type: 'job-committed', job: message.job };
      }
      case 'job-abort':
        this.open.delete(message.job);
        return { type: 'job-aborted', job: message.job };
      case 'ledger-add': {
        if (message.ledger === 'decisions') this.decisions.push(...message.entries);
        else this.annotations.push(...message.entries);
        return { type: 'ledger-added', run: message.run };
      }
      case 'delete':
        this.stored = [];
        return { type: 'deleted' };
      default:
        return super.keep(message);
    }
  }
}
