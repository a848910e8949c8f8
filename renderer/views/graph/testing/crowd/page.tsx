/** The contact graph of a phone with many people, over the real query and layout workers. Address parameter: `people`. */
import '@blueprintjs/core/lib/css/blueprint.css';
import '../../../../app/theme.css';
import { createRoot } from 'react-dom/client';
import type { OpenCase } from '../../../../../shared/contract/index.ts';
import { headBytes } from '../../../../../shared/segment/index.ts';
import { AnnotationsContext, useCaseAnnotations } from '../../../../app/annotations.ts';
import { CaseContext } from '../../../../app/case-session.ts';
import { useCaseSession } from '../../../../app/use-case-session.ts';
import type { OpenStore } from '../../../../case-store/api.ts';
import type { CaseSummary, QueryApi } from '../../../../query/api.ts';
import type { Feed, Wanted } from '../../../../query/feed.ts';
import { connectLayout } from '../../../../query/layout-client.ts';
import { connectNetwork } from '../../../../query/network/network-client.ts';
import type { QuerySetup } from '../../../../query/query-worker.ts';
import { connect } from '../../../../query/rpc.ts';
import { ContactGraphView } from '../../contact-graph-view.tsx';
import { madeCrowd } from './made-crowd.ts';

const people = Number(new URLSearchParams(location.search).get('people') ?? 2600);
const timeZone = 'Europe/London';

const worker = new Worker(new URL('../../../../query/query-worker.ts', import.meta.url), { type: 'module' });
const query = connect<QueryApi>(worker);
const feed = new MessageChannel();
const setup: QuerySetup = { timeZone, feed: feed.port2 };
worker.postMessage(setup, [feed.port2]);
const give = (message: Feed, buffers: ArrayBuffer[] = []): void => feed.port1.postMessage(message, buffers);
const { segments, lists, record } = madeCrowd(people);
for (const [seq, bytes] of segments.entries()) {
  give({ type: 'segment', job: 'made', source: 0, seq, head: bytes.slice(0, headBytes(bytes)) });
}
feed.port1.onmessage = ({ data }: MessageEvent<Wanted>) => {
  // There are no search structures: texts are asked for, and nothing else.
  if (data.type !== 'segments') return;
  const asked = data.places.map(({ seq }) => {
    const bytes = segments[seq]!;
    return { head: bytes.slice(0, headBytes(bytes)), heaps: bytes.slice(headBytes(bytes)) };
  });
  give({ type: 'segments', id: data.id, segments: asked });
};
give({ type: 'job', job: 'made', sources: [{ lists, record }] });
give({ type: 'opened', damage: [] });

const store: OpenStore = {
  query: query.api,
  layout: connectLayout().api,
  network: connectNetwork().api,
  decide: () => Promise.reject(new Error('this page stores nothing')),
  annotate: () => Promise.reject(new Error('this page stores nothing')),
  onChange: () => () => undefined,
  onAnnotated: () => () => undefined,
  close: () => undefined,
};
const openCase: OpenCase = {
  id: 'made',
  folder: '/cases/made',
  reference: 'OP CROWD',
  timeZone,
  created: '2024-04-01T08:00:00.000Z',
  imports: 1,
  basis: { kind: 'without-warrant', ground: 'own-data', text: 'Made up' },
  access: 'full',
};

const fail = (cause: unknown): never => {
  throw cause;
};

function Page({ first }: { first: CaseSummary }) {
  const session = useCaseSession(openCase, store, first, null, fail);
  const annotations = useCaseAnnotations(
    store,
    first.revision,
    () => undefined,
    () => undefined,
    fail,
  );
  return (
    <CaseContext value={session}>
      <AnnotationsContext value={annotations}>
        <main style={{ blockSize: '100%', display: 'flex' }}>
          <ContactGraphView />
        </main>
      </AnnotationsContext>
    </CaseContext>
  );
}

createRoot(document.getElementById('root')!).render(<Page first={await store.query.summary()} />);
