/** The worker that holds the case key and the case's database; the page sees neither. */
import type { FromStore, LedgerEntries, ToStore } from '../../shared/contract/case-port.ts';
import type { Feed, StoreDamage, Wanted } from '../query/feed.ts';
import { slower } from '../query/search/slower.ts';
import { openBlocks } from './blocks.ts';
import { Exports } from './export.ts';
import { faultReason } from './fault-reason.ts';
import { Indexer } from './indexing.ts';
import { Jobs, removeJob, sweepJob } from './jobs.ts';
import { OpenLedgers, storedLedger } from './ledger.ts';
import { openSegments } from './open-segments.ts';
import { contentsOf, openJob, openLists } from './opening.ts';
import { OpenedCatalogue, planOpening } from './plan.ts';
import type { AddAnswer, AddRequest, IndexStopped, OpenAnswer, OpenRequest } from './protocol.ts';
import { CaseDatabase, databaseName } from './schema.ts';
import { importCaseKey } from './seal.ts';
import { SearchBuilder } from './search-builder.ts';
import { checkTexts } from './text-check.ts';

/** How often the page is told of progress, at most: each time it draws anew. */
const TOLD = 50;
/** Segments of a case whose texts are all looked at as it opens. */
const CHECKED_AT_ONCE = 64;

/** What the investigator added. */
const ENTRY_CALLED = {
  decisions: 'the decision',
  annotations: 'the tag, note or search',
} as const;

type StoreMessage = Exclude<ToStore, { type: 'case-key' }>;

const page = (answer: OpenAnswer | AddAnswer): void => self.postMessage(answer);

const unsearched = (exhibit: string, cause: unknown): StoreDamage => ({
  exhibit,
  seq: -1,
  reason: slower(`it could not be made: ${faultReason(cause, 'the search index')}`),
});

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
  const access = { db, key, caseId };
  const catalogue = new OpenedCatalogue(plan.jobs);
  const search = new SearchBuilder({
    ...access,
    catalogue,
    indexer,
    feed,
    onFailure: ({ exhibit }, cause) => feed({ type: 'damage', damage: [unsearched(exhibit, cause)] }, []),
  });
  const jobs = new Jobs({ ...access, catalogue, search, interrupted, answer, feed });
  const answerBlocks = async (wanted: Extract<Wanted, { type: 'blocks' }>): Promise<void> => {
    const blocks = await openBlocks(wanted, { ...access, catalogue });
    const transfer = blocks.filter((block) => block !== null);
    feed({ type: 'blocks', id: wanted.id, blocks }, transfer);
  };
  const answerSegments = async ({ id, places }: Extract<Wanted, { type: 'segments' }>): Promise<void> => {
    const segments = await openSegments(places, { ...access, catalogue });
    const transfer = segments.flatMap((parts) => ('head' in parts ? [parts.head, parts.heaps] : []));
    feed({ type: 'segments', id, segments }, transfer);
  };
  feedPort.onmessage = ({ data }: MessageEvent<Wanted>) => {
    void (data.type === 'blocks' ? answerBlocks(data) : answerSegments(data));
  };
  const exports = new Exports({ db, key, caseId, catalogue, answer });
  // Entries out of a bundle may come while the case is still being opened.
  const ledgers = Promise.withResolvers<OpenLedgers>();
  const addReceived = async ({ run, ...given }: Extract<ToStore, { type: 'ledger-add' }>): Promise<void> => {
    try {
      await (await ledgers.promise).add(given);
      answer({ type: 'ledger-added', run });
    } catch (cause) {
      answer({ type: 'ledger-added', run, reason: faultReason(cause, 'what the bundle’s case had added') });
    }
  };
  take = (message) => {
    if (message.type === 'ledger-add') void addReceived(message);
    else if (message.type === 'delete') void db.delete().then(() => answer({ type: 'deleted' }));
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
  const every = Math.max(8, Math.ceil(all / TOLD));
  let done = 0;
  const onSegment = (): void => {
    done++;
    if (done % every === 0 || done === all) page({ type: 'progress', done, all });
  };
  const damage = [...plan.damage];
  const listed = await Promise.all(plan.jobs.map((job) => openLists(job, access)));
  page({ type: 'contents', contents: contentsOf(listed) });
  for (const job of listed) {
    damage.push(...(await openJob(job, { ...access, feed, onSegment })));
  }
  // Before the first question is answered where it takes no time that anybody sees, else behind it.
  const checked = checkTexts(plan.jobs, { ...access, feed });
  if (all <= CHECKED_AT_ONCE) await checked;
  const decisions = await storedLedger('decisions', access);
  const annotations = await storedLedger('annotations', access);
  damage.push(...decisions.damage, ...annotations.damage);
  feed({ type: 'decisions', decisions: decisions.entries }, []);
  feed({ type: 'annotations', annotations: annotations.entries }, []);
  const next = { decisions: decisions.next, annotations: annotations.next };
  const open = new OpenLedgers(access, next, (message) => feed(message, []));
  ledgers.resolve(open);
  self.onmessage = ({ data: { ledger, entry } }: MessageEvent<AddRequest>) => {
    open.add({ ledger, entries: [entry] } as LedgerEntries).then(
      () => page({ type: 'added', id: entry.id }),
      (cause) => page({ type: 'not-added', id: entry.id, reason: faultReason(cause, ENTRY_CALLED[ledger]) }),
    );
  };
  feed({ type: 'opened', damage }, []);
  page({ type: 'opened' });
  await checked;
  for (const job of plan.jobs) search.add(job);
}

let indexer: Indexer | null = null;
self.onmessage = ({ data }: MessageEvent<OpenRequest | IndexStopped>) => {
  if ('indexStopped' in data) {
    indexer?.stopped(data.indexStopped);
    return;
  }
  indexer = new Indexer(data.index);
  openCase(data, indexer).catch((cause) =>
    page({ type: 'failed', reason: faultReason(cause, 'what opening the case writes') }),
  );
};
