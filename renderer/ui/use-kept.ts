/** State that a view finds again when it is left and come back to, while the case is open. */
import { useCallback, useMemo, useState } from 'react';
import { useCase } from '../app/case-session.ts';
import type { OpenStore } from '../case-store/api.ts';

const kept = new WeakMap<OpenStore, Map<string, unknown>>();

function keptOf(store: OpenStore): Map<string, unknown> {
  const own = kept.get(store) ?? new Map<string, unknown>();
  kept.set(store, own);
  return own;
}

/** Like useState, by a name of the view's own, such as `filters.open`. Nothing outlives the open case. */
export function useKept<T>(name: string, first: T): [T, (next: T) => void] {
  const { store } = useCase();
  const [value, setValue] = useState<T>(() => {
    const own = keptOf(store);
    return own.has(name) ? (own.get(name) as T) : first;
  });
  const set = useCallback(
    (next: T) => {
      keptOf(store).set(name, next);
      setValue(next);
    },
    [store, name],
  );
  return [value, set];
}

/** Like useRef, kept the same way: for what changes often and draws nothing. */
export function useKeptRef<T>(name: string, first: T): { current: T } {
  const { store } = useCase();
  return useMemo(() => {
    const own = keptOf(store);
    return {
      get current(): T {
        return own.has(name) ? (own.get(name) as T) : first;
      },
      set current(next: T) {
        own.set(name, next);
      },
    };
  }, [store, name, first]);
}
