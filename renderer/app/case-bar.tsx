/** The bar above the views: which case, which view, which instant. */
import { Button, Tab, Tabs, Tag } from '@blueprintjs/core';
import { Cross, Plus, Time } from '@blueprintjs/icons';
import { useZone, zonedTime } from '../ui/case-zone.tsx';
import styles from './case-bar.module.css';
import { VIEW_NAMES } from './case-screen.tsx';
import { useCase, VIEWS, type ViewName } from './case-session.ts';
import { commands } from './commands.ts';
import { keysText } from './shortcuts.ts';

interface Props {
  onAdd(): void;
  onClose(): void;
}

export function CaseBar({ onAdd, onClose }: Props) {
  const { openCase, view, show, instant, setInstant } = useCase();
  const zone = useZone();
  const time = instant === null ? null : zonedTime(zone, instant);
  return (
    <header className={styles.bar}>
      <h1 className={`${styles.reference} ellipsis`} title={openCase.reference}>
        <bdi>{openCase.reference}</bdi>
      </h1>
      <Tabs
        id="views"
        className={styles.tabs!}
        selectedTabId={view}
        onChange={(next) => show(next as ViewName)}
        renderActiveTabPanelOnly
      >
        {VIEWS.map((name) => (
          <Tab key={name} id={name} title={VIEW_NAMES[name]} />
        ))}
      </Tabs>
      <div className={styles.end}>
        {time !== null && (
          <Tag
            intent="danger"
            minimal
            icon={<Time />}
            onRemove={() => setInstant(null)}
            className={styles.instant!}
            aria-label={`Instant ${time.date} ${time.clock} ${time.offset}`}
          >
            {time.date} {time.clock} {time.offset}
          </Tag>
        )}
        <Button variant="minimal" icon={<Plus />} text="Add exhibit" onClick={onAdd} />
        <Button
          variant="minimal"
          text="Commands"
          endIcon={<kbd>{keysText('mod+k')}</kbd>}
          onClick={() => commands.run('commands.show')}
        />
        <Button variant="minimal" icon={<Cross />} text="Close case" onClick={onClose} />
      </div>
    </header>
  );
}
