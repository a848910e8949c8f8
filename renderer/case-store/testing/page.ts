/**
 * A page with the real store and query workers, in which the test plays the main process: it holds the
 * other end of the case port. Driven by tests/e2e/store.test.ts
 * and bench/store.bench.ts.
 */
import { Dexie } from 'dexie';
import type { Annotation, MessageSubject } from '../../../shared/annotations/index.ts';
import { CREDITS, type FromStore, type LedgerEntries } from '../../../shared/contract/case-port.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import type { Decision } from '../../../shared/people/index.ts';
import { SegmentWriter } from '../../../shared/segment/index.ts';
import type { CaseAnnotations, CaseSummary, Row } from '../../query/api.ts';
import type { OpenStore } from '../api.ts';
import { openStore } from '../open-store.ts';
import { CasePort } from './case-port-end.ts';
import * as measured from './measured.ts';
import { packed } from './packing.ts';
import { relayed } from './relayed.ts';

const DAY = 86_400_000;

export interface JobMade {
  readonly job: string;
  readonly exhibit: string;
  /** Messages in each segment; text i of the job is `secret <exhibit> <i>`. */
  readonly segments: readonly number[];
  readonly end: 'commit' | 'abort' | 'leave';
  /** Characters of its chat's title. */
  readonly title?: number;
  /** Sends the segments in this order instead. */
  readonly order?: readonly number[];
}

function made({ exhibit, segments, title }: JobMade) {
  const writer = new SegmentWriter(exhibit, 'whatsapp');
  let ordinal = 0;
  const bytes = segments.map((count, seq) => {
    for (let i = 0; i < count; i++) {
      ordinal++;
      writer.add(
        {
          chat: 'Vertraulich Gruppe',
          sender: i % 2 === 0 ? 'Beatrix Geheim' : 'owner',
          kind: 'text',
          text: `secret ${exhibit} ${ordinal}`,
          sentAt: new Date(Date.UTC(2024, 2, 1) + seq * DAY + i).toISOString(),
          timeBasis: 'utc',
          timePrecision: 'ms',
          source: { file: 'confidential-msgstore.db', table: 'message', row: ordinal },
        },
        ordinal,
      );
    }
    return writer.finish();
  });
  const record = {
    exhibit,
    file: 'confidential-msgstore.db',
    counts: { read: ordinal, kept: ordinal },
  } as IntakeRecord;
  const platform = 'whatsapp' as const;
  return {
    bytes,
    source: {
      lists: {
        chats: [
          {
            id: 'Vertraulich Gruppe',
            exhibit,
            platform,
            type: 'group' as const,
            members: [],
            ...(title === undefined ? {} : { title: 'x'.repeat(title) }),
          },
        ],
        accounts: writer.accounts.ids.map((id) => ({ id, exhibit, platform, names: [] })),
      },
      record,
    },
  };
}

let port: CasePort;
let store: OpenStore;
const left = new Map<string, ReturnType<typeof made>['source']>();

const actions = {
  /** Stores a decision about persons, as a view does. */
  decide: (decision: Decision): Promise<void> => store.decide(decision),

  /** Stores tags, notes and searches one after another; answers once the last is on disk. */
  async annotate(annotations: readonly Annotation[]): Promise<void> {
    for (const one of annotations) await store.annotate(one);
  },

  annotations: (): Promise<CaseAnnotations> => store.query.annotations(),

  /** All that the investigator added, as a bundle gets it: entries, or why there are none. */
  async exported(): Promise<{ decisions: unknown[]; annotations: unknown[]; reason?: string }> {
    const id = crypto.randomUUID();
    const all = { decisions: [] as unknown[], annotations: [] as unknown[] };
    port.send({ type: 'export-ledgers', id });
    for (;;) {
      const message = await port.next();
      if (message.type === 'export-end') return all;
      if (message.type === 'export-failed') return { ...all, reason: message.reason };
      if (message.type !== 'export-entries') throw new Error(`said ${message.type}`);
      all[message.ledger].push(...message.entries);
      port.send({ type: 'export-taken', id });
    }
  },

  /** Adds entries that came with a bundle; answers with why they were not kept. */
  async receive(given: LedgerEntries): Promise<string | undefined> {
    port.send({ type: 'ledger-add', run: 1, ...given });
    const answer = await port.next();
    if (answer.type !== 'ledger-added') throw new Error(`said ${answer.type}`);
    return answer.reason;
  },

  /** What the case's messages are named by, in order. */
  async subjects(): Promise<MessageSubject[]> {
    const { messages } = await store.query.summary();
    return store.query.messageSubjects(Array.from({ length: messages }, (_, row) => row));
  },

  /** Opens a case with a key of 32 equal bytes; answers with the first message to the main process. */
  async open(caseId: string, keyByte: number): Promise<FromStore> {
    const channel = new MessageChannel();
    port = new CasePort(channel.port1);
    port.send({ type: 'case-key', caseId, key: new Uint8Array(32).fill(keyByte) });
    store = await openStore({ caseId, timeZone: 'Europe/London', port: channel.port2 });
    return port.next();
  },

  close(): void {
    store.close();
  },

  summary(): Promise<CaseSummary> {
    return store.query.summary();
  },

  /** Resolves when all messages have their search structures. */
  async indexed(): Promise<void> {
    while ((await store.query.summary()).unindexed > 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  },

  async texts(): Promise<(string | null)[]> {
    await store.query.filter({});
    return (await store.query.rows(0, 1000)).map((row: Row) => row.text);
  },

  /** Texts that a query finds. */
  async found(query: string): Promise<(string | null)[]> {
    await store.query.filter({ query });
    return (await store.query.rows(0, 1000)).map((row: Row) => row.text);
  },

  /** Commits a job that was left. */
  async finish(job: string): Promise<FromStore> {
    port.send({ type: 'job-commit', job, sources: [left.get(job)!] });
    return port.next();
  },

  /** Runs a job and answers with all that the store said but `segment-stored`, of which it counts. */
  async job(job: JobMade): Promise<{ stored: number; said: FromStore[] }> {
    const { bytes, source } = made(job);
    left.set(job.job, source);
    const said: FromStore[] = [];
    let stored = 0;
    let underWay = 0;
    const changed = new Promise<void>((resolve) => {
      const leave = store.onChange(() => {
        leave();
        resolve();
      });
    });
    port.send({ type: 'job-begin', job: job.job, exhibit: job.exhibit });
    for (const seq of job.order ?? bytes.keys()) {
      port.send({ type: 'segment', job: job.job, source: 0, seq, bytes: await packed(bytes[seq]!) });
      underWay++;
      while (underWay === CREDITS || (underWay > 0 && seq === bytes.length - 1)) {
        const answer = await port.next();
        if (answer.type !== 'segment-stored') {
          said.push(answer);
          break;
        }
        stored++;
        underWay--;
      }
      if (said.length > 0) break;
    }
    if (job.end === 'commit' && said.length === 0) {
      port.send({ type: 'job-commit', job: job.job, sources: [source] });
      said.push(await port.next());
      if (said.at(-1)!.type === 'job-committed') await changed;
    }
    if (job.end === 'abort') {
      port.send({ type: 'job-abort', job: job.job });
      for (let answer = await port.next(); ; answer = await port.next()) {
        if (answer.type === 'segment-stored') continue;
        said.push(answer);
        if (answer.type === 'job-aborted') break;
      }
    }
    return { stored, said };
  },
};

Object.assign(globalThis, { storePage: { ...actions, ...measured, ...relayed, Dexie } });
