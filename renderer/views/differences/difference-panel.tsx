/** One difference: what it is, and the message as each side has it. */
import { Button } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { useCase } from '../../app/case-session.ts';
import type { DifferenceRow, Row, WitnessPair } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { fullTimeText, timeNotes } from '../message/message-time.ts';
import { personName } from '../message/names.ts';
import { Section } from '../provenance/facts.tsx';
import { DIFFERENCE_WORDS, differenceSentence, offsetSentence, sideText } from './difference-words.ts';
import styles from './differences.module.css';

interface Props {
  readonly row: DifferenceRow;
  readonly pair: WitnessPair;
  onClose(): void;
}

export function DifferencePanel({ row, pair, onClose }: Props) {
  const lacking = row.first === null ? pair.first : row.second === null ? pair.second : null;
  return (
    <aside className={styles.panel} aria-label="Difference">
      <header className={styles.panelHead}>
        <h2>{DIFFERENCE_WORDS[row.kind]}</h2>
        <Button variant="minimal" icon={<Cross />} aria-label="Close the difference" onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard */}
      <div className={styles.panelBody} tabIndex={0}>
        <Section title="What differs">
          <p>{differenceSentence(row, pair)}</p>
          {lacking !== null && pair.incomplete.includes(lacking) && (
            <p className={styles.caution}>
              Not all of {lacking} is here: messages were kept out, skipped or damaged, and this may be one of
              them.
            </p>
          )}
          <p className="dim">{offsetSentence(pair)}</p>
        </Section>
        <SideSection exhibit={pair.first} row={row.first} />
        <SideSection exhibit={pair.second} row={row.second} />
      </div>
    </aside>
  );
}

function SideSection({ exhibit, row }: { exhibit: string; row: Row | null }) {
  const { summary, show, select, setProvenanceOpen } = useCase();
  const zone = useZone();
  const { text, said } = sideText(row);
  const notes = row === null ? '' : timeNotes(row);
  return (
    <Section title={`On ${exhibit}`}>
      {row === null ? (
        <p className="dim">It has no such message.</p>
      ) : (
        <>
          <p>
            <EvidenceText text={personName(row.sender, summary.people) ?? 'no sender'} />
            <span className="dim">
              , {fullTimeText(zone, row)}
              {notes !== '' && `, ${notes}`}
            </span>
          </p>
          <p className={styles.text}>
            {said ? <EvidenceText text={text} /> : <em className="dim">{text}</em>}
          </p>
          <div className={styles.buttons}>
            <Button
              size="small"
              text="Show in the chat"
              aria-label={`Show ${row.id} in the chat`}
              onClick={() => show('conversation', { row: row.row, chat: row.chat })}
            />
            <Button
              size="small"
              variant="minimal"
              text="Show its provenance"
              aria-label={`Show the provenance of ${row.id}`}
              onClick={() => {
                select(row.row);
                setProvenanceOpen(true);
              }}
            />
          </div>
        </>
      )}
    </Section>
  );
}
