/** How many messages a search found, and how far it is, in words. */
import type { SearchProgress } from '../../query/api.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import type { ResultOrder } from './use-results.ts';

export interface SearchState {
  /** Messages found; null while they are being counted. */
  readonly count: number | null;
  /** Rows in the list meanwhile; null while there are none. */
  readonly first: number | null;
  readonly progress: SearchProgress | null;
  readonly order: ResultOrder;
  /** Whether the list shows them. */
  readonly isShown: boolean;
}

/** `312 messages found`; `The first 50 of at least 312 so far; 43 % of the case searched…`. */
export function foundWords({ count, first, progress, order, isShown }: SearchState): string {
  if (count !== null) {
    const found = count === 0 ? 'No message found' : `${counted(count, 'message')} found`;
    return isShown || count === 0 || order === 'time' ? found : `${found}; putting them in order…`;
  }
  const searched = progress === null ? '' : `; ${Math.floor(100 * progress.done)} % of the case searched`;
  const atLeast = Math.max(progress?.atLeast ?? 0, first ?? 0);
  if (atLeast === 0) return progress === null ? 'Searching…' : `None so far${searched}…`;
  return first === null
    ? `At least ${grouped(atLeast)} so far${searched}…`
    : `The first ${grouped(first)} of at least ${grouped(atLeast)} so far${searched}…`;
}
