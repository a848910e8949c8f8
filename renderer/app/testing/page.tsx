/**
 * The open case's screen in a page without a main process: this page plays its part. Address parameters:
 * `messages` (0: an empty case; up to 2,000 everyday messages beside one of each kind; from 2,001 on a
 * phone of that many, see case-store/testing/large-source.ts), `text` 1 for a second exhibit that is a
 * text export, `second` 1 for another phone with files, `ahead` seconds that its clock is ahead, `tablet` 1 for a device that has some of them,
 * `telegram` 1 for accounts of another platform, `theme` light or dark, `view`; `standing` (see
 * made-documents.ts), `withheld` messages, `log` entries, `broken` line of it, `identity` none, locked or
 * unlocked; `start` 1 for the whole window from its start screen.
 */
import '@blueprintjs/core/lib/css/blueprint.css';
import '@blueprintjs/select/lib/css/blueprint-select.css';
import '../theme.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { CREDITS, type SourceLists } from '../../../shared/contract/case-port.ts';
import { CASE_PORT_MESSAGE, type OpenCase } from '../../../shared/contract/index.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import type { OpenStore } from '../../case-store/api.ts';
import { openStore } from '../../case-store/open-store.ts';
import { CasePort } from '../../case-store/testing/case-port-end.ts';
import { largeSource } from '../../case-store/testing/large-source.ts';
import { packed } from '../../case-store/testing/packing.ts';
import type { CaseSummary } from '../../query/api.ts';
import { App } from '../app.tsx';
import { CaseScreen } from '../case-screen.tsx';
import { ClosedCaseScreen } from '../closed-case-screen.tsx';
import { CommandList } from '../command-list.tsx';
import { commands, useCommand } from '../commands.ts';
import { summaryBefore } from '../opening.ts';
import { useShortcuts } from '../use-shortcuts.ts';
import { chooseToPaint, findToPaint } from './filter-to-paint.ts';
import { madeStanding, STANDINGS, type Standing } from './made-documents.ts';
import { MadeMain } from './made-main.ts';
import { EXHIBIT, INSTANT, JOANNA, madeSource } from './made-messages.ts';
import { madeSecondPhone, SECOND_EXHIBIT } from './made-second-phone.ts';
import { madeTablet, TABLET_EXHIBIT } from './made-tablet.ts';
import { madeTelegram, TELEGRAM_EXHIBIT } from './made-telegram.ts';
import { madeTextExport, TEXT_EXHIBIT } from './made-text-export.ts';

const given = new URLSearchParams(location.search);
const messages = Number(given.get('messages') ?? 400);
const view = given.get('view');
document.body.classList.toggle('bp6-dark', given.get('theme') === 'dark');

const standing = (STANDINGS.find((one) => one === given.get('standing')) ?? 'own-data') satisfies Standing;
const withheld = Number(given.get('withheld') ?? 0);

const openCase: OpenCase = {
  id: crypto.randomUUID(),
  folder: '/cases/example',
  reference: given.get('reference') ?? 'OP LANTERN',
  timeZone: 'Europe/London',
  created: '2024-04-01T08:00:00.000Z',
  imports: 0,
  ...madeStanding(standing),
};

/** Under a warrant the import says what it left out. */
function withScope(record: IntakeRecord): IntakeRecord {
  const { basis } = openCase;
  if (basis.kind !== 'warrant') return record;
  const { counts } = record;
  const outOfScope = { 'before the time covered': 61, 'after the time covered': 27 };
  return {
    ...record,
    warrant: { id: basis.warrant.warrant.id, sha256: basis.warrant.digest, amendments: [] },
    counts: { ...counts, read: counts.read + 88 + withheld, outOfScope, privileged: withheld },
  };
}

const main = new MadeMain({
  openCase,
  log: Number(given.get('log') ?? 40),
  withheld,
  identity: (given.get('identity') ?? 'none') as 'none' | 'locked' | 'unlocked',
  ...(given.has('broken') ? { broken: Number(given.get('broken')) } : {}),
  record: madeSource(0).record,
  offerPort({ id }) {
    const { port1, port2 } = new MessageChannel();
    new CasePort(port1).send({ type: 'case-key', caseId: id, key: new Uint8Array(32).fill(5) });
    window.postMessage({ type: CASE_PORT_MESSAGE, caseId: id }, '*', [port2]);
  },
});
const viewPage = { asked: main.asked, main, commands, chooseToPaint, findToPaint };
Object.assign(globalThis, { threadline: main, viewPage });

/** The open case, with its messages stored. */
async function storedCase(): Promise<React.ReactNode> {
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
    for (const segment of segments) {
      const bytes = await packed(segment);
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
    await put(segments(), () => ({ lists: lists!, record: withScope({ ...made.record, counts }) }));
  } else if (messages > 0) {
    const { segments, lists, record } = madeSource(messages);
    await put(segments, () => ({ lists, record: withScope(record) }));
  }
  if (given.get('text') === '1') {
    const { segments, lists, record } = madeTextExport();
    await put(segments, () => ({ lists, record }), TEXT_EXHIBIT);
  }
  if (given.get('second') === '1') {
    const { segments, lists, record } = madeSecondPhone(1000 * Number(given.get('ahead') ?? 0));
    await put(segments, () => ({ lists, record }), SECOND_EXHIBIT);
  }
  if (given.get('tablet') === '1') {
    const { segments, lists, record } = madeTablet();
    await put(segments, () => ({ lists, record }), TABLET_EXHIBIT);
  }
  if (given.get('telegram') === '1') {
    const { segments, lists, record } = madeTelegram(JOANNA.replace(/^44(\d{4})(\d+)@.*/, '0$1 $2'));
    await put(segments, () => ({ lists, record }), TELEGRAM_EXHIBIT);
  }
  return <StoredCase store={store} whole={await store.query.summary()} />;
}

/** Asked for by the address, it stands as while it is being opened, until `viewPage.endOpening` is called. */
function StoredCase({ store, whole }: { store: OpenStore; whole: CaseSummary }) {
  const [opening, setOpening] = useState(given.has('opening') ? { done: 3, all: 10 } : null);
  Object.assign(viewPage, { endOpening: () => setOpening(null) });
  return (
    <CaseScreen
      opened={{ openCase, instant: INSTANT }}
      store={store}
      first={opening === null ? whole : summaryBefore(whole, openCase.timeZone)}
      opening={opening}
      marks={false}
      onClose={() => undefined}
      onDestroyed={() => undefined}
    />
  );
}

/** What the window has around an open case. */
function Page({ children }: { children: React.ReactNode }) {
  useShortcuts();
  const [listOpen, setListOpen] = useState(false);
  useCommand({ id: 'commands.show', title: 'Find a command', keys: 'mod+k', run: () => setListOpen(true) });
  return (
    <>
      {children}
      <CommandList isOpen={listOpen} onClose={() => setListOpen(false)} />
    </>
  );
}

const root = createRoot(document.getElementById('root')!);
if (given.get('start') === '1') {
  const theme = given.get('theme') === 'dark' ? 'dark' : 'light';
  root.render(<App about={{ version: '0.1.0', host: 'preview', os: 'made' }} first={{ theme }} />);
} else {
  const screen =
    openCase.access === 'closed' ? (
      <ClosedCaseScreen opened={openCase} onClose={() => undefined} onDestroyed={() => undefined} />
    ) : (
      await storedCase()
    );
  root.render(<Page>{screen}</Page>);
  if (view) requestAnimationFrame(() => requestAnimationFrame(() => commands.run(`view.${view}`)));
}
