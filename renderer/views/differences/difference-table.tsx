/** Differences, one a row, of which only those in sight are in the document. */
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { clockCorrections } from '../../../shared/people/index.ts';
import { useCase } from '../../app/case-session.ts';
import type { Row } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { ColumnHeader, GridCell, GridRow } from '../../ui/grid-parts.tsx';
import { rowAfterKey } from '../../ui/list-keys.ts';
import { markedText } from '../../ui/marked-text.ts';
import { RowList } from '../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import { fullTimeText, timeNotes } from '../message/message-time.ts';
import { personName } from '../message/names.ts';
import { DIFFERENCE_WORDS, sideText } from './difference-words.ts';
import styles from './differences.module.css';
import type { ShownDifferences } from './use-differences.ts';

const ROW_HEIGHT = 26;
const COLUMNS = ['Difference', 'Time', 'Sender', 'Chat', 'On', 'Text', 'And on', 'Text'] as const;

interface Props {
  readonly shown: ShownDifferences;
  readonly cursor: number | null;
  onMove(position: number | null): void;
}

export function DifferenceTable({ shown: { counts, pages }, cursor, onMove }: Props) {
  const { summary } = useCase();
  const zone = useZone();
  const id = useId();
  const [place, setPlace] = useState<RowListPlace>({ index: 0, from: 'top', px: 0 });
  const view = useRef<RowListView>({ top: 0, body: 0 });
  const { count } = counts;
  const { decisions } = summary;
  const hasCorrections = useMemo(() => clockCorrections(decisions).size > 0, [decisions]);
  const onView = useCallback(
    (now: RowListView) => {
      view.current = now;
      pages.want(Math.floor(now.top / ROW_HEIGHT), Math.ceil((now.top + now.body) / ROW_HEIGHT) + 1);
    },
    [pages],
  );
  // Another list of as many rows moves nothing, and is asked for all the same.
  useEffect(() => onView(view.current), [onView]);
  const moveTo = (position: number): void => {
    const to = Math.min(Math.max(position, 0), count - 1);
    onMove(to);
    const next = placeToShow(to, ROW_HEIGHT, view.current);
    if (next) setPlace(next);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(view.current.body / ROW_HEIGHT) - 1);
    const from = cursor ?? -1;
    const to = rowAfterKey(event.key, from, page, count);
    if (to !== undefined) moveTo(to);
    else if (event.key === 'Escape' && cursor !== null) onMove(null);
    else return;
    event.preventDefault();
  };
  return (
    <RowList
      role="grid"
      aria-label="Differences"
      aria-rowcount={count + 1}
      aria-colcount={COLUMNS.length}
      className={`${styles.table} ${hasCorrections ? styles.withCorrections : ''}`}
      tabIndex={0}
      {...(cursor === null ? {} : { 'aria-activedescendant': `${id}-${cursor}` })}
      count={count}
      rowHeight={ROW_HEIGHT}
      place={place}
      onView={onView}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const row = (event.target as Element).closest<HTMLElement>('[data-position]');
        if (row) moveTo(Number(row.dataset.position));
      }}
      header={
        <GridRow aria-rowindex={1} className={`${styles.row} ${styles.header}`}>
          {COLUMNS.map((name, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
            <ColumnHeader key={i} className={styles.cell}>
              {name}
            </ColumnHeader>
          ))}
        </GridRow>
      }
      renderRow={(position) => {
        const row = pages.row(position);
        if (row === undefined) {
          return (
            <GridRow aria-rowindex={position + 2} aria-busy="true" className={styles.row}>
              <GridCell aria-colspan={COLUMNS.length} className={styles.waiting} />
            </GridRow>
          );
        }
        const pair = counts.pairs[row.pair]!;
        const either = row.first ?? row.second!;
        const sender = personName(either.sender, summary.people) ?? '';
        return (
          <GridRow
            id={`${id}-${position}`}
            aria-rowindex={position + 2}
            aria-selected={position === cursor}
            data-position={position}
            className={`${styles.row} ${position === cursor ? styles.selected : ''}`}
          >
            <GridCell className={styles.cell}>{DIFFERENCE_WORDS[row.kind]}</GridCell>
            <GridCell className={styles.cell} title={timeNotes(either)}>
              {fullTimeText(zone, either)}
              {either.correction !== undefined && <span className="dim"> corrected</span>}
            </GridCell>
            <Said text={sender} />
            <Said text={summary.chats[either.chat]?.title ?? ''} />
            <Said text={pair.first} />
            <Side row={row.first} />
            <Said text={pair.second} />
            <Side row={row.second} />
          </GridRow>
        );
      }}
    />
  );
}

function Said({ text }: { text: string }) {
  return (
    <GridCell className={`${styles.cell} ${styles.said}`} title={markedText(text)}>
      <EvidenceText text={text} />
    </GridCell>
  );
}

function Side({ row }: { row: Row | null }) {
  const { text, said } = sideText(row);
  return said ? (
    <Said text={text} />
  ) : (
    <GridCell className={`${styles.cell} dim`}>
      <em>{text}</em>
    </GridCell>
  );
}
