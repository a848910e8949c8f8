import { Button, ButtonGroup } from '@blueprintjs/core';
import { Maximize, Select, ZoomIn, ZoomOut } from '@blueprintjs/icons';
import styles from './histogram.module.css';

interface Props {
  readonly readOut: string;
  /** Whether all messages stand behind the result's; null where the result is all. */
  readonly compare: boolean | null;
  onCompare(compare: boolean): void;
  zoomBy(factor: number): void;
  onWhole(): void;
  /** null without chosen dates. */
  readonly onRange: (() => void) | null;
}

/** What is pointed at, in words, and how to see more or less. */
export function HistogramTools({ readOut, compare, onCompare, zoomBy, onWhole, onRange }: Props) {
  const tools = [
    { name: 'Zoom in', key: ' (+)', icon: <ZoomIn />, run: () => zoomBy(0.5) },
    { name: 'Zoom out', key: ' (−)', icon: <ZoomOut />, run: () => zoomBy(2) },
    { name: 'Zoom to the chosen dates', key: '', icon: <Select />, run: onRange },
    { name: 'Show the whole time', key: ' (0)', icon: <Maximize />, run: onWhole },
  ];
  return (
    <header className={styles.head}>
      <span className={`${styles.readOut} ellipsis`} data-testid="read-out">
        {readOut}
      </span>
      {compare !== null && (
        <Button
          variant="minimal"
          size="small"
          active={compare}
          aria-pressed={compare}
          title="Show all messages behind those of the result"
          onClick={() => onCompare(!compare)}
        >
          <span className={styles.legend}>
            <span className={styles.keyMatched} /> Result
            <span className={styles.keyAll} /> All messages
          </span>
        </Button>
      )}
      <ButtonGroup>
        {tools.map(({ name, key, icon, run }) => (
          <Button
            key={name}
            variant="minimal"
            size="small"
            icon={icon}
            aria-label={name}
            title={`${name}${key}`}
            disabled={run === null}
            onClick={() => run?.()}
          />
        ))}
      </ButtonGroup>
    </header>
  );
}
