/**
 * A case on its way open: takes its port from the main process and opens what is stored of it. Where that takes
 * a while, the case's screen stands as soon as it is known what the case holds.
 */
import { Button, ProgressBar } from '@blueprintjs/core';
import { useEffect, useRef, useState } from 'react';
import type { OpenStore } from '../case-store/api.ts';
import { openStore } from '../case-store/open-store.ts';
import type { CaseSummary } from '../query/api.ts';
import type { Opened } from './app.tsx';
import { messageOf } from './bridge.ts';
import { casePort } from './case-port.ts';
import { type OpeningProgress, openingWords, summaryBefore } from './opening.ts';
import styles from './opening-screen.module.css';

interface Props {
  readonly opened: Opened;
  onFailed(reason: string): void;
  /** @param opening null once the case is open: `summary` is then its own, before that what is known of it. */
  children(store: OpenStore, summary: CaseSummary, opening: OpeningProgress | null): React.ReactNode;
}

/** A case that opens sooner than this is not shown before it is open, ms. */
const SHOWN_AFTER = 300;

export function OpeningScreen({ opened: { openCase }, onFailed, children }: Props) {
  const [progress, setProgress] = useState<OpeningProgress | null>(null);
  const [early, setEarly] = useState<{ store: OpenStore; summary: CaseSummary } | null>(null);
  const [ready, setReady] = useState<{ store: OpenStore; summary: CaseSummary } | null>(null);
  const failed = useRef(onFailed);
  failed.current = onFailed;

  useEffect(() => {
    let left = false;
    let store: OpenStore | null = null;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const open = async (): Promise<void> => {
      const port = await casePort(openCase.id);
      if (left) return;
      store = await openStore({
        caseId: openCase.id,
        timeZone: openCase.timeZone,
        port,
        onContents(contents, opening) {
          store = opening;
          if (left) return store.close();
          const summary = summaryBefore(contents, openCase.timeZone);
          patience = setTimeout(() => setEarly({ store: opening, summary }), SHOWN_AFTER);
        },
        onOpening: (done, all) => setProgress({ done, all }),
      });
      if (left) return store.close();
      setReady({ store, summary: await store.query.summary() });
    };
    open().catch((cause) => {
      if (!left) failed.current(messageOf(cause));
    });
    return () => {
      left = true;
      clearTimeout(patience);
      store?.close();
    };
  }, [openCase.id, openCase.timeZone]);

  const shown = ready ?? early;
  if (shown) {
    return children(shown.store, shown.summary, ready ? null : (progress ?? { done: 0, all: 0 }));
  }
  return (
    <main className={styles.screen}>
      <div className={styles.box} role="status">
        <h1 className="ellipsis">
          <bdi>{openCase.reference}</bdi>
        </h1>
        <p className="dim">
          {progress === null ? 'Opening the case' : `Opening the case: ${openingWords(progress)}`}
        </p>
        <ProgressBar
          stripes={progress === null}
          {...(progress === null ? {} : { value: progress.done / Math.max(1, progress.all) })}
        />
        <Button variant="minimal" text="Cancel" onClick={() => onFailed('Opening was cancelled.')} />
      </div>
    </main>
  );
}
