/** People and groups with their measures, under the picture: everything of the picture without it, and as a file. */
import { Button } from '@blueprintjs/core';
import { Export } from '@blueprintjs/icons';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { call, messageOf } from '../../../app/bridge.ts';
import { useCase } from '../../../app/case-session.ts';
import { EvidenceText } from '../../../ui/evidence-text.tsx';
import { GridCell, GridRow } from '../../../ui/grid-parts.tsx';
import { rowAfterKey } from '../../../ui/list-keys.ts';
import { markedText } from '../../../ui/marked-text.ts';
import { counted, grouped } from '../../../ui/numbers.ts';
import { RowList } from '../../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../../ui/row-list-scroll.ts';
import { SortHeader } from '../../../ui/sort-header.tsx';
import grid from '../../../ui/sortable-rows.module.css';
import { inSlices, nameOrder } from '../../filters/name-order.ts';
import { fileName } from '../caption.ts';
import { contactOf, contactWord } from '../contacts.ts';
import {
  betweennessText,
  MEASURE_WORDS,
  MEASURES,
  type Measure,
  type MeasureOrder,
  measuresFile,
  orderedNodes,
} from './measure-rows.ts';
import styles from './measures.module.css';
import type { BetweennessCount, Measured } from './use-network.ts';

const ROW = 26;

interface Props {
  readonly measured: Measured;
  readonly betweenness: BetweennessCount;
  readonly selected: string | null;
  readonly order: MeasureOrder;
  onOrder(order: MeasureOrder): void;
  onSelect(key: string): void;
  /** Enter, or a double click. */
  onOpen(key: string): void;
}

export function MeasureTable({ measured, betweenness, selected, order, onOrder, onSelect, onOpen }: Props) {
  const { summary, openCase } = useCase();
  const id = useId();
  const names = useNamePlaces(measured, order.by === 'name');
  const { result } = betweenness;
  const nodes = useMemo(() => orderedNodes(measured, result, names, order), [measured, result, names, order]);
  const [place, setPlace] = useState<RowListPlace>({ index: 0, from: 'top', px: 0 });
  const [told, setTold] = useState('');
  const seen = useRef<RowListView>({ top: 0, body: 0 });
  const at = useMemo(() => {
    const node = selected === null ? -1 : measured.nodeOf(selected);
    return node < 0 ? -1 : nodes.indexOf(node);
  }, [measured, nodes, selected]);

  useEffect(() => {
    if (at < 0 || seen.current.body === 0) return;
    const next = placeToShow(at, ROW, seen.current);
    if (next) setPlace(next);
  }, [at]);

  const keyAt = (position: number): string => measured.keyOf(nodes[position]!);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as Element).closest('button') && (event.key === 'Enter' || event.key === ' ')) return;
    const page = Math.max(1, Math.floor(seen.current.body / ROW) - 1);
    const to = rowAfterKey(event.key, at, page, nodes.length);
    if (to !== undefined && nodes.length > 0) onSelect(keyAt(Math.min(Math.max(to, 0), nodes.length - 1)));
    else if (event.key === 'Enter' && at >= 0) onOpen(keyAt(at));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const save = (): void => {
    const bytes = measuresFile(measured, result, summary, nodes);
    setTold('');
    call('file.save', { suggestedName: fileName(openCase.reference, 'csv', 'contact measures'), bytes }).then(
      (saved) => setTold(saved === null ? '' : `Saved as ${saved}`),
      (cause) => setTold(`Not saved: ${messageOf(cause)}`),
    );
  };

  return (
    <section className={styles.table} aria-label="Measures">
      <div className={styles.tableHead}>
        <h2>Measures</h2>
        <span role="status" className="dim">
          {counted(nodes.length, 'person or group', 'people and groups')}, feeds left out
        </span>
        <Button
          size="small"
          variant="minimal"
          className={styles.save!}
          icon={<Export />}
          text="Save as CSV…"
          onClick={save}
        />
        <div className={styles.sampling}>
          <Sampling betweenness={betweenness} />
          <span role="status" aria-label="Saving the measures" className={styles.told}>
            {told}
          </span>
        </div>
      </div>
      <RowList
        role="grid"
        aria-label="Measures of people and groups"
        aria-rowcount={nodes.length + 1}
        aria-colcount={MEASURES.length}
        {...(at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        tabIndex={0}
        className={grid.rows!}
        count={nodes.length}
        rowHeight={ROW}
        place={place}
        onView={(view) => {
          seen.current = view;
        }}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const row = (event.target as Element).closest<HTMLElement>('[data-position]');
          if (row) onSelect(keyAt(Number(row.dataset.position)));
        }}
        onDoubleClick={(event) => {
          const row = (event.target as Element).closest<HTMLElement>('[data-position]');
          if (row) onOpen(keyAt(Number(row.dataset.position)));
        }}
        header={
          <GridRow aria-rowindex={1} className={`${grid.row} ${grid.header} ${styles.row} ${styles.header}`}>
            {MEASURES.map((measure) => (
              <Header key={measure} measure={measure} order={order} onOrder={onOrder} />
            ))}
          </GridRow>
        }
        renderRow={(position) => {
          const node = nodes[position]!;
          const contact = contactOf(summary, measured.keyOf(node));
          if (contact === null) return null;
          const word = contactWord(contact);
          return (
            <GridRow
              id={`${id}-${position}`}
              aria-rowindex={position + 2}
              aria-selected={position === at}
              data-position={position}
              className={`${grid.row} ${styles.row}`}
            >
              <GridCell className="ellipsis" title={markedText(contact.name)}>
                {contact.chat && <span className={styles.square} />}
                <EvidenceText text={contact.name} />
                {word !== '' && <span className="dim"> {word}</span>}
              </GridCell>
              <GridCell className="number">{grouped(measured.contacts.held[node]!)}</GridCell>
              <GridCell className="number">{grouped(measured.degree[node]!)}</GridCell>
              <GridCell className="number">{grouped(measured.weightedDegree[node]!)}</GridCell>
              <GridCell className="number">
                {result === null ? <span className="dim">–</span> : betweennessText(result, node)}
              </GridCell>
              <GridCell className="number">{grouped(measured.communities.of[node]! + 1)}</GridCell>
            </GridRow>
          );
        }}
      />
    </section>
  );
}

interface HeaderProps {
  readonly measure: Measure;
  readonly order: MeasureOrder;
  onOrder(order: MeasureOrder): void;
}

function Header({ measure, order, onOrder }: HeaderProps) {
  // Names and communities read upwards, measures with the greatest first.
  const first = measure !== 'name' && measure !== 'community';
  return (
    <SortHeader
      column={measure}
      order={order}
      isNumber={measure !== 'name'}
      startsDescending={first}
      onOrder={onOrder}
    >
      {MEASURE_WORDS[measure]}
    </SortHeader>
  );
}

/** How betweenness was counted, or goes on being. */
function Sampling({
  betweenness: { result, progress, fault, count, stop },
}: {
  betweenness: BetweennessCount;
}) {
  if (fault !== null) {
    return (
      <span role="alert" className={styles.fault}>
        Betweenness was not counted: {fault}
      </span>
    );
  }
  if (progress !== null) {
    return (
      <>
        <span role="status" className="dim">
          {progress.all === 0
            ? 'Betweenness: counting…'
            : `Betweenness: ${grouped(progress.done)} of ${grouped(progress.all)} starting points`}
        </span>
        <Button size="small" text="Stop" aria-label="Stop counting betweenness" onClick={stop} />
      </>
    );
  }
  if (result === null) return <Button size="small" text="Count betweenness" onClick={count} />;
  return (
    <span role="status" className="dim">
      {result.error === null
        ? 'Betweenness: exact'
        : `Betweenness: from ${grouped(result.sources)} of ${grouped(result.tied)} starting points, ± three standard errors`}
    </span>
  );
}

/** Place of each node by name; null until it is found, which is only begun when it is wanted. */
function useNamePlaces(measured: Measured, isWanted: boolean): Uint32Array | null {
  const { summary } = useCase();
  const [found, setFound] = useState<{ readonly of: Measured; readonly places: Uint32Array } | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let left = false;
    const names = Array.from(
      { length: measured.contacts.nodes },
      (_, node) => contactOf(summary, measured.keyOf(node))?.name ?? '',
    );
    void inSlices(nameOrder(names)).then((order) => {
      if (left) return;
      const places = new Uint32Array(order.length);
      for (const [position, node] of order.entries()) places[node] = position;
      setFound({ of: measured, places });
    });
    return () => {
      left = true;
    };
  }, [measured, summary, isWanted]);
  return found?.of === measured ? found.places : null;
}
