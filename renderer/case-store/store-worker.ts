/** The worker that holds the case key and the case's database; the page sees neither. */
import type { FromStore, ToStore } from '../../shared/contract/case-port.ts';
import type { Feed, WantedBlocks } from '../query/feed.ts';
import { openBlocks } from './blocks.ts';
import { Exports } from './export.ts';
import { faultReason } from './fault-reason.ts';
import { Indexer } from './indexing.ts';
import { Jobs, removeJob, sweepJob } from './jobs.ts';
import { storedLedger, storeEntry } from './ledger.ts';
import { openJob } from './opening.ts';
import { planOpening } from './plan.ts';
import type { AddAnswer, AddRequest, IndexStopped, OpenAnswer, OpenRequest } from './protocol.ts';
import { CaseDatabase, databaseName } from './schema.ts';
import { importCaseKey } from './seal.ts';

type StoreMessage = Exclude<ToStore, { type: 'case-key' }>;

const page = (answer: OpenAnswer | AddAnswer): void => self.postMessage(answer);

/** Held until the worker ends, so that two windows never write one case. */
function lockCase(caseId: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(databaseName(caseId), { ifAvailable: true }, (lock) => {
        if (!lock) throw new Error('the case is open in another window');
        resolve();
        return new Promise(() => undefined);
      })
      .catch(reject);
  });
}

async function openCase({ caseId, port, feed: feedPort }: OpenRequest, indexer: Indexer): Promise<void> {
  const answer = (message: FromStore, transfer: Transferable[] = []): void =>
    port.postMessage(message, transfer);
  const feed = (message: Feed, transfer: Transferable[]): void => feedPort.postMessage(message, transfer);

  const keyMessage = Promise.withResolvers<Extract<ToStore, { type: 'case-key' }>>();
  const early: StoreMessage[] = [];
  let take: (message: StoreMessage) => void = (message) => void early.push(message);
  port.onmessage = ({ data }: MessageEvent<ToStore>) => {
    if (data.type === 'case-key') keyMessage.resolve(data);
    else take(data);
  };

  const given = await keyMessage.promise;
  const key = await importCaseKey(given.key);
  if (given.caseId !== caseId) throw new Error('the key that came is for another case');
  await lockCase(caseId);

  const db = new CaseDatabase(caseId);
  const plan = await planOpening(db, key, caseId);
  const interrupted = plan.unfinished.filter(({ name }) => name !== undefined);
  for (const job of plan.unfinished) {
    await (interrupted.includes(job) ? sweepJob(db, job.tag) : removeJob(db, job.tag));
  }
  const catalogue = { jobs: plan.jobs };
  const jobs = new Jobs({ db, key, caseId, catalogue, indexer, interrupted, answer, feed });
  feedPort.onmessage = ({ data }: MessageEvent<WantedBlocks>) => {
    void openBlocks(data, { db, key, caseId, catalogue }).then((blocks) =>
      feed(
        { type: 'blocks', id: data.id, blocks },
        blocks.filter((block) => block !== null),
      ),
    );
  };
  const exports = new Exports({ db, key, caseId, catalogue, answer });
  take = (message) => {
    if (message.type === 'delete') void db.delete().then(() => answer({ type: 'deleted' }));
    else if ('job' in message) jobs.take(message);
    else exports.take(message);
  };
  answer({
    type: 'ready',
    caseId,
    interrupted: interrupted.map(({ name, exhibit }) => ({ job: name!, exhibit })),
  });
  for (const message of early) take(message);

  const all = plan.jobs.flatMap((job) => job.sources).reduce((sum, { segments }) => sum + segments.length, 0);
  let done = 0;
  const onSegment = (): void => {
    done++;
    if (done % 8 === 0 || done === all) page({ type: 'progress', done, all });
  };
  const damage = [...plan.damage];
  for (const job of plan.jobs) {
    damage.push(...(await openJob(job, { db, key, caseId, feed, onSegment })));
  }
  const access = { db, key, caseId };
  const decisions = await storedLedger('decisions', access);
  const annotations = await storedLedger('annotations', access);
  damage.push(...decisions.damage, ...annotations.damage);
  feed({ type: 'decisions', decisions: decisions.entries }, []);
  feed({ type: 'annotations', annotations: annotations.entries }, []);
  const next = { decisions: decisions.next, annotations: annotations.next };
  let line: Promise<void> = Promise.resolve();
  self.onmessage = ({ data }: MessageEvent<AddRequest>) => {
    line = line.then(async () => {
      const { ledger, entry } = data;
      try {
        await storeEntry(ledger, access, next[ledger], entry);
        next[ledger]++;
        feed(
          data.ledger === 'decisions'
            ? { type: 'decisions', decisions: [data.entry] }
            : { type: 'annotations', annotations: [data.entry] },
          [],
        );
        page({ type: 'added', id: entry.id });
      } catch (cause) {
        page({ type: 'not-added', id: entry.id, reason: faultReason(cause) });
      }
    });
  };
  feed({ type: 'opened', damage }, []);
  page({ type: 'opened' });
}

let indexer: Indexer | null = null;
self.onmessage = ({ data }: MessageEvent<OpenRequest | IndexStopped>) => {
  if ('indexStopped' in data) {
    indexer?.stopped(data.indexStopped);
    return;
  }
  indexer = new Indexer(data.index);
  openCase(data, indexer).catch((cause) => page({ type: 'failed', reason: faultReason(cause) }));
};
