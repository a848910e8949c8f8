/** The persons of the case, one a row, of which only those in sight are in the document. */
import { useId, useRef, useState } from 'react';
import type { PersonRow } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { ColumnHeader, GridCell, GridRow } from '../../ui/grid-parts.tsx';
import { markedText } from '../../ui/marked-text.ts';
import { grouped } from '../../ui/numbers.ts';
import { RowList } from '../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import styles from './people.module.css';

const ROW_HEIGHT = 26;
const COLUMNS = ['Marked', 'Name', 'Accounts', 'Exhibits', 'Messages'] as const;

interface Props {
  readonly people: readonly PersonRow[];
  /** How many accounts each person has, by index of person. */
  readonly accounts: Uint32Array;
  readonly marked: ReadonlySet<number>;
  /** Index of the person that is looked at. */
  readonly person: number | null;
  onPerson(person: number): void;
  onMark(person: number): void;
}

export function PersonTable({ people, accounts, marked, person, onPerson, onMark }: Props) {
  const id = useId();
  const [place, setPlace] = useState<RowListPlace>({ index: 0, from: 'top', px: 0 });
  const view = useRef<RowListView>({ top: 0, body: 0 });
  const cursor = person === null ? -1 : people.findIndex(({ index }) => index === person);

  const moveTo = (position: number): void => {
    const to = Math.min(Math.max(position, 0), people.length - 1);
    onPerson(people[to]!.index);
    const next = placeToShow(to, ROW_HEIGHT, view.current);
    if (next) setPlace(next);
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(view.current.body / ROW_HEIGHT) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: people.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) moveTo(to);
    else if (event.key === ' ' && cursor >= 0) onMark(people[cursor]!.index);
    else return;
    event.preventDefault();
  };
  return (
    <RowList
      role="grid"
      aria-label="People"
      aria-multiselectable="true"
      aria-rowcount={people.length + 1}
      aria-colcount={COLUMNS.length}
      className={styles.table!}
      tabIndex={0}
      {...(cursor < 0 ? {} : { 'aria-activedescendant': `${id}-${cursor}` })}
      count={people.length}
      rowHeight={ROW_HEIGHT}
      place={place}
      onView={(now) => {
        view.current = now;
      }}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const target = event.target as Element;
        const row = target.closest<HTMLElement>('[data-position]');
        if (!row) return;
        const position = Number(row.dataset.position);
        moveTo(position);
        if (target.closest('[data-mark]')) onMark(people[position]!.index);
      }}
      header={
        <GridRow aria-rowindex={1} className={`${styles.row} ${styles.header}`}>
          {COLUMNS.map((name, i) => (
            <ColumnHeader key={name} className={`${styles.cell} ${i === 2 || i === 4 ? styles.number : ''}`}>
              {i === 0 ? <span className="unseen">{name}</span> : name}
            </ColumnHeader>
          ))}
        </GridRow>
      }
      renderRow={(position) => {
        const one = people[position]!;
        const isMarked = marked.has(one.index);
        return (
          <GridRow
            id={`${id}-${position}`}
            aria-rowindex={position + 2}
            aria-selected={isMarked}
            data-position={position}
            className={`${styles.row} ${position === cursor ? styles.current : ''}`}
          >
            <GridCell className={styles.cell} data-mark="">
              <span aria-hidden className={styles.mark}>
                {isMarked ? '☑' : '☐'}
              </span>
              <span className="unseen">{isMarked ? 'marked' : 'not marked'}</span>
            </GridCell>
            <GridCell className={`${styles.cell} ${styles.said}`} title={markedText(one.name)}>
              <EvidenceText text={one.name} />
              {one.isOwner && <span className="dim">owner of {one.ownerOf.join(', ')}</span>}
            </GridCell>
            <GridCell className={`${styles.cell} ${styles.number}`}>{grouped(accounts[one.index]!)}</GridCell>
            <GridCell className={`${styles.cell} ${styles.said}`}>
              <EvidenceText text={[...new Set(one.ids.map(({ exhibit }) => exhibit))].join(', ')} />
            </GridCell>
            <GridCell className={`${styles.cell} ${styles.number}`}>{grouped(one.messages)}</GridCell>
          </GridRow>
        );
      }}
    />
  );
}
