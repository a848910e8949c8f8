/** The entries of the log in order, of which only those in sight are in the document. */
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { CustodyEntry } from '../../../shared/contract/index.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { ColumnHeader, GridCell, GridRow } from '../../ui/grid-parts.tsx';
import { rowAfterKey } from '../../ui/list-keys.ts';
import { markedText } from '../../ui/marked-text.ts';
import { grouped } from '../../ui/numbers.ts';
import { RowList } from '../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import styles from './custody.module.css';
import { actionWords } from './custody-words.ts';
import { aboutText, countsText } from './entry-text.ts';
import type { LogLines } from './log-lines.ts';

const ROW_HEIGHT = 26;
/** Beyond any list. */
const END: RowListPlace = { index: Number.MAX_SAFE_INTEGER, from: 'top', px: 0 };

interface Props {
  readonly lines: LogLines | null;
  readonly version: number;
  /** What passes the filter; null without one. */
  readonly found: readonly CustodyEntry[] | null;
  /** `seq` of the entry that is looked at. */
  readonly selected: number | null;
  onSelect(seq: number | null): void;
}

export function LogTable({ lines, found, selected, onSelect }: Props) {
  const zone = useZone();
  const id = useId();
  const count = found?.length ?? lines?.total ?? 0;
  // The newest entry stands at the end: that is where a log is looked at first.
  const [place, setPlace] = useState<RowListPlace>(END);
  const view = useRef<RowListView>({ top: 0, body: 0 });
  const atEnd = useRef(true);

  const entryAt = (index: number): CustodyEntry | undefined => (found ? found[index] : lines?.at(index));
  const cursor = useMemo(() => {
    if (selected === null) return null;
    if (found === null) return selected < count ? selected : null;
    const index = found.findIndex(({ seq }) => seq === selected);
    return index < 0 ? null : index;
  }, [selected, found, count]);

  // While its end is in sight the list goes on with what is written.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another count, another end
  useEffect(() => {
    if (atEnd.current) setPlace({ ...END });
  }, [count]);

  const onView = useCallback(
    (now: RowListView) => {
      view.current = now;
      atEnd.current = now.top + now.body >= count * ROW_HEIGHT - 1;
      if (!found) lines?.want(Math.floor(now.top / ROW_HEIGHT));
    },
    [count, found, lines],
  );
  const moveTo = (index: number): void => {
    const to = Math.min(Math.max(index, 0), count - 1);
    const entry = entryAt(to);
    if (!entry) return;
    onSelect(entry.seq);
    const next = placeToShow(to, ROW_HEIGHT, view.current);
    if (next) {
      atEnd.current = false;
      setPlace(next);
    }
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(view.current.body / ROW_HEIGHT) - 1);
    const from = cursor ?? Math.min(count, Math.floor((view.current.top + view.current.body) / ROW_HEIGHT));
    const to = rowAfterKey(event.key, from, page, count);
    if (to !== undefined) moveTo(to);
    else if (event.key === 'Escape' && selected !== null) onSelect(null);
    else return;
    event.preventDefault();
  };

  const columns: readonly [string, string][] = [
    ['No.', styles.number!],
    [`Time, ${zone.name}`, ''],
    ['Who', ''],
    ['What', ''],
    ['About', ''],
    ['Counts', styles.counts!],
  ];
  if (lines !== null && count === 0) {
    return (
      <div className={styles.empty} role="status">
        {found === null ? 'The log has no entries.' : 'No entry of the log passes.'}
      </div>
    );
  }
  return (
    <RowList
      role="grid"
      aria-label="Custody log"
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
        const row = (event.target as Element).closest<HTMLElement>('[data-index]');
        if (row) moveTo(Number(row.dataset.index));
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
      renderRow={(index) => {
        const entry = entryAt(index);
        if (entry === undefined) {
          return (
            <GridRow aria-rowindex={index + 2} aria-busy="true" className={styles.row}>
              <GridCell aria-colspan={columns.length} className={styles.waiting} />
            </GridRow>
          );
        }
        const { date, clock, offset } = zonedTime(zone, Date.parse(entry.time));
        const about = aboutText(entry);
        const counts = countsText(entry.counts);
        const isSelected = index === cursor;
        return (
          <GridRow
            id={`${id}-${index}`}
            aria-rowindex={index + 2}
            aria-selected={isSelected}
            data-index={index}
            className={`${styles.row} ${isSelected ? styles.selected : ''}`}
          >
            <GridCell className={`${styles.cell} ${styles.number}`}>{grouped(entry.seq)}</GridCell>
            <GridCell className={styles.cell}>
              {date} {clock} <span className="dim">{offset}</span>
            </GridCell>
            <Told text={entry.actor} />
            <GridCell className={styles.cell}>
              <span className="ellipsis">{actionWords(entry.action)}</span>
              {entry.whileClosed && <span className={styles.whileClosed}>while closed</span>}
            </GridCell>
            <Told text={about} />
            <Told text={counts} className={styles.counts!} />
          </GridRow>
        );
      }}
    />
  );
}

/** A text of the log that may come from evidence: cut at its end, whole in its tooltip. */
function Told({ text, className = '' }: { text: string; className?: string }) {
  return (
    <GridCell className={`${styles.cell} ${styles.told} ${className}`} title={markedText(text)}>
      <EvidenceText text={text} />
    </GridCell>
  );
}
