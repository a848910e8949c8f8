/** Which entries of the log are shown. */
import type { Action, CustodyEntry } from '../../../shared/contract/index.ts';
import { foldText } from '../../../shared/text/fold.ts';
import { actionWords } from './custody-words.ts';

export interface LogFilter {
  /** One of them; null for any. */
  readonly action: CustodyEntry['action'] | null;
  /** In who acted, what was done, or any field of what it concerns; every word of it. */
  readonly text: string;
}

export const NO_FILTER: LogFilter = { action: null, text: '' };

const folded = new WeakMap<CustodyEntry, string>();

/** All that is said of an entry, as it is compared; made once. */
export function foldEntry(entry: CustodyEntry): string {
  let text = folded.get(entry);
  if (text === undefined) {
    const values = entry.subjects.flatMap((subject) => Object.values(subject));
    text = foldText([entry.actor, entry.action, actionWords(entry.action), entry.time, ...values].join('\n'));
    folded.set(entry, text);
  }
  return text;
}

export const isFiltering = ({ action, text }: LogFilter): boolean => action !== null || text.trim() !== '';

export function filtered(entries: readonly CustodyEntry[], { action, text }: LogFilter): CustodyEntry[] {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries.filter(
    (entry) =>
      (action === null || entry.action === action) && words.every((word) => foldEntry(entry).includes(word)),
  );
}

/** Actions that occur, with how often, as the words stand in the alphabet. */
export function actionsOf(
  counts: ReadonlyMap<Action, number>,
): { readonly action: Action; readonly count: number }[] {
  return [...counts]
    .map(([action, count]) => ({ action, count }))
    .sort((a, b) => (actionWords(a.action) < actionWords(b.action) ? -1 : 1));
}
