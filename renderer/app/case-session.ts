/**
 * What the views of an open case share: the filter, the instant, the selection, and moving between
 * views. Views read it with `useCase()`; the shell owns it.
 */
import { createContext, useContext } from 'react';
import type { OpenCase } from '../../shared/contract/index.ts';
import type { OpenStore } from '../case-store/api.ts';
import type { CaseSummary, Filter, FilterResult } from '../query/api.ts';
import type { OpeningProgress } from './opening.ts';
import type { Progress } from './search-progress.ts';

export const VIEWS = [
  'overview',
  'timeline',
  'search',
  'conversation',
  'graph',
  'people',
  'differences',
  'files',
  'tags',
  'lists',
  'warrant',
  'custody',
  'quarantine',
] as const;
export type ViewName = (typeof VIEWS)[number];

export interface CaseSession {
  readonly openCase: OpenCase;
  readonly store: OpenStore;
  readonly summary: CaseSummary;
  /** How far opening the case is; null once it is open. What asks the store waits until then. */
  readonly opening: OpeningProgress | null;

  readonly filter: Filter;
  /** Replaces the filter; `result` follows within a moment. */
  setFilter(next: Filter | ((now: Filter) => Filter)): void;
  /** Of the current filter; null only until the first one is there. */
  readonly result: FilterResult | null;
  /** Whether the result is the current filter's; else that one's is being found. */
  readonly settled: boolean;
  /** How far the search of the current filter is. */
  readonly progress: Progress;

  /** ms since 1970 UTC; rows show their distance to it. */
  readonly instant: number | null;
  setInstant(when: number | null): void;

  /** Row handle of the selected message: the timeline keeps its place by it, the provenance panel shows it. */
  readonly selected: number | null;
  select(row: number | null): void;
  /** Whether the provenance panel stands open. */
  readonly provenanceOpen: boolean;
  setProvenanceOpen(open: boolean): void;

  readonly view: ViewName;
  /** Chat that the conversation view shows. */
  readonly chat: number | null;
  /** Goes to a view; `row` becomes the selection, `chat` the conversation. */
  show(view: ViewName, at?: { readonly row?: number; readonly chat?: number }): void;
  /** The view from which a message was opened in its conversation; null elsewhere. */
  readonly back: ViewName | null;
}

export const CaseContext = createContext<CaseSession | null>(null);

/** The open case. Only below the shell's open-case screen. */
export function useCase(): CaseSession {
  const session = useContext(CaseContext);
  if (session === null) throw new Error('useCase outside an open case');
  return session;
}
