/** Searching the case: what was found by time or relevance, and where it is. */
import { Button, ButtonGroup, NonIdealState, Spinner } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import { useCallback, useEffect, useRef } from 'react';
import { useAnnotations } from '../../app/annotations.ts';
import { useCase } from '../../app/case-session.ts';
import { commands, useCommand } from '../../app/commands.ts';
import { useSearchProgress } from '../../app/search-progress.ts';
import { useKept } from '../../ui/use-kept.ts';
import { FilterChips } from '../filters/filter-chips.tsx';
import { SavedSearches } from '../filters/saved-searches.tsx';
import { SearchBox } from '../filters/search-box.tsx';
import { SearchHelp } from '../filters/search-help.tsx';
import { CountsPanel } from './counts-panel.tsx';
import { RESULT_HEIGHT, ResultList } from './result-list.tsx';
import { foundWords } from './result-words.ts';
import styles from './search.module.css';
import { type ResultOrder, type Results, useResults } from './use-results.ts';

const ORDERS = [
  ['time', 'By time'],
  ['relevance', 'By relevance'],
] as const;

export function SearchView() {
  const { summary } = useCase();
  if (summary.messages === 0) {
    return (
      <NonIdealState
        icon={<Search size={40} />}
        title="No messages"
        description="There are none in this case yet. Add an exhibit."
        action={<Button intent="primary" text="Add an exhibit" onClick={() => commands.run('exhibit.add')} />}
      />
    );
  }
  return <Searching />;
}

function Searching() {
  const { filter, setFilter } = useCase();
  const [order, setOrder] = useKept<ResultOrder>('search.order', 'time');
  const results = useResults(order, RESULT_HEIGHT);
  const list = useRef<HTMLDivElement>(null);
  const { shown } = results;
  const hasQuery = filter.query !== undefined;
  const hasList = shown !== null && shown.count > 0;
  const open = useResultCommands(results, order, setOrder);

  const toList = useCallback(() => {
    list.current?.focus();
    if (results.cursor === null) results.moveTo(0);
  }, [results]);
  useEffect(() => {
    if (document.activeElement !== document.body) return;
    // Whoever comes back goes on among the results; whoever comes to search writes.
    if (hasList) list.current?.focus();
    else if (!hasQuery) commands.run('filters.search');
  }, [hasList, hasQuery]);

  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <div className={styles.box}>
          <SearchBox onDown={toList} />
        </div>
        <SavedSearches />
        <ButtonGroup className={styles.order!} aria-label="Order" role="group">
          {ORDERS.map(([value, words]) => (
            <Button
              key={value}
              text={words}
              title={`${words} (O changes the order)`}
              intent={order === value ? 'primary' : 'none'}
              aria-pressed={order === value}
              onClick={() => setOrder(value)}
            />
          ))}
        </ButtonGroup>
      </div>
      <FilterChips />
      {!hasQuery ? (
        <div className={styles.empty}>
          <SearchHelp onTake={(query) => setFilter((now) => ({ ...now, query }))} />
        </div>
      ) : (
        <div className={styles.body}>
          <section className={styles.results} aria-label="Found messages">
            <Found results={results} order={order} />
            {shown === null ? (
              <div className={styles.empty}>
                <Spinner size={24} aria-label="Searching" />
              </div>
            ) : shown.count === 0 && results.isCurrent ? (
              <NonIdealState
                icon={<Search size={40} />}
                title="No message found"
                description="Fewer words, a beginning such as meet*, or near matches such as warehouse~ find more."
                action={<Button text="Search the whole case" onClick={() => setFilter(onlySearch)} />}
              />
            ) : (
              <ResultList results={results} shown={shown} listRef={list} onOpen={open} />
            )}
          </section>
          <CountsPanel />
        </div>
      )}
    </div>
  );
}

/** The filter with nothing but its search. */
const onlySearch = ({ query, otherScripts, copies }: ReturnType<typeof useCase>['filter']) => ({
  ...(query === undefined ? {} : { query }),
  ...(otherScripts === undefined ? {} : { otherScripts }),
  ...(copies === undefined ? {} : { copies }),
});

/** How many were found, or how far the search is. */
function Found({ results, order }: { results: Results; order: ResultOrder }) {
  const { result, settled } = useCase();
  const progress = useSearchProgress();
  const { shown, isCurrent } = results;
  const words = foundWords({
    count: settled && result ? result.count : null,
    first: shown !== null && !shown.isAll ? shown.count : null,
    progress,
    order,
    isShown: isCurrent,
  });
  return (
    <p role="status" aria-label="Found" className={styles.found}>
      {words}
    </p>
  );
}

/** The commands of the results. @returns opens the message at a position in its conversation. */
function useResultCommands(
  { shown, cursor, moveTo, start }: Results,
  order: ResultOrder,
  setOrder: (order: ResultOrder) => void,
): (position: number) => void {
  const { show, store } = useCase();
  const { ask } = useAnnotations();
  const rowAt = (position: number | null) => (position === null ? undefined : shown?.row(position));
  const open = (position: number): void => {
    const row = rowAt(position);
    if (row) show('conversation', { row: row.row, chat: row.chat });
  };
  useCommand({
    id: 'search.next',
    title: 'Next result',
    keys: 'j',
    run: () => moveTo(cursor === null ? start() : cursor + 1),
  });
  useCommand({
    id: 'search.previous',
    title: 'Previous result',
    keys: 'k',
    run: () => moveTo(cursor === null ? start() : cursor - 1),
  });
  useCommand({
    id: 'search.open',
    title: 'Open the conversation at the selected result',
    run: () => cursor !== null && open(cursor),
  });
  useCommand({
    id: 'search.order',
    title: order === 'time' ? 'Put the results in order of relevance' : 'Put the results in order of time',
    keys: 'o',
    run: () => setOrder(order === 'time' ? 'relevance' : 'time'),
  });
  useCommand({
    id: 'search.timeline',
    title: 'Show the selected result in the timeline',
    keys: 'l',
    run: () => {
      const row = rowAt(cursor);
      show('timeline', row ? { row: row.row } : {});
    },
  });
  useCommand({
    id: 'search.tag',
    title: 'Tag the selected result',
    keys: 't',
    run: () => {
      const row = rowAt(cursor);
      if (row) ask({ is: 'tag', rows: [row.row] });
    },
  });
  useCommand({
    id: 'search.note',
    title: 'Write a note on the selected result',
    keys: 'n',
    run: () => {
      const row = rowAt(cursor);
      if (!row) return;
      void store.query.messageSubjects([row.row]).then(([subject]) => ask({ is: 'note', subject: subject! }));
    },
  });
  return open;
}
