/**
 * The open case's screen in a page without a main process: this page plays its part. Address parameters:
 * `messages` (0: an empty case; up to 2,000 everyday messages beside one of each kind; from 2,001 on a
 * phone of that many, see case-store/testing/large-source.ts), `text` 1 for a second exhibit that is a
 * text export, `second` 1 for another phone with files, `theme` light or dark, `view`.
 */
import '@blueprintjs/core/lib/css/blueprint.css';
import '../theme.css';
import { createRoot } from 'react-dom/client';
import { CREDITS, type SourceLists } from '../../../shared/contract/case-port.ts';
import type { Bridge, CallName, OpenCase, Outcome } from '../../../shared/contract/index.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { openStore } from '../../case-store/open-store.ts';
import { CasePort } from '../../case-store/testing/case-port-end.ts';
import { largeSource } from '../../case-store/testing/large-source.ts';
import { CaseScreen } from '../case-screen.tsx';
import { commands } from '../commands.ts';
import { useShortcuts } from '../use-shortcuts.ts';
import { chooseToPaint, findToPaint } from './filter-to-paint.ts';
import { EXHIBIT, INSTANT, madeSource } from './made-messages.ts';
import { madeSecondPhone, SECOND_EXHIBIT } from './made-second-phone.ts';
import { madeTextExport, TEXT_EXHIBIT } from './made-text-export.ts';

const given = new URLSearchParams(location.search);
const messages = Number(given.get('messages') ?? 400);
const view = given.get('view');
document.body.classList.toggle('bp6-dark', given.get('theme') === 'dark');

/** What the page asked of the main process, for tests. */
const asked: { name: CallName; request: unknown }[] = [];
const bridge: Bridge = {
  async call(name, request) {
    asked.push({ name, request });
    return { ok: true, value: name === 'file.save' ? 'saved' : null } as Outcome<typeof name>;
  },
  on: () => () => undefined,
  pathsOf: () => [],
};
Object.assign(globalThis, { threadline: bridge, viewPage: { asked, commands, chooseToPaint, findToPaint } });

const openCase: OpenCase = {
  id: crypto.randomUUID(),
  folder: '/cases/example',
  reference: 'OP LANTERN',
  timeZone: 'Europe/London',
  created: '2024-04-01T08:00:00.000Z',
  imports: 0,
  basis: { kind: 'without-warrant', ground: 'own-data', text: 'Made up' },
  access: 'full',
};

const channel = new MessageChannel();
const port = new CasePort(channel.port1);
port.send({ type: 'case-key', caseId: openCase.id, key: new Uint8Array(32).fill(5) });
const store = await openStore({ caseId: openCase.id, timeZone: openCase.timeZone, port: channel.port2 });
await port.next();

async function put(
  segments: Iterable<ArrayBuffer>,
  end: () => { lists: SourceLists; record: IntakeRecord },
  exhibit = EXHIBIT,
) {
  const job = `made ${exhibit}`;
  const changed = new Promise<void>((resolve) => store.onChange(() => resolve()));
  port.send({ type: 'job-begin', job, exhibit });
  let seq = 0;
  let stored = 0;
  for (const bytes of segments) {
    port.send({ type: 'segment', job, source: 0, seq: seq++, bytes }, [bytes]);
    if (seq - stored >= CREDITS) {
      await port.next();
      stored++;
    }
  }
  for (; stored < seq; stored++) await port.next();
  port.send({ type: 'job-commit', job, sources: [end()] });
  await port.next();
  await changed;
}

if (messages > 2000) {
  const made = madeSource(0);
  let lists: SourceLists | null = null;
  function* segments() {
    lists = yield* largeSource(messages, EXHIBIT);
  }
  const counts = {
    read: messages,
    kept: messages,
    outOfScope: {},
    privileged: 0,
    skipped: {},
    unknownCodes: {},
  };
  await put(segments(), () => ({ lists: lists!, record: { ...made.record, counts } }));
} else if (messages > 0) {
  const { segments, lists, record } = madeSource(messages);
  await put(segments, () => ({ lists, record }));
}

if (given.get('text') === '1') {
  const { segments, lists, record } = madeTextExport();
  await put(segments, () => ({ lists, record }), TEXT_EXHIBIT);
}

if (given.get('second') === '1') {
  const { segments, lists, record } = madeSecondPhone();
  await put(segments, () => ({ lists, record }), SECOND_EXHIBIT);
}

const first = await store.query.summary();

function Page() {
  useShortcuts();
  return (
    <CaseScreen
      opened={{ openCase, instant: INSTANT }}
      store={store}
      first={first}
      marks={false}
      onClose={() => undefined}
    />
  );
}

createRoot(document.getElementById('root')!).render(<Page />);
if (view) requestAnimationFrame(() => requestAnimationFrame(() => commands.run(`view.${view}`)));
