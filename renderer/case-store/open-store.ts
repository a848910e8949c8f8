import type { QueryApi } from '../query/api.ts';
import { connectLayout } from '../query/layout-client.ts';
import { connectNetwork } from '../query/network/network-client.ts';
import { connect } from '../query/rpc.ts';
import type { OpenStoreFunction } from './api.ts';
import type { AddAnswer, AddRequest, IndexStopped, OpenAnswer, OpenRequest } from './protocol.ts';

/** See `OpenStoreFunction`. */
export const openStore: OpenStoreFunction = async ({ caseId, timeZone, port, onOpening }) => {
  const storeWorker = new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module' });
  const queryWorker = new Worker(new URL('../query/query-worker.ts', import.meta.url), { type: 'module' });
  // Made here and not by the store worker: hosts that serve the page by interception see no worker of a worker.
  const indexWorker = new Worker(new URL('./index-worker.ts', import.meta.url), { type: 'module' });
  const layout = connectLayout();
  const network = connectNetwork();
  const query = connect<QueryApi>(queryWorker);

  const close = (): void => {
    storeWorker.terminate();
    queryWorker.terminate();
    indexWorker.terminate();
    layout.end();
    network.end();
    query.end('the case is closed');
  };

  // Asked here because workers cannot: without it a full disk may take the store of a closed case away.
  void navigator.storage.persist();

  const feed = new MessageChannel();
  queryWorker.postMessage({ timeZone, feed: feed.port2 }, [feed.port2]);
  const index = new MessageChannel();
  indexWorker.postMessage(index.port2, [index.port2]);
  indexWorker.onerror = ({ message }) => {
    const stopped: IndexStopped = { indexStopped: message };
    storeWorker.postMessage(stopped);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string): void => reject(new Error(reason));
      storeWorker.onmessage = ({ data }: MessageEvent<OpenAnswer>) => {
        if (data.type === 'progress') onOpening?.(data.done, data.all);
        else if (data.type === 'opened') resolve();
        else fail(data.reason);
      };
      storeWorker.onerror = ({ message }) => fail(`the case store stopped: ${message}`);
      queryWorker.onerror = ({ message }) => fail(`the query worker stopped: ${message}`);
      const request: OpenRequest = { caseId, port, feed: feed.port1, index: index.port1 };
      storeWorker.postMessage(request, [port, feed.port1, index.port1]);
    });
    // Answered once the columns stand.
    await query.api.summary();
  } catch (cause) {
    close();
    throw cause;
  }

  const adding = new Map<string, PromiseWithResolvers<void>>();
  storeWorker.onmessage = ({ data }: MessageEvent<AddAnswer>) => {
    const waiting = adding.get(data.id);
    adding.delete(data.id);
    if (data.type === 'added') waiting?.resolve();
    else waiting?.reject(new Error(data.reason));
  };
  const add = (request: AddRequest): Promise<void> => {
    const waiting = Promise.withResolvers<void>();
    adding.set(request.entry.id, waiting);
    storeWorker.postMessage(request);
    return waiting.promise;
  };

  return {
    query: query.api,
    decide: (entry) => add({ type: 'add', ledger: 'decisions', entry }),
    annotate: (entry) => add({ type: 'add', ledger: 'annotations', entry }),
    layout: layout.api,
    network: network.api,
    onChange: (listener) => query.on('change', (revision) => listener(revision as number)),
    onAnnotated: (listener) => query.on('annotated', () => listener()),
    close,
  };
};
