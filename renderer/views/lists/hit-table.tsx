/** How often each keyword of a list stands in the case or in what passes the filter; each row opens its messages. */
import { Button, Switch } from '@blueprintjs/core';
import { Cross, Export } from '@blueprintjs/icons';
import { useId, useMemo, useRef, useState } from 'react';
import type { WatchList } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import type { KeywordHits } from '../../query/api.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { GridCell, GridRow } from '../../ui/grid-parts.tsx';
import { rowAfterKey } from '../../ui/list-keys.ts';
import { markedText } from '../../ui/marked-text.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { RowList } from '../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import { SortHeader } from '../../ui/sort-header.tsx';
import grid from '../../ui/sortable-rows.module.css';
import { useKept } from '../../ui/use-kept.ts';
import { fileName } from '../graph/caption.ts';
import {
  filterOfHits,
  HIT_COLUMN_WORDS,
  HIT_COLUMNS,
  type HitColumn,
  type HitOrder,
  hitsFile,
  orderedHits,
} from './hit-rows.ts';
import styles from './hits.module.css';
import { type HitCount, useHitTable } from './use-hit-table.ts';

const ROW = 26;
const NONE: readonly KeywordHits[] = [];

interface Props {
  readonly list: WatchList;
  onClose(): void;
}

export function HitTable({ list, onClose }: Props) {
  const { openCase, setFilter, show } = useCase();
  const [within, setWithin] = useKept('lists.hits.within', false);
  const [onlyFound, setOnlyFound] = useKept('lists.hits.found', true);
  const [order, setOrder] = useKept<HitOrder>('lists.hits.order', { by: 'messages', descending: true });
  const [saved, setSaved] = useState('');
  const count = useHitTable(list, within);
  const hits = count.is === 'counted' ? count.hits : NONE;
  const rows = useMemo(() => orderedHits(hits, order, onlyFound), [hits, order, onlyFound]);

  const open = ({ keyword, messages }: KeywordHits): void => {
    if (messages === 0) return;
    setFilter((now) => filterOfHits(now, keyword, within));
    show('search');
  };
  const save = (): void => {
    setSaved('');
    const suggestedName = fileName(openCase.reference, 'csv', `hits of ${list.name}`);
    call('file.save', { suggestedName, bytes: hitsFile(rows) }).then(
      (name) => setSaved(name === null ? '' : `Saved as ${name}`),
      (cause) => setSaved(`Not saved: ${messageOf(cause)}`),
    );
  };

  return (
    <section className={styles.panel} aria-label={`Hit table of ${markedText(list.name)}`}>
      <header className={styles.head}>
        <h2 className="ellipsis">
          Hits of <EvidenceText text={list.name} />
        </h2>
        <CountState count={count} />
        <span role="status" aria-label="Saving the hit table" className="dim">
          {saved}
        </span>
        <div className={styles.end}>
          <Switch
            className={styles.switch!}
            label="Only what passes the filter"
            checked={within}
            onChange={({ currentTarget }) => setWithin(currentTarget.checked)}
          />
          <Switch
            className={styles.switch!}
            label="Only keywords found"
            checked={onlyFound}
            onChange={({ currentTarget }) => setOnlyFound(currentTarget.checked)}
          />
          <Button
            size="small"
            variant="minimal"
            icon={<Export />}
            text="Save as CSV…"
            disabled={count.is !== 'counted'}
            onClick={save}
          />
          <Button
            size="small"
            variant="minimal"
            icon={<Cross />}
            aria-label="Close the hit table"
            onClick={onClose}
          />
        </div>
      </header>
      <HitRows rows={rows} order={order} onOrder={setOrder} onOpen={open} />
    </section>
  );
}

/** How far it is, or what came of it. */
function CountState({ count }: { count: HitCount }) {
  if (count.is === 'failed') {
    return (
      <span role="alert" className={styles.fault}>
        Not counted: {count.reason}
      </span>
    );
  }
  if (count.is === 'counting') {
    return (
      <>
        <span role="status" className="dim">
          Counting: {Math.floor(100 * count.done)} %
        </span>
        <Button size="small" text="Stop" aria-label="Stop counting hits" onClick={count.stop} />
      </>
    );
  }
  if (count.is === 'stopped') {
    return (
      <>
        <span role="status" className="dim">
          Not counted: stopped
        </span>
        <Button size="small" text="Count" aria-label="Count the hits" onClick={count.again} />
      </>
    );
  }
  const found = count.hits.filter(({ messages }) => messages > 0).length;
  return (
    <span role="status" className="dim">
      {grouped(found)} of {counted(count.hits.length, 'keyword')} found
    </span>
  );
}

interface RowsProps {
  readonly rows: readonly KeywordHits[];
  readonly order: HitOrder;
  onOrder(order: HitOrder): void;
  /** Enter, or a double click. */
  onOpen(row: KeywordHits): void;
}

function HitRows({ rows, order, onOrder, onOpen }: RowsProps) {
  const id = useId();
  const zone = useZone();
  const [place, setPlace] = useState<RowListPlace>({ index: 0, from: 'top', px: 0 });
  const [selected, setSelected] = useState<string | null>(null);
  const seen = useRef<RowListView>({ top: 0, body: 0 });
  const at = useMemo(() => rows.findIndex(({ keyword }) => keyword === selected), [rows, selected]);
  const go = (to: number): void => {
    const position = Math.max(0, Math.min(rows.length - 1, to));
    setSelected(rows[position]!.keyword);
    const near = placeToShow(position, ROW, seen.current);
    if (near) setPlace(near);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return;
    if ((event.target as Element).closest('button') && (event.key === 'Enter' || event.key === ' ')) return;
    const page = Math.max(1, Math.floor(seen.current.body / ROW) - 1);
    const next = rowAfterKey(event.key, at, page, rows.length);
    if (next !== undefined) go(next);
    else if (event.key === 'Enter' && at >= 0) onOpen(rows[at]!);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const rowOf = (event: React.MouseEvent): KeywordHits | undefined => {
    const row = (event.target as Element).closest<HTMLElement>('[data-position]');
    return row ? rows[Number(row.dataset.position)] : undefined;
  };
  const timeText = (hit: KeywordHits['first']): string => {
    if (hit === null) return '';
    const { date, clock } = zonedTime(zone, hit.when);
    return `${date} ${clock}`.trim();
  };

  return (
    <RowList
      role="grid"
      aria-label="Hits of keywords"
      aria-rowcount={rows.length + 1}
      aria-colcount={HIT_COLUMNS.length}
      {...(at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
      tabIndex={0}
      className={grid.rows!}
      count={rows.length}
      rowHeight={ROW}
      place={place}
      onView={(view) => {
        seen.current = view;
      }}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const row = rowOf(event);
        if (row) setSelected(row.keyword);
      }}
      onDoubleClick={(event) => {
        const row = rowOf(event);
        if (row) onOpen(row);
      }}
      header={
        <GridRow aria-rowindex={1} className={`${grid.row} ${grid.header} ${styles.row} ${styles.header}`}>
          {HIT_COLUMNS.map((column) => (
            <Header key={column} column={column} zone={zone.name} order={order} onOrder={onOrder} />
          ))}
        </GridRow>
      }
      renderRow={(position) => {
        const row = rows[position]!;
        return (
          <GridRow
            id={`${id}-${position}`}
            aria-rowindex={position + 2}
            aria-selected={position === at}
            data-position={position}
            className={`${grid.row} ${styles.row} ${row.messages === 0 ? 'dim' : ''}`}
          >
            <GridCell className="ellipsis" title={markedText(row.keyword)}>
              <EvidenceText text={row.keyword} />
            </GridCell>
            <GridCell className="number">{grouped(row.messages)}</GridCell>
            <GridCell className="number">{grouped(row.chats)}</GridCell>
            <GridCell className="number">{grouped(row.people)}</GridCell>
            <GridCell className="ellipsis">{timeText(row.first)}</GridCell>
            <GridCell className="ellipsis">{timeText(row.last)}</GridCell>
          </GridRow>
        );
      }}
    />
  );
}

interface HeaderProps {
  readonly column: HitColumn;
  /** Of the times. */
  readonly zone: string;
  readonly order: HitOrder;
  onOrder(order: HitOrder): void;
}

function Header({ column, zone, order, onOrder }: HeaderProps) {
  const isNumber = column === 'messages' || column === 'chats' || column === 'people';
  const isTime = column === 'first' || column === 'last';
  return (
    <SortHeader
      column={column}
      order={order}
      isNumber={isNumber}
      startsDescending={isNumber}
      onOrder={onOrder}
    >
      {HIT_COLUMN_WORDS[column]}
      {isTime && `, ${zone}`}
    </SortHeader>
  );
}
