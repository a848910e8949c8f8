/** One message of the timeline, a line high. */
import { Paperclip } from '@blueprintjs/icons';
import { memo } from 'react';
import type { TagLook } from '../../../shared/annotations/index.ts';
import { distanceText } from '../../../shared/time/text.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { ChatRow, PersonRow, Row } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { GridCell, GridRow } from '../../ui/grid-parts.tsx';
import { KindIcon } from '../../ui/kind.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { markedText } from '../../ui/marked-text.ts';
import { TagBadges } from '../../ui/tag-badge.tsx';
import type { Ranges } from '../filters/search-plan.ts';
import { EvidenceWords } from '../message/evidence-words.tsx';
import styles from './message-list.module.css';
import { reportWords } from './message-words.ts';
import { RowMarks, RowTime } from './row-parts.tsx';
import { snippetStart } from './snippet.ts';

/** What all rows are shown by. */
export interface RowLook {
  readonly zone: Zone;
  readonly chats: readonly ChatRow[];
  readonly people: readonly PersonRow[];
  readonly instant: number | null;
  /** What the search found in a text; null when nothing is searched for. */
  readonly found: ((text: string) => Ranges) | null;
  tagOf(id: string): TagLook | undefined;
  /** Whether each row says its offset: the clocks change within the case. */
  readonly offsets: boolean;
  /** Whether each row says which exhibits have it: the case has several. */
  readonly hasExhibits: boolean;
}

interface Props {
  readonly id: string;
  readonly row: Row;
  readonly look: RowLook;
  readonly isSelected: boolean;
  /** `aria-rowindex`. */
  readonly line: number;
}

export const MessageRow = memo(function MessageRow({ id, row, look, isSelected, line }: Props) {
  const { chats, people, instant } = look;
  const { position, kind } = row;
  const person = people[row.sender]?.name ?? '';
  const chat = chats[row.chat]?.title ?? '';
  const exhibits = [row.exhibit, ...row.alsoIn].join(', ');
  return (
    <GridRow
      id={id}
      aria-rowindex={line}
      aria-selected={isSelected}
      data-position={position}
      className={`${styles.row} ${isSelected ? styles.selected : ''}`}
    >
      {instant !== null && (
        <Cell className={styles.distance!}>
          {Number.isNaN(row.when) ? '' : distanceText(row.when - instant, row.precision ?? 'ms')}
        </Cell>
      )}
      <Cell className={styles.time!}>
        <RowTime row={row} zone={look.zone} offsets={look.offsets} />
      </Cell>
      <Cell className={styles.evidence!} title={markedText(person)}>
        {person !== '' && <EvidenceText text={person} />}
      </Cell>
      <Cell className={styles.evidence!} title={markedText(chat)}>
        <EvidenceText text={chat} />
      </Cell>
      {look.hasExhibits && (
        <Cell className={`${styles.evidence} ${styles.exhibits}`} title={exhibits}>
          <EvidenceText text={exhibits} />
        </Cell>
      )}
      <Cell className={styles.kind!} title={KIND_WORDS[kind]}>
        <KindIcon kind={kind} />
        <span className={`${styles.kindWord} ellipsis`}>{KIND_WORDS[kind]}</span>
      </Cell>
      <Cell className={styles.text!}>
        <TagBadges tags={row.tags.flatMap((id) => look.tagOf(id) ?? [])} />
        <span className={styles.evidence}>
          <Said row={row} look={look} />
        </span>
      </Cell>
      <Cell className={styles.attachments!}>
        <Attachments row={row} look={look} />
      </Cell>
      <Cell className={styles.marks!}>
        <RowMarks row={row} />
      </Cell>
    </GridRow>
  );
});

function Cell({
  className,
  title,
  children,
}: {
  className: string;
  title?: string;
  children: React.ReactNode;
}) {
  return (
    <GridCell className={`${styles.cell} ${className}`} title={title}>
      {children}
    </GridCell>
  );
}

/** A text of evidence with what was found set off, and brought in sight where it stands far behind. */
function Found({ text, look }: { text: string; look: RowLook }) {
  const ranges = look.found?.(text) ?? [];
  const cut = snippetStart(text, ranges);
  if (cut === 0) return <EvidenceText text={text} found={ranges} />;
  const shifted = ranges.map(([start, end]): [number, number] => [start - cut, end - cut]);
  return (
    <>
      <span className="dim">… </span>
      <EvidenceText text={text.slice(cut)} found={shifted} />
    </>
  );
}

/** The text in one line, else what the message reports. */
function Said({ row, look }: { row: Row; look: RowLook }) {
  const { text } = row;
  if (text !== null && text !== '') return <Found text={text} look={look} />;
  const words = reportWords(row, look.people);
  return words === null ? null : (
    <span className={styles.report}>
      <EvidenceWords words={words} />
    </span>
  );
}

function Attachments({ row: { attachments }, look }: { row: Row; look: RowLook }) {
  const [first] = attachments;
  if (!first) return null;
  const missing = attachments.filter(({ present }) => !present).length;
  const notes = [
    attachments.length > 1 ? `${attachments.length} files` : '',
    missing === 0
      ? ''
      : missing === attachments.length
        ? 'not in the evidence'
        : `${missing} not in the evidence`,
  ].filter((note) => note !== '');
  return (
    <>
      <Paperclip size={12} aria-hidden className={styles.clip!} />
      <span className={`${styles.evidence} ${missing > 0 ? 'dim' : ''}`}>
        {first.name === '' ? (
          <EvidenceText text={first.mime ?? 'without a name'} />
        ) : (
          <Found text={first.name} look={look} />
        )}
      </span>
      {notes.length > 0 && <span className="unseen">, {notes.join(', ')}</span>}
      {attachments.length > 1 && <span aria-hidden>+{attachments.length - 1}</span>}
    </>
  );
}
