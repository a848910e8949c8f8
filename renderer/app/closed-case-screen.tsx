/** A case that may no longer be looked at: its warrant, its log, and nothing of its messages. */
import { Button } from '@blueprintjs/core';
import { Trash } from '@blueprintjs/icons';
import { useMemo, useState } from 'react';
import type { OpenCase } from '../../shared/contract/index.ts';
import { Zone } from '../../shared/time/zone.ts';
import { CaseZone } from '../ui/case-zone.tsx';
import { CustodyView } from '../views/custody/custody-view.tsx';
import { DestroyDialog } from '../views/destroy/destroy-dialog.tsx';
import { WarrantView } from '../views/warrant/warrant-view.tsx';
import { Bar, viewPanelId } from './case-bar.tsx';
import styles from './case-screen.module.css';
import type { ViewName } from './case-session.ts';
import { CaseStandingContext, useCaseStanding } from './case-standing.ts';
import { useCommand } from './commands.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { VIEW_NAMES } from './view-names.ts';

const VIEWS: readonly ViewName[] = ['warrant', 'custody'];

interface Props {
  readonly opened: OpenCase;
  onClose(): void;
  onDestroyed(notice: string): void;
}

export function ClosedCaseScreen({ opened, onClose, onDestroyed }: Props) {
  const standing = useCaseStanding(opened);
  const zone = useMemo(() => new Zone(opened.timeZone), [opened.timeZone]);
  const [view, show] = useState<ViewName>('warrant');
  const [destroying, setDestroying] = useState(false);
  useCommand({ id: 'view.warrant', title: 'Go to the warrant', keys: 'mod+7', run: () => show('warrant') });
  useCommand({
    id: 'view.custody',
    title: 'Go to the custody log',
    keys: 'mod+8',
    run: () => show('custody'),
  });
  useCommand({ id: 'case.destroy', title: 'Destroy the case', run: () => setDestroying(true) });
  useCommand({ id: 'case.close', title: 'Close the case', keys: 'mod+shift+w', run: onClose });
  return (
    <CaseStandingContext value={standing}>
      <CaseZone value={zone}>
        <div className={styles.screen} data-testid="closed-case-screen">
          <Bar
            views={VIEWS}
            view={view}
            onShow={show}
            onClose={onClose}
            action={
              <Button
                variant="minimal"
                icon={<Trash />}
                text="Destroy the case…"
                onClick={() => setDestroying(true)}
              />
            }
          />
          <div className={styles.middle}>
            <main id={viewPanelId(view)} className={styles.view} aria-label={VIEW_NAMES[view]}>
              <ErrorBoundary key={view} onLeave={() => show('warrant')}>
                {view === 'custody' ? <CustodyView /> : <WarrantView records={null} picture={null} />}
              </ErrorBoundary>
            </main>
          </div>
          <DestroyDialog isOpen={destroying} onClose={() => setDestroying(false)} onDestroyed={onDestroyed} />
        </div>
      </CaseZone>
    </CaseStandingContext>
  );
}
