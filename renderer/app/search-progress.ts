/** How far the search under way is, apart from the session: it is told many times a second, and one line shows it. */
import { useSyncExternalStore } from 'react';
import type { SearchProgress } from '../query/api.ts';
import { useCase } from './case-session.ts';

export interface Progress {
  /** null while nothing is searched for. */
  get(): SearchProgress | null;
  set(progress: SearchProgress | null): void;
  /** @returns the function that ends it. */
  onChange(listener: () => void): () => void;
}

export function searchProgress(): Progress {
  let current: SearchProgress | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(progress) {
      current = progress;
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useSearchProgress(): SearchProgress | null {
  const { progress } = useCase();
  return useSyncExternalStore(progress.onChange, progress.get);
}
