/** Names of a filter's list, and what is found out about them in slices while the window stays free. */
import { useEffect, useState } from 'react';
import { inSlices, nameOrder } from './name-order.ts';

export interface Entries {
  readonly names: readonly string[];
  /** Their indexes by name. */
  readonly byName: Uint32Array | null;
  /** What each is found by, in lower case. */
  readonly words: readonly string[] | null;
}

/** What a list's entries are, by the list itself: two panels of one case share them. */
const known = new WeakMap<readonly object[], Entries>();

function* learned<T>(
  rows: readonly T[],
  names: readonly string[],
  wordsOf: (row: T) => string,
): Generator<void, Entries> {
  const byName = yield* nameOrder(names);
  const words: string[] = [];
  for (const row of rows) {
    words.push(wordsOf(row).toLowerCase());
    if (words.length % 512 === 0) yield;
  }
  return { names, byName, words };
}

/** @param nameOf, wordsOf do not depend on anything but the row. */
export function useEntries<T extends object>(
  rows: readonly T[],
  nameOf: (row: T) => string,
  wordsOf: (row: T) => string,
): Entries {
  const [, setLearned] = useState(0);
  let entries = known.get(rows);
  if (!entries) {
    entries = { names: rows.map(nameOf), byName: null, words: null };
    known.set(rows, entries);
  }
  const { names, words } = entries;
  // biome-ignore lint/correctness/useExhaustiveDependencies: nameOf and wordsOf depend on the row alone
  useEffect(() => {
    if (words !== null) return;
    let left = false;
    void inSlices(learned(rows, names, wordsOf)).then((all) => {
      known.set(rows, all);
      if (!left) setLearned((n) => n + 1);
    });
    return () => {
      left = true;
    };
  }, [rows, names, words]);
  return entries;
}
