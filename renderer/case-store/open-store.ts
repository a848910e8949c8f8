import type { QueryApi } from '../query/api.ts';
import { connectLayout } from '../query/layout-client.ts';
import { connectNetwork } from '../query/network/network-client.ts';
import { connect } from '../query/rpc.ts';
import type { OpenStore, OpenStoreFunction } from './api.ts';
import type { AddAnswer, AddRequest, IndexStopped, OpenAnswer, OpenRequest } from './protocol.ts';

/** See `OpenStoreFunction`. */
export const openStore: OpenStoreFunction = async ({ caseId, timeZone, port, onContents, onOpening }) => {
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

  const opened = Promise.withResolvers<void>();
  // Heard below, and by whoever adds something meanwhile.
  opened.promise.catch(() => undefined);
  const adding = new Map<string, PromiseWithResolvers<void>>();
  const add = async (request: AddRequest): Promise<void> => {
    await opened.promise;
    const waiting = Promise.withResolvers<void>();
    adding.set(request.entry.id, waiting);
    storeWorker.postMessage(request);
    return waiting.promise;
  };
  const store: OpenStore = {
    query: query.api,
    decide: (entry) => add({ type: 'add', ledger: 'decisions', entry }),
    annotate: (entry) => add({ type: 'add', ledger: 'annotations', entry }),
    layout: layout.api,
    network: network.api,
    onChange: (listener) => query.on('change', (revision) => listener(revision as number)),
    onAnnotated: (listener) => query.on('annotated', () => listener()),
    close,
  };

  const fail = (reason: string): void => opened.reject(new Error(reason));
  storeWorker.onmessage = ({ data }: MessageEvent<OpenAnswer | AddAnswer>) => {
    if (data.type === 'contents') onContents?.(data.contents, store);
    else if (data.type === 'progress') onOpening?.(data.done, data.all);
    else if (data.type === 'opened') opened.resolve();
    else if (data.type === 'failed') fail(data.reason);
    else {
      const waiting = adding.get(data.id);
      adding.delete(data.id);
      if (data.type === 'added') waiting?.resolve();
      else waiting?.reject(new Error(data.reason));
    }
  };
  storeWorker.onerror = ({ message }) => fail(`the case store stopped: ${message}`);
  queryWorker.onerror = ({ message }) => fail(`the query worker stopped: ${message}`);
  try {
    const request: OpenRequest = { caseId, port, feed: feed.port1, index: index.port1 };
    storeWorker.postMessage(request, [port, feed.port1, index.port1]);
    await opened.promise;
    // Answered once the columns stand.
    await query.api.summary();
  } catch (cause) {
    close();
    throw cause;
  }
  return store;
};
