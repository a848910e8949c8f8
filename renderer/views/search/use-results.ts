/**
 * What the list of results shows and where it stands: the first rows as soon as they are found, then all of
 * them. The place is kept by filter and order, so that whoever comes back from a conversation goes on there.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { Row, Snippet } from '../../query/api.ts';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import { useFault } from '../../ui/use-fault.ts';
import { useKeptRef } from '../../ui/use-kept.ts';
import { RowPages } from '../timeline/row-pages.ts';

export type ResultOrder = 'time' | 'relevance';

/** Rows that are found at once, before all are counted. */
const FIRST = 50;
/** Rows that are there before a result is shown. */
const AHEAD = 40;
const TOP: RowListPlace = { index: 0, from: 'top', px: 0 };

export interface FoundRow extends Row {
  /** null for a message without texts. */
  readonly snippet: Snippet | null;
}

export interface ShownResults {
  /** Of which filter and order. */
  readonly key: string;
  /** Rows in the list. */
  readonly count: number;
  /** Whether these are all; else the first of more. */
  readonly isAll: boolean;
  /** undefined while it is on its way. */
  row(position: number): FoundRow | undefined;
}

export interface Results {
  /** null until there is anything to show. */
  readonly shown: ShownResults | null;
  /** Whether what is shown is what was asked for last. */
  readonly isCurrent: boolean;
  readonly cursor: number | null;
  readonly place: RowListPlace;
  onView(view: RowListView): void;
  /** Selects the message at a position and brings it into sight. */
  moveTo(position: number): void;
  /** Where the keyboard goes on from, when nothing is selected. */
  start(): number;
  /** Rows that are wholly in sight. */
  page(): number;
}

interface Kept {
  readonly key: string;
  readonly cursor: number | null;
  /** px, as in RowListView. */
  readonly top: number;
}

export function useResults(order: ResultOrder, rowHeight: number): Results {
  const { store, filter, result, settled, select } = useCase();
  const { query } = store;
  const fault = useFault();
  const hasQuery = filter.query !== undefined;
  const key = JSON.stringify([filter, order]);
  const kept = useKeptRef<Kept | null>('search.place', null);
  const [shown, setShown] = useState<ShownResults | null>(null);
  const [cursor, setCursor] = useState<number | null>(() =>
    kept.current?.key === key ? kept.current.cursor : null,
  );
  const [place, setPlace] = useState<RowListPlace>(TOP);
  const [, setArrived] = useState(0);
  const pages = useRef<RowPages<FoundRow> | null>(null);
  const view = useRef<RowListView>({ top: 0, body: 0 });
  const now = useRef({ shown, cursor });
  now.current = { shown, cursor };

  /** Shows a list: where it was left, or from the top. */
  const show = useCallback(
    (next: ShownResults): void => {
      const before = now.current.shown;
      setShown(next);
      if (before?.key === next.key) return;
      if (kept.current?.key === next.key) {
        const index = Math.floor(kept.current.top / rowHeight);
        setPlace({ index, from: 'top', px: index * rowHeight - kept.current.top });
      } else {
        kept.current = { key: next.key, cursor: null, top: 0 };
        setCursor(null);
        setPlace({ ...TOP });
      }
    },
    [kept, rowHeight],
  );

  const withSnippets = useCallback(
    async (rows: readonly Row[]): Promise<FoundRow[]> => {
      const snippets = await query.snippets(
        filter,
        rows.map(({ row }) => row),
      );
      return rows.map((row, i) => ({ ...row, snippet: snippets[i] ?? null }));
    },
    [query, filter],
  );

  // By time the first of them are known long before all.
  useEffect(() => {
    if (settled || !hasQuery || order !== 'time' || now.current.shown?.key === key) return;
    let left = false;
    const look = async (): Promise<void> => {
      const rows = await query.firstRows(filter, FIRST);
      if (rows === null || left) return;
      const found = await withSnippets(rows);
      if (!left) show({ key, count: found.length, isAll: false, row: (position) => found[position] });
    };
    look().catch((cause) => {
      if (!left) fault(cause);
    });
    return () => {
      left = true;
    };
  }, [settled, hasQuery, order, key, query, filter, withSnippets, show, fault]);

  useEffect(() => {
    if (!settled || !hasQuery || result === null) return;
    let left = false;
    const own = new RowPages<FoundRow>(
      result.count,
      async (start, end) =>
        withSnippets(await (order === 'time' ? query.rows(start, end) : query.relevantRows(start, end))),
      () => setArrived((n) => n + 1),
      fault,
    );
    const top = kept.current?.key === key ? kept.current.top : 0;
    const first = Math.floor(top / rowHeight);
    void own.load(first, first + AHEAD).then(() => {
      if (left) return;
      pages.current?.close();
      pages.current = own;
      show({ key, count: result.count, isAll: true, row: (position) => own.row(position) });
    });
    return () => {
      left = true;
      own.close();
    };
  }, [settled, hasQuery, result, order, key, query, withSnippets, show, kept, rowHeight, fault]);

  const onView = useCallback(
    (next: RowListView): void => {
      view.current = next;
      const { shown: at, cursor: its } = now.current;
      if (at === null) return;
      kept.current = { key: at.key, cursor: its, top: next.top };
      if (!at.isAll) return;
      pages.current?.want(Math.floor(next.top / rowHeight), Math.ceil((next.top + next.body) / rowHeight));
    },
    [kept, rowHeight],
  );

  const moveTo = useCallback(
    (position: number): void => {
      const at = now.current.shown;
      if (at === null || at.count === 0) return;
      const to = Math.max(0, Math.min(at.count - 1, position));
      setCursor(to);
      now.current.cursor = to;
      kept.current = { key: at.key, cursor: to, top: view.current.top };
      const near = placeToShow(to, rowHeight, view.current);
      if (near) setPlace(near);
      const row = at.row(to);
      if (row) select(row.row);
      else
        void pages.current?.load(to, to + 1).then(() => {
          const late = at.row(to);
          if (late && now.current.shown === at && now.current.cursor === to) select(late.row);
        });
    },
    [kept, rowHeight, select],
  );

  const start = useCallback(() => Math.ceil(view.current.top / rowHeight), [rowHeight]);
  const page = useCallback(() => Math.max(1, Math.floor(view.current.body / rowHeight) - 1), [rowHeight]);

  return {
    shown: hasQuery ? shown : null,
    isCurrent: settled && shown?.key === key && shown.isAll,
    cursor,
    place,
    onView,
    moveTo,
    start,
    page,
  };
}
