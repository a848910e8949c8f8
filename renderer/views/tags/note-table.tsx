/** All notes of the case, each with what it is about and the way there. */
import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { FileFilter, NoteRow } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { counted } from '../../ui/numbers.ts';
import type { Asked } from '../../ui/reason-dialog.tsx';
import { useKept } from '../../ui/use-kept.ts';
import { rowTime } from '../timeline/message-words.ts';
import { NoteButtons, NoteFacts } from './notes-section.tsx';
import styles from './tags.module.css';

/** Notes that stand in the document at first, and each time more are asked for. */
const SHOWN = 100;

interface Props {
  readonly notes: readonly NoteRow[];
  onAsk(asked: Asked): void;
}

export function NoteTable({ notes, onAsk }: Props) {
  const [most, setMost] = useState(SHOWN);
  return (
    <section className={styles.part} aria-labelledby="notes-heading">
      <h2 id="notes-heading">Notes</h2>
      <table className={`plain ${styles.table}`} aria-label="Notes">
        <thead>
          <tr>
            <th scope="col" className={styles.about}>
              About
            </th>
            <th scope="col">Note</th>
            <th scope="col" className={styles.when}>
              <span className="unseen">What can be done</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {notes
            .toReversed()
            .slice(0, most)
            .map((note) => (
              <tr key={note.id}>
                <th scope="row">
                  <About note={note} />
                </th>
                <td>
                  <p className={styles.noteText}>
                    <EvidenceText text={note.text} />
                  </p>
                  <NoteFacts note={note} />
                </td>
                <td>
                  <GoTo note={note} />
                  <NoteButtons note={note} onAsk={onAsk} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      {notes.length > most && (
        <Button
          className={styles.more!}
          size="small"
          text={`Show more of ${counted(notes.length, 'note')}`}
          onClick={() => setMost(most + SHOWN)}
        />
      )}
    </section>
  );
}

/** What it is about, in a line or two; its own name where the case does not have it. */
function About({ note: { subject, message, chat, person } }: { note: NoteRow }) {
  const { summary } = useCase();
  const zone = useZone();
  switch (subject.kind) {
    case 'message': {
      if (message === null) return <Gone name={subject.id} />;
      const { reading, offset, notes } = rowTime(zone, message);
      const time = [reading, offset, ...notes.map(({ note }) => note)].filter((one) => one !== '');
      const sender = summary.people[message.sender]?.name;
      return (
        <>
          <p className="dim">
            {message.id}, {time.join(' ')}
            {sender !== undefined && (
              <>
                , <EvidenceText text={sender} />
              </>
            )}
          </p>
          <p className={styles.said}>
            {message.text ? <EvidenceText text={message.text} /> : KIND_WORDS[message.kind]}
          </p>
        </>
      );
    }
    case 'chat':
      return chat === null ? (
        <Gone name={subject.id} />
      ) : (
        <Named what="Chat" name={summary.chats[chat]?.title ?? subject.id} />
      );
    case 'person':
      return person === null ? (
        <Gone name={subject.id} />
      ) : (
        <Named what="Person" name={summary.people[person]?.name ?? subject.id} />
      );
    case 'file':
      return (
        <>
          <p className="dim">File with the SHA-256</p>
          <p className="mono">{subject.sha256}</p>
        </>
      );
  }
}

function Named({ what, name }: { what: string; name: string }) {
  return (
    <>
      <p className="dim">{what}</p>
      <p>
        <EvidenceText text={name} />
      </p>
    </>
  );
}

function Gone({ name }: { name: string }) {
  return (
    <>
      <p>
        <EvidenceText text={name} />
      </p>
      <p className="dim">The case does not have it as it is.</p>
    </>
  );
}

function GoTo({ note: { subject, message, chat, person, text } }: { note: NoteRow }) {
  const { show, setFilter } = useCase();
  const [, setFileFilter] = useKept<FileFilter>('files.filter', {});
  const go = (): void => {
    if (message) show('conversation', { row: message.row, chat: message.chat });
    else if (chat !== null) show('conversation', { chat });
    else if (person !== null) {
      setFilter({ people: [person] });
      show('timeline');
    } else if (subject.kind === 'file') {
      setFileFilter({ text: subject.sha256 });
      show('files');
    }
  };
  const words = person !== null ? 'Show the messages' : 'Go to it';
  const isThere = message !== null || chat !== null || person !== null || subject.kind === 'file';
  return (
    <Button
      size="small"
      variant="minimal"
      text={words}
      aria-label={`${words}: ${text.slice(0, 60)}`}
      disabled={!isThere}
      onClick={go}
    />
  );
}
