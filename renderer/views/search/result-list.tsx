/** Messages that were found, each with the part of its text that shows why. */
import { useId, useMemo } from 'react';
import { useAnnotations } from '../../app/annotations.ts';
import { useCase } from '../../app/case-session.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { GridCell, GridRow } from '../../ui/grid-parts.tsx';
import { KindIcon } from '../../ui/kind.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { rowAfterKey } from '../../ui/list-keys.ts';
import { RowList } from '../../ui/row-list.tsx';
import { TagBadges } from '../../ui/tag-badge.tsx';
import { EvidenceWords } from '../message/evidence-words.tsx';
import { clocksChange, reportWords } from '../timeline/message-words.ts';
import { RowMarks, RowTime } from '../timeline/row-parts.tsx';
import styles from './search.module.css';
import type { FoundRow, Results, ShownResults } from './use-results.ts';

export const RESULT_HEIGHT = 66;

/** Time, person, chat, exhibits, kind, text, marks. */
const CELLS = 7;

interface Props {
  readonly results: Results;
  readonly shown: ShownResults;
  readonly listRef: React.Ref<HTMLDivElement>;
  onOpen(position: number): void;
}

export function ResultList({ results, shown, listRef, onOpen }: Props) {
  const { summary } = useCase();
  const zone = useZone();
  const id = useId();
  const { cursor, moveTo } = results;
  const { from, to, exhibits } = summary;
  const offsets = useMemo(
    () => from !== null && to !== null && clocksChange(zone, from, to),
    [zone, from, to],
  );
  const hasExhibits = useMemo(() => new Set(exhibits.map(({ exhibit }) => exhibit)).size > 1, [exhibits]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const first = cursor === null && (event.key === 'ArrowDown' || event.key === 'ArrowUp');
    const next = rowAfterKey(event.key, cursor ?? results.start(), results.page(), shown.count);
    if (next !== undefined) moveTo(first ? results.start() : next);
    else if (event.key === 'Enter' && cursor !== null) onOpen(cursor);
    else return;
    event.preventDefault();
  };
  const positionOf = (event: React.MouseEvent): number | null => {
    const row = (event.target as Element).closest<HTMLElement>('[data-position]');
    return row ? Number(row.dataset.position) : null;
  };

  return (
    <RowList
      ref={listRef}
      role="grid"
      aria-label="Results"
      aria-rowcount={shown.isAll ? shown.count : -1}
      aria-colcount={CELLS}
      aria-busy={!results.isCurrent}
      tabIndex={0}
      {...(cursor === null ? {} : { 'aria-activedescendant': `${id}-${cursor}` })}
      className={styles.list!}
      count={shown.count}
      rowHeight={RESULT_HEIGHT}
      place={results.place}
      onView={results.onView}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const position = positionOf(event);
        if (position !== null) moveTo(position);
      }}
      onDoubleClick={(event) => {
        const position = positionOf(event);
        if (position !== null) onOpen(position);
      }}
      renderRow={(position) => {
        const row = shown.row(position);
        if (row === undefined) {
          return (
            <GridRow aria-rowindex={position + 1} aria-busy="true" className={styles.result}>
              <GridCell aria-colspan={CELLS} className={styles.waiting} />
            </GridRow>
          );
        }
        return (
          <GridRow
            id={`${id}-${position}`}
            aria-rowindex={position + 1}
            aria-selected={position === cursor}
            data-position={position}
            className={`${styles.result} ${position === cursor ? styles.selected : ''}`}
          >
            <Result row={row} offsets={offsets} hasExhibits={hasExhibits} />
          </GridRow>
        );
      }}
    />
  );
}

interface ResultProps {
  readonly row: FoundRow;
  readonly offsets: boolean;
  readonly hasExhibits: boolean;
}

function Result({ row, offsets, hasExhibits }: ResultProps) {
  const { summary } = useCase();
  const { tagOf } = useAnnotations();
  const zone = useZone();
  const { chats, people } = summary;
  const person = people[row.sender]?.name;
  return (
    <>
      <div role="presentation" className={styles.about}>
        <GridCell className={styles.time}>
          <RowTime row={row} zone={zone} offsets={offsets} />
        </GridCell>
        <GridCell className={`${styles.person} ellipsis`}>
          {person === undefined ? <span className="dim">nobody named</span> : <EvidenceText text={person} />}
        </GridCell>
        <GridCell className={`${styles.chat} ellipsis`}>
          <span className="dim">in </span>
          <EvidenceText text={chats[row.chat]?.title ?? ''} />
        </GridCell>
        {hasExhibits && (
          <GridCell className={`${styles.exhibits} ellipsis`}>
            <EvidenceText text={[row.exhibit, ...row.alsoIn].join(', ')} />
          </GridCell>
        )}
        <GridCell className={styles.kind} title={KIND_WORDS[row.kind]}>
          <KindIcon kind={row.kind} />
          <span className="unseen">{KIND_WORDS[row.kind]}</span>
        </GridCell>
        <GridCell className={styles.marks}>
          <RowMarks row={row} />
        </GridCell>
      </div>
      <GridCell className={styles.snippet}>
        <TagBadges tags={row.tags.flatMap((tag) => tagOf(tag) ?? [])} />
        <Shown row={row} />
      </GridCell>
    </>
  );
}

/** The snippet, or what a message without texts reports. */
function Shown({ row }: { row: FoundRow }) {
  const { summary } = useCase();
  const { snippet } = row;
  if (snippet !== null) {
    return (
      <>
        {snippet.begunBefore && <span className="dim">… </span>}
        <EvidenceText text={snippet.text} found={snippet.found} />
        {snippet.goesOn && <span className="dim"> …</span>}
      </>
    );
  }
  const words = reportWords(row, summary.people);
  return (
    <span className="dim">{words === null ? KIND_WORDS[row.kind] : <EvidenceWords words={words} />}</span>
  );
}
