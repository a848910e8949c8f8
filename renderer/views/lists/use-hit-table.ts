/** The hit table of a keyword list while it is counted, and what was counted last. */
import { useCallback, useEffect, useState } from 'react';
import type { WatchList } from '../../../shared/contract/index.ts';
import { messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import type { KeywordHits } from '../../query/api.ts';
import { useKeptRef } from '../../ui/use-kept.ts';

export type HitCount =
  | { readonly is: 'counting' /** Part, 0 to 1. */; readonly done: number; stop(): void }
  | { readonly is: 'stopped'; again(): void }
  | { readonly is: 'failed'; readonly reason: string }
  | { readonly is: 'counted'; readonly hits: readonly KeywordHits[] };

interface Counted {
  /** What it was counted of. */
  readonly name: string;
  readonly hits: readonly KeywordHits[];
}

interface State {
  readonly name: string;
  readonly done: number;
  readonly end: 'stopped' | { readonly reason: string } | null;
}

/** @param within whether only messages that pass the filter count. */
export function useHitTable({ id, keywords }: WatchList, within: boolean): HitCount {
  const { store, summary, filter, settled } = useCase();
  const kept = useKeptRef<Counted | null>('lists.counted', null);
  const [turn, setTurn] = useState(0);
  const name = JSON.stringify([id, summary.revision, within ? filter : filter.copies === true]);
  const [state, setState] = useState<State>({ name, done: 0, end: null });
  const isReady = settled || !within;

  // biome-ignore lint/correctness/useExhaustiveDependencies: counted anew with each turn
  useEffect(() => {
    if (!isReady || kept.current?.name === name) return;
    let left = false;
    setState({ name, done: 0, end: null });
    const told = (done: number): void => {
      if (!left) setState({ name, done, end: null });
    };
    store.query.keywordHits(keywords ?? [], within, told).then(
      (hits) => {
        if (left) return;
        if (hits !== null) kept.current = { name, hits };
        setState({ name, done: 1, end: hits === null ? 'stopped' : null });
      },
      (cause) => {
        if (!left) setState({ name, done: 0, end: { reason: messageOf(cause) } });
      },
    );
    return () => {
      left = true;
      void store.query.stopKeywordHits();
    };
  }, [store, keywords, within, name, isReady, turn, kept]);

  const stop = useCallback(() => void store.query.stopKeywordHits(), [store]);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  if (kept.current?.name === name) return { is: 'counted', hits: kept.current.hits };
  if (state.name !== name || state.end === null) {
    return { is: 'counting', done: state.name === name ? state.done : 0, stop };
  }
  return state.end === 'stopped' ? { is: 'stopped', again } : { is: 'failed', reason: state.end.reason };
}
