/** The open case: its views, with what stays in sight around them. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Zone } from '../../shared/time/zone.ts';
import type { OpenStore } from '../case-store/api.ts';
import type { CaseSummary } from '../query/api.ts';
import { CaseZone } from '../ui/case-zone.tsx';
import { AddExhibitDialog } from '../views/add-exhibit/add-exhibit-dialog.tsx';
import { Conversation } from '../views/conversation/conversation.tsx';
import { ContactGraphView } from '../views/graph/contact-graph-view.tsx';
import { Overview } from '../views/overview/overview.tsx';
import { ProvenancePanel } from '../views/provenance/provenance-panel.tsx';
import { Timeline } from '../views/timeline/timeline.tsx';
import type { Opened } from './app.tsx';
import { messageOf, pathsOf } from './bridge.ts';
import { CaseBar } from './case-bar.tsx';
import styles from './case-screen.module.css';
import { CaseContext, type ViewName } from './case-session.ts';
import { useCommand } from './commands.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { useIntakeJobs } from './intake-jobs.ts';
import { StatusBar } from './status-bar.tsx';
import { useCaseSession } from './use-case-session.ts';

interface Props {
  readonly opened: Opened;
  readonly store: OpenStore;
  readonly first: CaseSummary;
  readonly marks: boolean;
  onClose(): void;
}

const SCREENS: Readonly<Record<Exclude<ViewName, 'overview'>, () => React.ReactNode>> = {
  timeline: Timeline,
  conversation: Conversation,
  graph: ContactGraphView,
};

export function CaseScreen({ opened, store, first, marks, onClose }: Props) {
  const { openCase, sample, instant } = opened;
  const [fault, setFault] = useState<string | null>(null);
  /** Evidence to be added; null while the dialog is closed. */
  const [adding, setAdding] = useState<readonly string[] | null>(null);
  const onFault = useCallback((cause: unknown) => setFault(messageOf(cause)), []);
  const session = useCaseSession(openCase, store, first, instant ?? null, onFault);
  const intake = useIntakeJobs();
  const zone = useMemo(() => new Zone(openCase.timeZone), [openCase.timeZone]);
  const { view, show, summary } = session;

  // The sample case reads in its evidence by itself, once.
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || !sample || first.exhibits.length > 0) return;
    begun.current = true;
    const startAll = async (): Promise<void> => {
      for (const request of sample) await intake.start(request);
    };
    startAll().catch(onFault);
  }, [sample, first, intake.start, onFault]);

  useCommand({
    id: 'view.overview',
    title: 'Go to the overview',
    keys: 'mod+1',
    run: () => show('overview'),
  });
  useCommand({
    id: 'view.timeline',
    title: 'Go to the timeline',
    keys: 'mod+2',
    run: () => show('timeline'),
  });
  useCommand({
    id: 'view.conversation',
    title: 'Go to the conversation',
    keys: 'mod+3',
    run: () => show('conversation'),
  });
  useCommand({ id: 'view.graph', title: 'Go to the contact graph', keys: 'mod+4', run: () => show('graph') });
  useCommand({ id: 'exhibit.add', title: 'Add an exhibit', keys: 'mod+shift+a', run: () => setAdding([]) });
  useCommand({ id: 'case.close', title: 'Close the case', keys: 'mod+shift+w', run: onClose });
  useCommand({
    id: 'provenance.toggle',
    title: 'Show or hide where the selected message stands in the evidence',
    keys: 'mod+i',
    run: () => session.setProvenanceOpen(!session.provenanceOpen),
  });

  const View = view === 'overview' ? null : SCREENS[view];
  return (
    <CaseContext value={session}>
      <CaseZone value={zone}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has its keyboard way in “Add exhibit” */}
        <div
          className={styles.screen}
          data-testid="case-screen"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            const paths = pathsOf([...event.dataTransfer.files]).filter((path) => path !== '');
            if (paths.length > 0) setAdding(paths);
          }}
        >
          <CaseBar onAdd={() => setAdding([])} onClose={onClose} />
          {fault !== null && (
            <div role="alert" className={styles.fault}>
              {fault}
            </div>
          )}
          <div className={styles.middle}>
            <main className={styles.view} aria-label={VIEW_NAMES[view]}>
              <ErrorBoundary key={`${view} ${summary.revision}`} onLeave={() => show('overview')}>
                {View === null ? <Overview intake={intake} onAdd={() => setAdding([])} /> : <View />}
              </ErrorBoundary>
            </main>
            {session.provenanceOpen && <ProvenancePanel />}
          </div>
          <StatusBar intake={intake} marks={marks} />
          <AddExhibitDialog paths={adding} onClose={() => setAdding(null)} intake={intake} />
        </div>
      </CaseZone>
    </CaseContext>
  );
}

export const VIEW_NAMES: Readonly<Record<ViewName, string>> = {
  overview: 'Overview',
  timeline: 'Timeline',
  conversation: 'Conversation',
  graph: 'Contacts',
};
