/** Counts of a result, one a row, each of which narrows the filter to it and widens it again. */
import { Tick } from '@blueprintjs/icons';
import { useId, useMemo, useState } from 'react';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { rowAfterKey } from '../../ui/list-keys.ts';
import { markedText } from '../../ui/marked-text.ts';
import { grouped } from '../../ui/numbers.ts';
import { RowList } from '../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import styles from './search.module.css';

const ROW = 24;

export interface Counted {
  /** Names it as long as the filter stays. */
  readonly key: number;
  readonly name: string;
  readonly count: number;
  readonly isChosen: boolean;
}

interface Props {
  readonly title: string;
  readonly rows: readonly Counted[];
  readonly iconOf?: (key: number) => React.ReactNode;
  onToggle(key: number): void;
}

export function CountList({ title, rows, iconOf, onToggle }: Props) {
  const id = useId();
  const [place, setPlace] = useState<RowListPlace>({ index: 0, from: 'top', px: 0 });
  const [view, setView] = useState<RowListView>({ top: 0, body: 0 });
  /** The row that the keyboard is on, by its key: it stays with it when the order changes. */
  const [active, setActive] = useState<number | null>(null);
  const at = useMemo(() => rows.findIndex(({ key }) => key === active), [rows, active]);
  const most = useMemo(() => rows.reduce((max, { count }) => Math.max(max, count), 1), [rows]);

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || rows.length === 0) return;
    const page = Math.max(1, Math.floor(view.body / ROW) - 1);
    const next = at < 0 ? 0 : rowAfterKey(event.key, at, page, rows.length);
    if ((event.key === ' ' || event.key === 'Enter') && at >= 0) onToggle(rows[at]!.key);
    else if (next !== undefined && rowAfterKey(event.key, 0, page, rows.length) !== undefined) {
      const to = Math.max(0, Math.min(rows.length - 1, next));
      setActive(rows[to]!.key);
      const near = placeToShow(to, ROW, view);
      if (near) setPlace(near);
    } else return;
    event.preventDefault();
  };

  return (
    <section className={styles.counts} aria-labelledby={id}>
      <h3 id={id}>
        {title} <span className="dim">{grouped(rows.length)}</span>
      </h3>
      {rows.length === 0 ? (
        <p className="dim">None.</p>
      ) : (
        <RowList
          role="listbox"
          aria-labelledby={id}
          aria-multiselectable
          tabIndex={0}
          {...(at >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
          className={styles.countRows!}
          count={rows.length}
          rowHeight={ROW}
          place={place}
          onView={setView}
          onKeyDown={onKeyDown}
          onFocus={() => {
            if (at < 0) setActive(rows[0]!.key);
          }}
          onClick={(event) => {
            const row = (event.target as Element).closest<HTMLElement>('[data-key]');
            if (!row) return;
            setActive(Number(row.dataset.key));
            onToggle(Number(row.dataset.key));
          }}
          renderRow={(position) => {
            const { key, name, count, isChosen } = rows[position]!;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and says which option it is on
              <div
                role="option"
                id={`${id}-${key}`}
                data-key={key}
                aria-selected={isChosen}
                aria-setsize={rows.length}
                aria-posinset={position + 1}
                title={markedText(name)}
                className={`${styles.count} ${key === active ? styles.active : ''}`}
              >
                <span className={styles.bar} style={{ inlineSize: `${(100 * count) / most}%` }} aria-hidden />
                <span className={styles.tick} aria-hidden>
                  {isChosen ? <Tick size={12} /> : iconOf?.(key)}
                </span>
                <span className={`${styles.name} ellipsis`}>
                  <EvidenceText text={name} />
                </span>
                <span className={styles.number}>{grouped(count)}</span>
              </div>
            );
          }}
        />
      )}
    </section>
  );
}
