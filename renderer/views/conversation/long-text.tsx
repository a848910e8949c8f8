import { useState } from 'react';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { grouped } from '../../ui/numbers.ts';
import styles from './bubble.module.css';

/** Characters shown at first, and added at each wish for more. */
const SHOWN_FIRST = 4000;
const SHOWN_MORE = 40_000;

/** A message's text as it is, line breaks and all; a huge one by stretches. Links stay text. */
export function LongText({ text, tabIndex }: { text: string; tabIndex: number }) {
  const [shown, setShown] = useState(SHOWN_FIRST);
  if (text.length <= shown) {
    return (
      <p className={styles.text}>
        <EvidenceText text={text} />
      </p>
    );
  }
  // Not between the halves of a character.
  const code = text.charCodeAt(shown - 1);
  const end = code >= 0xd800 && code < 0xdc00 ? shown - 1 : shown;
  return (
    <>
      <p className={styles.text}>
        <EvidenceText text={text.slice(0, end)} />…
      </p>
      <button
        type="button"
        className={styles.more}
        tabIndex={tabIndex}
        onClick={() => setShown(shown + SHOWN_MORE)}
      >
        Show more: {grouped(end)} of {grouped(text.length)} characters shown
      </button>
    </>
  );
}
