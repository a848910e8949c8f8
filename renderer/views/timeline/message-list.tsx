/** The messages of the result, in order of time: a grid of which only what is in sight is in the document. */
import { useCallback, useId, useMemo } from 'react';
import { clockCorrections } from '../../../shared/people/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import { useCase } from '../../app/case-session.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { ColumnHeader, GridCell, GridRow } from '../../ui/grid-parts.tsx';
import { RowList } from '../../ui/row-list.tsx';
import { finderOf } from '../filters/search-plan.ts';
import { itemAt, itemCount } from './items.ts';
import styles from './message-list.module.css';
import { MessageRow, type RowLook } from './message-row.tsx';
import { clocksChange } from './message-words.ts';
import type { MessageList as List, Shown } from './use-message-list.ts';

export const ROW_HEIGHT = 26;

interface Props {
  readonly list: List;
  readonly shown: Shown;
  readonly gridRef: React.Ref<HTMLDivElement>;
  /** Positions that are selected, both inclusive; null where none is. */
  readonly range: readonly [first: number, last: number] | null;
  /** A range of messages is to go from here to the cursor; null: the cursor alone is selected. */
  onAnchor(position: number | null): void;
  onOpen(position: number): void;
}

export function MessageList({ list, shown, gridRef, range, onAnchor, onOpen }: Props) {
  const { summary, filter, instant } = useCase();
  const { tagOf } = useAnnotations();
  const zone = useZone();
  const id = useId();
  const { dividers, pages, cursor } = shown;
  const { chats, people, from, to } = summary;
  const { query, otherScripts = false } = filter;
  const found = useMemo(() => finderOf(query, { otherScripts }), [query, otherScripts]);
  const offsets = useMemo(
    () => from !== null && to !== null && clocksChange(zone, from, to),
    [zone, from, to],
  );
  const { exhibits } = summary;
  const hasExhibits = useMemo(() => new Set(exhibits.map(({ exhibit }) => exhibit)).size > 1, [exhibits]);
  const look = useMemo<RowLook>(
    () => ({ zone, chats, people, instant, found, tagOf, offsets, hasExhibits }),
    [zone, chats, people, instant, found, tagOf, offsets, hasExhibits],
  );
  const instantText = useMemo(() => {
    if (instant === null) return '';
    const { date, clock, offset } = zonedTime(zone, instant);
    return `Instant ${date} ${clock} ${offset}`;
  }, [zone, instant]);

  const columns = [
    ...(instant === null ? [] : [['Distance', styles.distance] as const]),
    [`Time, ${zone.name}`, styles.time] as const,
    ['Person', ''] as const,
    ['Chat', ''] as const,
    ...(hasExhibits ? [['Exhibits', styles.exhibits] as const] : []),
    ['Kind', ''] as const,
    ['Text', ''] as const,
    ['Attachments', styles.attachments] as const,
    ['Marks', ''] as const,
  ];
  const hasNotes = summary.timeBases.some((basis) => basis !== 'utc');
  const { decisions } = summary;
  const hasCorrections = useMemo(() => clockCorrections(decisions).size > 0, [decisions]);
  const template = [
    instant === null ? '' : styles.withDistance,
    hasExhibits ? styles.withExhibits : '',
    offsets ? styles.withOffsets : '',
    hasNotes ? styles.withNotes : '',
    hasCorrections ? styles.withCorrections : '',
  ].join(' ');

  const renderRow = (item: number): React.ReactNode => {
    const one = itemAt(dividers, item);
    // The header is the first line.
    const line = item + 2;
    if (one.is !== 'message') {
      const text = one.is === 'instant' ? instantText : 'Messages without a time';
      return (
        <GridRow aria-rowindex={line} className={`${styles.divider} ${styles[one.is]}`}>
          <GridCell aria-colspan={columns.length}>
            <span>{text}</span>
          </GridCell>
        </GridRow>
      );
    }
    const row = pages.row(one.position);
    if (row === undefined) {
      return (
        <GridRow aria-rowindex={line} aria-busy="true" className={styles.row}>
          <GridCell aria-colspan={columns.length} className={styles.waiting} />
        </GridRow>
      );
    }
    return (
      <MessageRow
        id={`${id}-${one.position}`}
        row={row}
        look={look}
        isSelected={range !== null && one.position >= range[0] && one.position <= range[1]}
        line={line}
      />
    );
  };

  const positionOf = (event: React.MouseEvent): number | null => {
    const row = (event.target as Element).closest<HTMLElement>('[data-position]');
    return row ? Number(row.dataset.position) : null;
  };
  const extend = useCallback(
    (isRange: boolean): void => {
      if (!isRange) onAnchor(null);
      else if (cursor !== null && (range === null || range[0] === range[1])) onAnchor(cursor);
    },
    [cursor, range, onAnchor],
  );
  const onKeyDown = useCallback(
    (event: React.KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const from = cursor ?? list.start();
      // What is selected outside the result, or nothing at all, is left by the first step down.
      const down = cursor === null ? 0 : 1;
      const steps: Readonly<Record<string, number>> = {
        ArrowDown: from + down,
        ArrowUp: from - 1,
        PageDown: from + list.page(),
        PageUp: from - list.page(),
        Home: 0,
        End: dividers.count - 1,
      };
      const to = steps[event.key];
      if (to !== undefined) {
        extend(event.shiftKey);
        list.moveTo(to);
      } else if (event.key === 'Enter' && cursor !== null) onOpen(cursor);
      else return;
      event.preventDefault();
    },
    [cursor, list, dividers.count, extend, onOpen],
  );

  return (
    <RowList
      ref={gridRef}
      role="grid"
      aria-label="Messages"
      aria-rowcount={itemCount(dividers) + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      tabIndex={0}
      {...(cursor === null ? {} : { 'aria-activedescendant': `${id}-${cursor}` })}
      className={`${styles.list} ${template}`}
      count={itemCount(dividers)}
      rowHeight={ROW_HEIGHT}
      place={list.place}
      renderRow={renderRow}
      onView={list.onView}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const position = positionOf(event);
        if (position === null) return;
        extend(event.shiftKey);
        list.moveTo(position);
      }}
      onDoubleClick={(event) => {
        const position = positionOf(event);
        if (position !== null) onOpen(position);
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
    />
  );
}
