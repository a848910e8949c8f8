/** The files of the case, one a row, of which only those in sight are in the document. */
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import { useWatch } from '../../app/watch-lists.ts';
import type { FileRow } from '../../query/api.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { ColumnHeader, GridCell, GridRow } from '../../ui/grid-parts.tsx';
import { rowAfterKey } from '../../ui/list-keys.ts';
import { markedText } from '../../ui/marked-text.ts';
import { grouped, sizeText } from '../../ui/numbers.ts';
import { RowList } from '../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import { correctionNote } from '../clocks/clock-words.ts';
import { personName } from '../message/names.ts';
import { FORM_WORDS, marksOf } from './file-words.ts';
import styles from './files.module.css';
import type { ShownFiles } from './use-files.ts';

const ROW_HEIGHT = 26;
const TOP: RowListPlace = { index: 0, from: 'top', px: 0 };

interface Props {
  readonly shown: ShownFiles;
  /** Position of the file that is looked at. */
  readonly cursor: number | null;
  onMove(position: number | null): void;
  onOpen(file: FileRow): void;
}

export function FileTable({ shown: { counts, pages }, cursor, onMove, onOpen }: Props) {
  const { summary } = useCase();
  const zone = useZone();
  const watch = useWatch();
  const id = useId();
  const { count } = counts;
  const [place, setPlace] = useState<RowListPlace>(TOP);
  const view = useRef<RowListView>({ top: 0, body: 0 });

  const onView = useCallback(
    (now: RowListView) => {
      view.current = now;
      pages.want(Math.floor(now.top / ROW_HEIGHT), Math.ceil((now.top + now.body) / ROW_HEIGHT) + 1);
    },
    [pages],
  );
  // Another list of as many files moves nothing, and is asked for all the same.
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
    const file = cursor === null ? undefined : pages.row(cursor);
    if (to !== undefined) moveTo(to);
    else if (event.key === 'Enter' && file) onOpen(file);
    else if (event.key === 'Escape' && cursor !== null) onMove(null);
    else return;
    event.preventDefault();
  };
  const positionOf = (event: React.MouseEvent): number | null => {
    const row = (event.target as Element).closest<HTMLElement>('[data-position]');
    return row ? Number(row.dataset.position) : null;
  };

  const columns: readonly [string, string][] = [
    ['Kind', ''],
    ['Name', ''],
    ['Size', styles.number!],
    [`First sent, ${zone.name}`, ''],
    ['First sender', ''],
    ['Messages', styles.number!],
    ['Exhibits', styles.exhibits!],
    ['Marks', styles.marks!],
  ];
  return (
    <RowList
      role="grid"
      aria-label="Files"
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      className={styles.table!}
      tabIndex={0}
      {...(cursor === null ? {} : { 'aria-activedescendant': `${id}-${cursor}` })}
      count={count}
      rowHeight={ROW_HEIGHT}
      place={place}
      onView={onView}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const position = positionOf(event);
        if (position !== null) moveTo(position);
      }}
      onDoubleClick={(event) => {
        const position = positionOf(event);
        const file = position === null ? undefined : pages.row(position);
        if (file) onOpen(file);
      }}
      header={
        <GridRow aria-rowindex={1} className={`${styles.row} ${styles.header}`}>
          {columns.map(([name, className]) => (
            <ColumnHeader key={name} className={`${styles.cell} ${className}`}>
              <span className="ellipsis" title={name}>
                {name}
              </span>
            </ColumnHeader>
          ))}
        </GridRow>
      }
      renderRow={(position) => {
        const file = pages.row(position);
        if (file === undefined) {
          return (
            <GridRow aria-rowindex={position + 2} aria-busy="true" className={styles.row}>
              <GridCell aria-colspan={columns.length} className={styles.waiting} />
            </GridRow>
          );
        }
        const { first } = file;
        const time = Number.isNaN(first.when) ? null : zonedTime(zone, first.when);
        const sender = personName(first.sender, summary.people);
        const marks = [
          ...marksOf(file),
          ...(first.correction === undefined ? [] : [`time ${correctionNote(first.correction)}`]),
          ...watch.lists
            .filter(({ id: list }) => file.lists.includes(list))
            .map(({ name }) => `listed in ${name}`),
        ].join(', ');
        const isSelected = position === cursor;
        return (
          <GridRow
            id={`${id}-${position}`}
            aria-rowindex={position + 2}
            aria-selected={isSelected}
            data-position={position}
            className={`${styles.row} ${isSelected ? styles.selected : ''}`}
          >
            <GridCell className={styles.cell}>
              <span className="ellipsis" title={file.type ?? undefined}>
                {FORM_WORDS[file.form]}
              </span>
            </GridCell>
            {file.name === null ? (
              <GridCell className={`${styles.cell} dim`}>
                <span className="ellipsis">no name in the source</span>
              </GridCell>
            ) : (
              <Said text={file.name} more={file.names - 1} />
            )}
            <GridCell className={`${styles.cell} ${styles.number}`}>
              {file.bytes === null ? <span className="dim">not stated</span> : sizeText(file.bytes)}
            </GridCell>
            <GridCell className={styles.cell}>
              {time === null ? (
                <span className="dim">no time</span>
              ) : (
                <>
                  {time.date} {time.clock} <span className="dim">{time.offset}</span>
                </>
              )}
            </GridCell>
            {sender === null ? (
              <GridCell className={`${styles.cell} dim`}>no sender</GridCell>
            ) : (
              <Said text={sender} />
            )}
            <GridCell className={`${styles.cell} ${styles.number}`}>{grouped(file.messages)}</GridCell>
            <Said text={file.exhibits.join(', ')} className={styles.exhibits!} />
            <GridCell className={`${styles.cell} ${styles.marks}`}>
              <span className="ellipsis" title={markedText(marks)}>
                <EvidenceText text={marks} />
              </span>
            </GridCell>
          </GridRow>
        );
      }}
    />
  );
}

/** A text of the evidence: cut at its end, whole in its tooltip. */
function Said({ text, more = 0, className = '' }: { text: string; more?: number; className?: string }) {
  return (
    <GridCell className={`${styles.cell} ${styles.said} ${className}`} title={markedText(text)}>
      <EvidenceText text={text} />
      {more > 0 && <span className="dim">+{grouped(more)}</span>}
    </GridCell>
  );
}
