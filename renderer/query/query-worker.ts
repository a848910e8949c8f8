/** The worker that holds the open case's messages and answers the views. */
import { Zone } from '../../shared/time/zone.ts';
import type { QueryApi } from './api.ts';
import { CaseQuery } from './case-query.ts';
import type { Feed } from './feed.ts';
import { serve, type Wire } from './rpc.ts';

/** The first message; calls (rpc.ts) follow it. */
export interface QuerySetup {
  readonly timeZone: string;
  /** From the store worker. */
  readonly feed: MessagePort;
}

const begin = ({ data }: MessageEvent<QuerySetup>): void => {
  const query = new CaseQuery(
    new Zone(data.timeZone),
    (revision) => {
      send('change', revision);
      void query.prepareWitnesses();
    },
    (wanted) => data.feed.postMessage(wanted),
    () => send('annotated', null),
  );
  const send = serve<QueryApi>(self as unknown as Wire, query.api, ['filter', 'graph']);

  void query.api.summary().then(() => query.prepareWitnesses());

  data.feed.onmessage = ({ data: message }: MessageEvent<Feed>) => query.take(message);
};

self.addEventListener('message', begin, { once: true });
