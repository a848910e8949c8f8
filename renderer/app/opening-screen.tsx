/** A case on its way open: takes its port from the main process and opens what is stored of it. */
import { Button, ProgressBar } from '@blueprintjs/core';
import { useEffect, useRef, useState } from 'react';
import type { OpenStore } from '../case-store/api.ts';
import { openStore } from '../case-store/open-store.ts';
import type { CaseSummary } from '../query/api.ts';
import type { Opened } from './app.tsx';
import { messageOf } from './bridge.ts';
import { casePort } from './case-port.ts';
import styles from './opening-screen.module.css';

interface Props {
  readonly opened: Opened;
  onFailed(reason: string): void;
  children(store: OpenStore, summary: CaseSummary): React.ReactNode;
}

export function OpeningScreen({ opened: { openCase }, onFailed, children }: Props) {
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);
  const [ready, setReady] = useState<{ store: OpenStore; summary: CaseSummary } | null>(null);
  const failed = useRef(onFailed);
  failed.current = onFailed;

  useEffect(() => {
    let left = false;
    let store: OpenStore | null = null;
    const open = async (): Promise<void> => {
      const port = await casePort(openCase.id);
      if (left) return;
      store = await openStore({
        caseId: openCase.id,
        timeZone: openCase.timeZone,
        port,
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
      store?.close();
    };
  }, [openCase.id, openCase.timeZone]);

  if (ready) return children(ready.store, ready.summary);
  return (
    <main className={styles.screen}>
      <div className={styles.box} role="status">
        <h1 className="ellipsis">
          <bdi>{openCase.reference}</bdi>
        </h1>
        <p className="dim">
          {progress === null
            ? 'Opening the case'
            : `Opening the case: segment ${progress.done} of ${progress.all}`}
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
