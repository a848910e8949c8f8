/** The notes on one thing, and writing another. */
import { Button } from '@blueprintjs/core';
import { Annotation } from '@blueprintjs/icons';
import { useState } from 'react';
import type { Subject } from '../../../shared/annotations/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import type { NoteRow } from '../../query/api.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { type Asked, ReasonDialog } from '../../ui/reason-dialog.tsx';
import styles from './tags.module.css';

/** `2024-04-01 09:00 +01:00 by j.ho, changed 2024-04-02 10:30 +01:00 by j.ho`. */
export function NoteFacts({ note: { written, changed } }: { note: NoteRow }) {
  const zone = useZone();
  const when = (at: string): string => {
    const { date, clock, offset } = zonedTime(zone, Date.parse(at), 'min');
    return `${date} ${clock} ${offset}`;
  };
  return (
    <p className="dim">
      {when(written.at)} by <EvidenceText text={written.author} />
      {changed && (
        <>
          , changed {when(changed.at)} by <EvidenceText text={changed.author} />
        </>
      )}
    </p>
  );
}

/** Changing a note and removing it. */
export function NoteButtons({ note, onAsk }: { note: NoteRow; onAsk(asked: Asked): void }) {
  const { annotate, ask, say } = useAnnotations();
  const { id, subject, text } = note;
  return (
    <span className={styles.noteButtons}>
      <Button
        size="small"
        variant="minimal"
        text="Change…"
        aria-label={`Change the note ${text.slice(0, 60)}`}
        onClick={() => ask({ is: 'note', subject, note: { id, text } })}
      />
      <Button
        size="small"
        variant="minimal"
        text="Remove…"
        aria-label={`Remove the note ${text.slice(0, 60)}`}
        onClick={() =>
          onAsk({
            title: 'Remove a note',
            about: (
              <p className={styles.asked}>
                <EvidenceText text={text} />
              </p>
            ),
            action: 'Remove',
            isRemoval: true,
            act: async (reason) => {
              await annotate({ kind: 'note-removed', note: id }, reason);
              say('Note removed');
            },
          })
        }
      />
    </span>
  );
}

interface Props {
  /** null until it is known. */
  readonly subject: Subject | null;
  readonly notes: readonly NoteRow[];
}

export function NoteList({ subject, notes }: Props) {
  const { ask } = useAnnotations();
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <>
      {notes.length > 0 && (
        <ul className={styles.notes} aria-label="Notes">
          {notes.map((note) => (
            <li key={note.id}>
              <p className={styles.noteText}>
                <EvidenceText text={note.text} />
              </p>
              <NoteFacts note={note} />
              <NoteButtons note={note} onAsk={setAsked} />
            </li>
          ))}
        </ul>
      )}
      <Button
        size="small"
        icon={<Annotation size={12} />}
        text="Write a note…"
        disabled={subject === null}
        onClick={() => ask({ is: 'note', subject: subject! })}
      />
      <ReasonDialog asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}
