/** What was annotated when, by whom and why, the newest first, and taking it back. */
import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { useAnnotations } from '../../app/annotations.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted } from '../../ui/numbers.ts';
import type { Asked } from '../../ui/reason-dialog.tsx';
import { EvidenceWords } from '../message/evidence-words.tsx';
import { plainText } from '../message/words.ts';
import { historyWords } from './annotation-words.ts';
import styles from './tags.module.css';

const SHOWN = 50;

export function AnnotationHistory({ onAsk }: { onAsk(asked: Asked): void }) {
  const annotations = useAnnotations();
  const { history, earlier, annotate, say } = annotations;
  const zone = useZone();
  const [most, setMost] = useState(SHOWN);
  if (history.length === 0) return null;
  return (
    <section className={styles.part} aria-labelledby="history-heading">
      <h2 id="history-heading">What was done</h2>
      <ol className={styles.history} aria-label="What was done" reversed>
        {history.slice(0, most).map((one) => {
          const words = historyWords(one, annotations);
          const { date, clock, offset } = zonedTime(zone, Date.parse(one.at));
          return (
            <li key={one.id}>
              <div>
                <p>
                  <EvidenceWords words={words} />
                  {one.undone && <strong> (undone)</strong>}
                </p>
                <p className="dim">
                  {date} {clock} {offset}, <EvidenceText text={one.author} />
                  {one.reason !== '' && (
                    <>
                      . Reason: <EvidenceText text={one.reason} />
                    </>
                  )}
                </p>
              </div>
              {one.kind !== 'undo' && !one.undone && (
                <Button
                  size="small"
                  text="Undo…"
                  aria-label={`Undo: ${plainText(words)}`}
                  onClick={() =>
                    onAsk({
                      title: 'Undo',
                      about: (
                        <p className={styles.asked}>
                          <EvidenceWords words={words} />
                        </p>
                      ),
                      action: 'Undo',
                      isRemoval: false,
                      act: async (reason) => {
                        await annotate({ kind: 'undo', annotation: one.id }, reason);
                        say(`Undone: ${plainText(words)}`);
                      },
                    })
                  }
                />
              )}
            </li>
          );
        })}
      </ol>
      {history.length > most && (
        <Button
          className={styles.more!}
          size="small"
          text="Show earlier ones"
          onClick={() => setMost(most + SHOWN)}
        />
      )}
      {history.length <= most && earlier > 0 && (
        <p className="dim">{counted(earlier, 'earlier one')} are kept and not listed here.</p>
      )}
    </section>
  );
}
