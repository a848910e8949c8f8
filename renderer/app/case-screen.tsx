/** The open case: its views, with what stays in sight around them. */
import { Button } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Zone } from '../../shared/time/zone.ts';
import type { OpenStore } from '../case-store/api.ts';
import type { CaseSummary } from '../query/api.ts';
import { CaseZone } from '../ui/case-zone.tsx';
import { AddExhibitDialog, type Adding } from '../views/add-exhibit/add-exhibit-dialog.tsx';
import { SaveBundleDialog } from '../views/bundle/save-bundle-dialog.tsx';
import { Conversation } from '../views/conversation/conversation.tsx';
import { CustodyView } from '../views/custody/custody-view.tsx';
import { DestroyDialog } from '../views/destroy/destroy-dialog.tsx';
import { DifferencesView } from '../views/differences/differences-view.tsx';
import { FilesView } from '../views/files/files-view.tsx';
import { ContactGraphView } from '../views/graph/contact-graph-view.tsx';
import { ListsView } from '../views/lists/lists-view.tsx';
import { Overview } from '../views/overview/overview.tsx';
import { PeopleView } from '../views/people/people-view.tsx';
import { ProvenancePanel } from '../views/provenance/provenance-panel.tsx';
import { QuarantineView } from '../views/quarantine/quarantine-view.tsx';
import { ReportDialog } from '../views/report/report-dialog.tsx';
import { SearchView } from '../views/search/search-view.tsx';

import { AnnotationNotice } from '../views/tags/annotation-notice.tsx';
import { NoteDialog } from '../views/tags/note-dialog.tsx';
import { TagDialog } from '../views/tags/tag-dialog.tsx';
import { TagsView } from '../views/tags/tags-view.tsx';
import { Timeline } from '../views/timeline/timeline.tsx';
import { ScopePicture } from '../views/warrant/scope-picture.tsx';
import { WarrantView } from '../views/warrant/warrant-view.tsx';
import { AnnotationsContext, useCaseAnnotations, type Wish } from './annotations.ts';
import type { Opened } from './app.tsx';
import { messageOf, pathsOf } from './bridge.ts';
import { CaseBar, viewPanelId } from './case-bar.tsx';
import styles from './case-screen.module.css';
import { CaseContext, VIEWS, type ViewName } from './case-session.ts';
import { CaseStandingContext, useCaseStanding } from './case-standing.ts';
import { commands } from './commands.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { useIntakeJobs } from './intake-jobs.ts';
import type { OpeningProgress } from './opening.ts';
import { StatusBar } from './status-bar.tsx';
import { StillOpening } from './still-opening.tsx';
import { useCaseCommands } from './use-case-commands.ts';
import { useCaseSession } from './use-case-session.ts';
import { VIEW_NAMES } from './view-names.ts';
import { useWatchLists, WatchContext } from './watch-lists.ts';

interface Props {
  readonly opened: Opened;
  readonly store: OpenStore;
  readonly first: CaseSummary;
  readonly opening: OpeningProgress | null;
  readonly marks: boolean;
  onClose(): void;
  /** The case is gone; what is to be said of it. */
  onDestroyed(notice: string): void;
}

const NOTHING: Adding = { paths: [] };
/** Views that go on when an exhibit comes in, a message is released or a decision made in one of them. */
const LASTING: ReadonlySet<ViewName> = new Set<ViewName>([
  'overview',
  'people',
  'tags',
  'lists',
  'warrant',
  'custody',
  'quarantine',
]);

/** Views that show something before the messages are open. */
const WITHOUT_MESSAGES: ReadonlySet<ViewName> = new Set<ViewName>(['overview', 'warrant', 'custody']);

export function CaseScreen({ opened, store, first, opening, marks, onClose, onDestroyed }: Props) {
  const { sample, instant } = opened;
  const [fault, setFault] = useState<string | null>(null);
  /** What was asked for and cannot be done now. */
  const [refused, setRefused] = useState<string | null>(null);
  /** Evidence to be added; null while the dialog is closed. */
  const [adding, setAdding] = useState<Adding | null>(null);
  const [dialog, setDialog] = useState<'bundle' | 'report' | 'destroy' | null>(null);
  const onFault = useCallback((cause: unknown) => setFault(messageOf(cause)), []);
  const stands = useCaseStanding(opened.openCase);
  const isOpening = opening !== null;
  const standing = useMemo(
    () => (isOpening ? { ...stands, whyNot: () => 'The case is still being opened.' } : stands),
    [isOpening, stands],
  );
  const { openCase, whyNot } = standing;
  const session = useCaseSession(openCase, store, first, instant ?? null, onFault, opening);
  const intake = useIntakeJobs();
  const zone = useMemo(() => new Zone(openCase.timeZone), [openCase.timeZone]);
  const { view, show, summary, setFilter } = session;
  const [wish, setWish] = useState<Wish | null>(null);
  // The filter is a new one, so that it is applied to the new marks.
  const onMarked = useCallback(() => setFilter((now) => ({ ...now })), [setFilter]);
  const watch = useWatchLists(store, summary.revision, onMarked, onFault);
  const annotations = useCaseAnnotations(store, summary.revision, setWish, onMarked, onFault);
  const isWarranted = openCase.basis.kind === 'warrant';
  const hasWithheld = summary.exhibits.some(({ counts }) => counts.privileged > 0);
  const views = VIEWS.filter(
    (name) => (name !== 'warrant' || isWarranted) && (name !== 'quarantine' || hasWithheld),
  );
  const whyNoEvidence = whyNot('take evidence');

  // The sample case reads in its evidence by itself, once.
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || isOpening || !sample || first.exhibits.length > 0) return;
    begun.current = true;
    const startAll = async (): Promise<void> => {
      for (const request of sample) await intake.start(request);
    };
    startAll().catch(onFault);
  }, [sample, first, isOpening, intake.start, onFault]);

  useEffect(() => commands.onRefused(({ title }, why) => setRefused(`${title}: ${why}`)), []);
  useCaseCommands({
    show,
    search() {
      show('search');
      // Its box is there then.
      requestAnimationFrame(() => commands.run('filters.search'));
    },
    onAdd: () => setAdding(NOTHING),
    onBundle: () => setDialog('bundle'),
    onReport: () => setDialog('report'),
    onDestroy: () => setDialog('destroy'),
    onClose,
    toggleProvenance: () => session.setProvenanceOpen(!session.provenanceOpen),
    whyNoEvidence,
    whyNoExport: whyNot('export'),
    whyNoWarrant: isWarranted ? null : 'This case stands on no warrant.',
    whyNoQuarantine: hasWithheld ? null : 'No message of this case is withheld.',
  });

  const screens: Readonly<Record<ViewName, () => React.ReactNode>> = {
    overview: () => (
      <Overview
        intake={intake}
        onAdd={(reference) => setAdding(reference === undefined ? NOTHING : { paths: [], reference })}
        onBundle={() => setDialog('bundle')}
        onReport={() => setDialog('report')}
        onDestroy={() => setDialog('destroy')}
      />
    ),
    timeline: () => <Timeline />,
    search: () => <SearchView />,
    conversation: () => <Conversation />,
    graph: () => <ContactGraphView />,
    people: () => <PeopleView />,
    differences: () => <DifferencesView />,
    files: () => <FilesView />,
    tags: () => <TagsView />,
    lists: () => <ListsView />,
    warrant: () => (
      <WarrantView
        records={summary.exhibits}
        picture={openCase.basis.kind === 'warrant' ? <ScopePicture status={openCase.basis.warrant} /> : null}
        onRead={(reference) => setAdding({ paths: [], reference })}
      />
    ),
    custody: () => <CustodyView />,
    quarantine: () => <QuarantineView />,
  };
  return (
    <CaseStandingContext value={standing}>
      <CaseContext value={session}>
        <WatchContext value={watch}>
          <AnnotationsContext value={annotations}>
            <CaseZone value={zone}>
              {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping has its keyboard way in “Add exhibit” */}
              <div
                className={styles.screen}
                data-testid="case-screen"
                onDragOver={(event) => event.preventDefault()}
                onDrop={(event) => {
                  event.preventDefault();
                  const paths = pathsOf([...event.dataTransfer.files]).filter((path) => path !== '');
                  if (paths.length === 0) return;
                  if (whyNoEvidence === null) setAdding({ paths });
                  else setRefused(whyNoEvidence);
                }}
              >
                <CaseBar views={views} onAdd={() => setAdding(NOTHING)} onClose={onClose} />
                {fault !== null && (
                  <div role="alert" className={styles.fault}>
                    {fault}
                  </div>
                )}
                {refused !== null && (
                  <div role="alert" className={styles.refused}>
                    <span>{refused}</span>
                    <Button
                      variant="minimal"
                      size="small"
                      icon={<Cross />}
                      aria-label="Dismiss"
                      onClick={() => setRefused(null)}
                    />
                  </div>
                )}
                <div className={styles.middle}>
                  <main id={viewPanelId(view)} className={styles.view} aria-label={VIEW_NAMES[view]}>
                    <ErrorBoundary
                      key={LASTING.has(view) ? view : `${view} ${summary.revision}`}
                      onLeave={() => show('overview')}
                    >
                      {opening !== null && !WITHOUT_MESSAGES.has(view) ? (
                        <StillOpening opening={opening} />
                      ) : (
                        screens[view]()
                      )}
                    </ErrorBoundary>
                  </main>
                  {session.provenanceOpen && <ProvenancePanel />}
                </div>
                <StatusBar intake={intake} marks={marks} />
                <AnnotationNotice />
                <TagDialog rows={wish?.is === 'tag' ? wish.rows : null} onClose={() => setWish(null)} />
                <NoteDialog wish={wish?.is === 'note' ? wish : null} onClose={() => setWish(null)} />
                <AddExhibitDialog adding={adding} onClose={() => setAdding(null)} intake={intake} />
                <SaveBundleDialog
                  isOpen={dialog === 'bundle'}
                  exhibits={summary.exhibits}
                  onClose={() => setDialog(null)}
                />
                <ReportDialog isOpen={dialog === 'report'} onClose={() => setDialog(null)} />
                <DestroyDialog
                  isOpen={dialog === 'destroy'}
                  onClose={() => setDialog(null)}
                  onDestroyed={onDestroyed}
                />
              </div>
            </CaseZone>
          </AnnotationsContext>
        </WatchContext>
      </CaseContext>
    </CaseStandingContext>
  );
}
