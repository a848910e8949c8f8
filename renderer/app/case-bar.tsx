/** The bar above the views: which case, on what it stands, which view, which instant. */
import { Button, Tab, Tabs, Tag } from '@blueprintjs/core';
import { Cross, Plus, Time } from '@blueprintjs/icons';
import { useZone, zonedTime } from '../ui/case-zone.tsx';
import { GatedButton } from '../ui/gated-button.tsx';
import { CaseMark } from '../views/warrant/case-mark.tsx';
import { BackButton } from './back-button.tsx';
import styles from './case-bar.module.css';
import { useCase, type ViewName } from './case-session.ts';
import { useStanding } from './case-standing.ts';
import { commands } from './commands.ts';
import { keysText } from './shortcuts.ts';
import { VIEW_NAMES } from './view-names.ts';

interface BarProps {
  readonly views: readonly ViewName[];
  readonly view: ViewName;
  onShow(view: ViewName): void;
  onClose(): void;
  /** At the end of the first line. */
  readonly instant?: React.ReactNode;
  /** At the end of the line of views. */
  readonly action?: React.ReactNode;
}

/** Id of what a view's tab controls, as Blueprint's tabs name it: the landmark of the view. */
export const viewPanelId = (view: ViewName): string => `bp6-tab-panel_views_${view}`;

/** The bar of any open case, also of one whose messages are closed. */
export function Bar({ views, view, onShow, onClose, instant, action }: BarProps) {
  const { reference, basis } = useStanding().openCase;
  return (
    <header className={styles.bar}>
      <div className={styles.line}>
        <h1 className={`${styles.reference} ellipsis`} title={reference}>
          <bdi>{reference}</bdi>
        </h1>
        <CaseMark onShow={basis.kind === 'warrant' ? () => onShow('warrant') : null} />
        <div className={styles.end}>
          {instant}
          <Button
            variant="minimal"
            text="Commands"
            endIcon={<kbd>{keysText('mod+k')}</kbd>}
            onClick={() => commands.run('commands.show')}
          />
          <Button variant="minimal" icon={<Cross />} text="Close case" onClick={onClose} />
        </div>
      </div>
      <div className={styles.line}>
        <Tabs
          id="views"
          className={styles.tabs!}
          selectedTabId={view}
          onChange={(next) => onShow(next as ViewName)}
          renderActiveTabPanelOnly
        >
          {views.map((name) => (
            <Tab key={name} id={name} title={VIEW_NAMES[name]} />
          ))}
        </Tabs>
        <div className={styles.end}>{action}</div>
      </div>
    </header>
  );
}

interface Props {
  readonly views: readonly ViewName[];
  onAdd(): void;
  onClose(): void;
}

export function CaseBar({ views, onAdd, onClose }: Props) {
  const { view, show } = useCase();
  const { whyNot } = useStanding();
  return (
    <Bar
      views={views}
      view={view}
      onShow={show}
      onClose={onClose}
      instant={<InstantTag />}
      action={
        <>
          <BackButton />
          <GatedButton
            variant="minimal"
            icon={<Plus />}
            text="Add exhibit"
            why={whyNot('take evidence')}
            onClick={onAdd}
          />
        </>
      }
    />
  );
}

function InstantTag() {
  const { instant, setInstant } = useCase();
  const zone = useZone();
  if (instant === null) return null;
  const { date, clock, offset } = zonedTime(zone, instant);
  return (
    <Tag
      intent="danger"
      minimal
      icon={<Time />}
      onRemove={() => setInstant(null)}
      className={styles.instant!}
      aria-label={`Instant ${date} ${clock} ${offset}`}
    >
      {date} {clock} {offset}
    </Tag>
  );
}
