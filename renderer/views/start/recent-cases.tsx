import { Button, Spinner } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import type { RecentCase } from '../../../shared/contract/index.ts';
import styles from './start-screen.module.css';

const LAST_OPENED = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' });

interface Props {
  /** null while it is being asked for. */
  readonly cases: readonly RecentCase[] | null;
  onOpen(recent: RecentCase): void;
  onForget(folder: string): void;
}

export function RecentCases({ cases, onOpen, onForget }: Props) {
  if (cases === null) return <Spinner size={20} aria-label="Looking for recent cases" />;
  if (cases.length === 0) {
    return <p className="dim">No case was opened on this workstation yet.</p>;
  }
  return (
    <ul className={styles.recent} aria-label="Recent cases">
      {cases.map((recent) => (
        <li key={recent.folder}>
          <button
            type="button"
            className={styles.open}
            disabled={recent.missing}
            onClick={() => onOpen(recent)}
            title={recent.folder}
          >
            <span className={`${styles.name} ellipsis`}>
              <bdi>{recent.name}</bdi>
            </span>
            <span className={`${styles.folder} dim ellipsis`}>
              <bdi>{recent.folder}</bdi>
            </span>
            <span className="dim nowrap">
              {recent.missing
                ? 'The folder is not there'
                : `Last opened ${LAST_OPENED.format(new Date(recent.lastOpened))}`}
            </span>
          </button>
          <Button
            variant="minimal"
            icon={<Cross />}
            aria-label={`Take ${recent.name} off this list`}
            title="Take off this list; the case stays where it is"
            onClick={() => onForget(recent.folder)}
          />
        </li>
      ))}
    </ul>
  );
}
