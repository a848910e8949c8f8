// biome-ignore-all lint/a11y/useSemanticElements: rows that are placed one by one cannot be a <table>'s
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
/** Everybody of the graph as a list: what the picture shows, for the keyboard and for screen readers. */
import { InputGroup } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { CaseSummary, GraphRoster } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { markedText } from '../../ui/marked-text.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { RowList } from '../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import { contactOf, contactWord, RosterSearch, rosterKey } from './contacts.ts';
import styles from './side.module.css';

const ROW = 26;

interface Props {
  readonly roster: GraphRoster;
  readonly summary: CaseSummary;
  readonly selected: string | null;
  onSelect(key: string): void;
  /** Enter, or a double click. */
  onOpen(key: string): void;
}

export function RosterList({ roster, summary, selected, onSelect, onOpen }: Props) {
  const id = useId();
  const [phrase, setPhrase] = useState('');
  const wanted = useDeferredValue(phrase);
  const search = useMemo(() => new RosterSearch(roster, summary), [roster, summary]);
  const positions = useMemo(() => search.positions(wanted), [search, wanted]);
  const [place, setPlace] = useState<RowListPlace>({ index: 0, from: 'top', px: 0 });
  const seen = useRef<RowListView>({ top: 0, body: 0 });
  const at = useMemo(
    () => (selected === null ? -1 : positions.findIndex((one) => rosterKey(roster, one) === selected)),
    [positions, roster, selected],
  );

  useEffect(() => {
    if (at < 0 || seen.current.body === 0) return;
    const next = placeToShow(at, ROW, seen.current);
    if (next) setPlace(next);
  }, [at]);

  const move = (to: number): void => {
    if (positions.length === 0) return;
    onSelect(rosterKey(roster, positions[Math.min(positions.length - 1, Math.max(0, to))]!));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(seen.current.body / ROW) - 1);
    const last = positions.length - 1;
    if (event.key === 'ArrowDown') move(at + 1);
    else if (event.key === 'ArrowUp') move(at < 0 ? 0 : at - 1);
    else if (event.key === 'PageDown') move(at + page);
    else if (event.key === 'PageUp') move(at - page);
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(last);
    else if (event.key === 'Enter' && at >= 0) onOpen(rosterKey(roster, positions[at]!));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const row = (index: number): React.ReactNode => {
    const position = positions[index]!;
    const contact = contactOf(summary, rosterKey(roster, position));
    if (contact === null) return null;
    const word = contactWord(contact);
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
      <div
        role="row"
        id={`${id}-${index}`}
        aria-rowindex={index + 2}
        aria-selected={index === at}
        className={styles.row}
        onClick={() => onSelect(contact.key)}
        onDoubleClick={() => onOpen(contact.key)}
      >
        <span role="gridcell" className="ellipsis" title={markedText(contact.name)}>
          {contact.chat && <span className={styles.square} />}
          <EvidenceText text={contact.name} />
          {word !== '' && <span className="dim"> {word}</span>}
        </span>
        <span role="gridcell" className="number">
          {grouped(roster.messages[position]!)}
        </span>
        <span role="gridcell" className="number">
          {grouped(roster.ties[position]!)}
        </span>
      </div>
    );
  };

  return (
    <div className={styles.everyone}>
      <InputGroup
        type="search"
        size="small"
        leftElement={<Search className={styles.searchIcon!} />}
        placeholder="Name, number or id"
        aria-label="Search people and groups"
        value={phrase}
        onValueChange={setPhrase}
      />
      <p role="status" className={`dim ${styles.found}`}>
        {counted(positions.length, 'person or group', 'people and groups')}
      </p>
      <RowList
        role="grid"
        aria-label="People and groups"
        aria-rowcount={positions.length + 1}
        aria-colcount={3}
        {...(at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        tabIndex={0}
        className={styles.list!}
        count={positions.length}
        rowHeight={ROW}
        place={place}
        renderRow={row}
        onView={(view) => {
          seen.current = view;
        }}
        onKeyDown={onKeyDown}
        header={
          <div role="row" aria-rowindex={1} className={styles.header}>
            <span role="columnheader">Name</span>
            <span role="columnheader" className="number">
              Messages
            </span>
            <span role="columnheader" className="number">
              Ties
            </span>
          </div>
        }
      />
    </div>
  );
}
