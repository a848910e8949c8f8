/** Says what was annotated last, for a while, and takes it back. */
import { Button } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { useEffect } from 'react';
import { useAnnotations } from '../../app/annotations.ts';
import { messageOf } from '../../app/bridge.ts';
import { useCommand } from '../../app/commands.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { plainText } from '../message/words.ts';
import { historyWords } from './annotation-words.ts';
import styles from './tags.module.css';

/** ms that it stands there. */
const WHILE = 6000;

export function AnnotationNotice() {
  const annotations = useAnnotations();
  const { said, say, history, annotate } = annotations;
  const last = history.find(({ kind, undone }) => kind !== 'undo' && !undone);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => say(null), WHILE);
    return () => clearTimeout(timer);
  }, [said, say]);
  useCommand({
    id: 'annotations.undo',
    title: 'Undo the last tag, note or saved search',
    keys: 'z',
    why: last === undefined ? 'Nothing was tagged, noted or saved.' : null,
    run: () => {
      if (last === undefined) return;
      annotate({ kind: 'undo', annotation: last.id }).then(
        () => say(`Undone: ${plainText(historyWords(last, annotations))}`),
        (cause) => say(messageOf(cause)),
      );
    },
  });
  return (
    <div className={styles.notice} role="status" aria-label="Annotated">
      {said !== null && (
        <div>
          <span>
            <EvidenceText text={said} />
          </span>
          <Button
            variant="minimal"
            size="small"
            icon={<Cross size={12} />}
            aria-label="Dismiss what was said"
            onClick={() => say(null)}
          />
        </div>
      )}
    </div>
  );
}
