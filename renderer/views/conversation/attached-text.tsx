import { Spinner } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import { messageOf } from '../../app/bridge.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { sizeText } from '../../ui/numbers.ts';
import styles from './attached-text.module.css';
import { readText, SHOWN_BYTES, type TextRead } from './read-text.ts';

/** A text attachment as text. */
export function AttachedText({ address }: { address: string }) {
  const [read, setRead] = useState<TextRead | { readonly fault: string } | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetch(address, { signal: stop.signal })
      .then(readText)
      .then(setRead, (cause) => {
        if (!stop.signal.aborted) setRead({ fault: messageOf(cause) });
      });
    return () => stop.abort();
  }, [address]);
  if (read === null) return <Spinner size={24} aria-label="Reading the text" />;
  if ('fault' in read) return <p className="problem">Cannot be shown: {read.fault}.</p>;
  return (
    <div className={styles.text}>
      {read.cut && <p className="dim">Only the first {sizeText(SHOWN_BYTES)} are shown.</p>}
      <pre>
        <EvidenceText text={read.text} />
      </pre>
    </div>
  );
}
