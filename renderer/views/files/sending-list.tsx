import { Button } from '@blueprintjs/core';
import { useCase } from '../../app/case-session.ts';
import type { FileSendings } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { fullTimeText, timeNotes } from '../message/message-time.ts';
import { personName } from '../message/names.ts';
import styles from './files.module.css';

/** Messages that carry a file: who, when, in which chat and exhibit, each to be gone to. */
export function SendingList({ sendings, here }: { sendings: FileSendings['sendings']; here?: number }) {
  const { summary, show } = useCase();
  const zone = useZone();
  return (
    <ol className={styles.sendings} aria-label="Messages that carry it">
      {sendings.map((row) => {
        const sender = personName(row.sender, summary.people);
        const notes = timeNotes(row);
        return (
          <li key={row.row}>
            <p>
              {sender === null ? <span className="dim">no sender</span> : <EvidenceText text={sender} />}
              {row.forwarded && <span className="dim"> (forwarded)</span>}
              {row.row === here && <span className="dim"> (this message)</span>}
            </p>
            <p className="dim">
              {fullTimeText(zone, row)}
              {notes !== '' && `, ${notes}`}
            </p>
            <p className="dim">
              <EvidenceText text={row.exhibit} />,{' '}
              <EvidenceText text={summary.chats[row.chat]?.title ?? ''} />
            </p>
            {row.row !== here && (
              <Button
                variant="minimal"
                size="small"
                text="Show in the chat"
                aria-label={`Show ${row.id} in the chat`}
                onClick={() => show('conversation', { row: row.row, chat: row.chat })}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
