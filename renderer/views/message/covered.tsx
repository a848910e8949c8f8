import { Button } from '@blueprintjs/core';
import { EyeOff } from '@blueprintjs/icons';
import { useState } from 'react';
import { call, messageOf } from '../../app/bridge.ts';
import { coverWords, useWatch } from '../../app/watch-lists.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import styles from './covered.module.css';

interface Props {
  readonly sha256: string | undefined;
  readonly tabIndex?: number;
  readonly children: React.ReactNode;
}

/** A file that a hash set lists stays blurred here until it is asked for; each asking is in the log first. */
export function Covered({ sha256, tabIndex = 0, children }: Props) {
  const watch = useWatch();
  /** Which file was asked for: another one in its place is asked for anew. */
  const [asked, setAsked] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const words = sha256 === undefined ? null : coverWords(watch, sha256);
  if (words === null || sha256 === undefined || asked === sha256) return children;
  const show = (): void => {
    call('lists.uncover', { sha256 }).then(
      () => setAsked(sha256),
      (cause) => setProblem(messageOf(cause)),
    );
  };
  return (
    <div className={styles.covered}>
      <div className={styles.under} inert>
        {children}
      </div>
      <div className={styles.over}>
        <p>
          <EvidenceText text={words} />
        </p>
        <Button
          size="small"
          icon={<EyeOff />}
          text="Show it here"
          tabIndex={tabIndex}
          disabled={watch.counts === null}
          onClick={show}
        />
        {problem !== null && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
      </div>
    </div>
  );
}
