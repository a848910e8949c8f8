/** In the place of a view whose messages are not open yet. */
import { ProgressBar } from '@blueprintjs/core';
import { type OpeningProgress, openingWords } from './opening.ts';
import styles from './opening-screen.module.css';

export function StillOpening({ opening }: { opening: OpeningProgress }) {
  return (
    <div className={styles.screen}>
      <div className={styles.box} role="status">
        <p className="dim">Its messages are being opened: {openingWords(opening)}</p>
        <ProgressBar value={opening.done / Math.max(1, opening.all)} stripes={false} />
      </div>
    </div>
  );
}
