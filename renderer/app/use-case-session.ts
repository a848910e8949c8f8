/** The state that the views of an open case share: see case-session.ts. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { OpenCase } from '../../shared/contract/index.ts';
import type { OpenStore } from '../case-store/api.ts';
import type { CaseSummary, Filter, FilterResult, SearchProgress } from '../query/api.ts';
import type { CaseSession, ViewName } from './case-session.ts';
import type { OpeningProgress } from './opening.ts';
import { searchProgress } from './search-progress.ts';

interface Place {
  readonly view: ViewName;
  readonly chat: number | null;
  readonly back: ViewName | null;
}

/** Whoever opened a message's conversation goes back to where it stood. */
function backFrom(now: Place, next: ViewName, isMessage: boolean): ViewName | null {
  if (next !== 'conversation') return null;
  if (now.view === 'conversation') return now.back;
  return isMessage ? now.view : null;
}

/**
 * @param first summary at opening; another one once the case is open. @param instant ms since 1970 UTC, to
 * begin with. @param onFault told when the query fails. @param opening how far opening is; null: it is open.
 */
export function useCaseSession(
  openCase: OpenCase,
  store: OpenStore,
  first: CaseSummary,
  instant: number | null,
  onFault: (cause: unknown) => void,
  opening: OpeningProgress | null = null,
): CaseSession {
  const [summary, setSummary] = useState(first);
  const [filter, setFilterState] = useState<Filter>({});
  const [found, setFound] = useState<{ readonly of: Filter; readonly result: FilterResult } | null>(null);
  const [progress] = useState(searchProgress);
  const [at, setInstant] = useState(instant);
  const [selected, setSelected] = useState<number | null>(null);
  const [provenanceOpen, setProvenanceOpen] = useState(false);
  const [place, setPlace] = useState<Place>({ view: 'overview', chat: null, back: null });
  const fault = useRef(onFault);
  fault.current = onFault;
  /** The selected message by its lasting name: handles change when an exhibit comes in. */
  const selectedId = useRef<string | null>(null);

  useEffect(() => setSummary(first), [first]);

  useEffect(() => {
    selectedId.current = null;
    if (selected === null) return;
    let left = false;
    store.query.message(selected).then(
      ({ id }) => {
        if (!left) selectedId.current = id;
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [store, selected]);

  useEffect(() => {
    let left = false;
    const told = (how: SearchProgress): void => {
      if (!left) progress.set(how);
    };
    const asked = filter.query === undefined ? store.query.filter(filter) : store.query.filter(filter, told);
    asked.then(
      (result) => {
        if (!left) setFound({ of: filter, result });
      },
      (cause) => {
        if (!left) fault.current(cause);
      },
    );
    return () => {
      left = true;
      progress.set(null);
    };
  }, [store, filter, progress]);

  useEffect(
    () =>
      store.onChange(() => {
        const id = selectedId.current;
        const renew = async (): Promise<void> => {
          const next = await store.query.summary();
          const row = id === null ? null : await store.query.rowOf(id);
          // Indexes of chats and people are the revision's own: what was chosen by them is let go. The
          // filter is a new one in any case, so it is applied to the new rows.
          setFilterState(({ chats: _chats, people: _people, between: _between, ...rest }) => rest);
          setPlace((now) => ({ ...now, chat: null }));
          setSummary(next);
          setSelected(row);
        };
        renew().catch((cause) => fault.current(cause));
      }),
    [store],
  );

  const setFilter = useCallback((next: Filter | ((now: Filter) => Filter)) => setFilterState(next), []);
  const show = useCallback((view: ViewName, to: { row?: number; chat?: number } = {}) => {
    if (to.row !== undefined) setSelected(to.row);
    setPlace((now) => ({ view, chat: to.chat ?? now.chat, back: backFrom(now, view, to.row !== undefined) }));
  }, []);

  return useMemo(
    () => ({
      openCase,
      store,
      summary,
      opening,
      filter,
      setFilter,
      result: found?.result ?? null,
      settled: found?.of === filter,
      progress,
      instant: at,
      setInstant,
      selected,
      select: setSelected,
      provenanceOpen,
      setProvenanceOpen,
      view: place.view,
      chat: place.chat,
      show,
      back: place.back,
    }),
    [
      openCase,
      store,
      summary,
      opening,
      filter,
      setFilter,
      found,
      progress,
      at,
      selected,
      provenanceOpen,
      place,
      show,
    ],
  );
}
