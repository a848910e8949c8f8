/**
 * The investigator's hash sets and keyword lists in the open case: what they mark, and which files stay
 * covered. The main process says which files a set lists; the query marks messages by that and by keywords.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { WatchHits, WatchList } from '../../shared/contract/index.ts';
import type { OpenStore } from '../case-store/api.ts';
import type { WatchCounts } from '../query/api.ts';
import { call } from './bridge.ts';

/** A hash set that lists a file, with its category there ('' for none). */
export interface Listing {
  readonly list: WatchList;
  readonly category: string;
}

export interface Watch {
  readonly lists: readonly WatchList[];
  /** Whether it is known yet which lists the case has. */
  readonly known: boolean;
  /** By list; null while the case is being marked. */
  readonly counts: ReadonlyMap<string, WatchCounts> | null;
  /** Hash sets that list a file; null while that is not known yet. */
  listingsOf(sha256: string): readonly Listing[] | null;
  /** Reads the lists anew, after one was added or removed. */
  refresh(): Promise<void>;
}

const NO_LISTINGS: readonly Listing[] = [];

/** Without lists: nothing is listed. */
export const NO_WATCH: Watch = {
  lists: [],
  known: true,
  counts: new Map(),
  listingsOf: () => NO_LISTINGS,
  refresh: () => Promise.resolve(),
};

export const WatchContext = createContext<Watch>(NO_WATCH);

export function useWatch(): Watch {
  return useContext(WatchContext);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Listings by SHA-256. @param sha256 of the case's files, 32 bytes each. */
export function listingsBySha256(
  lists: readonly WatchList[],
  hits: readonly WatchHits[],
  sha256: Uint8Array,
): Map<string, Listing[]> {
  const found = new Map<string, Listing[]>();
  for (const { list: id, files, category, categories } of hits) {
    const list = lists.find((one) => one.id === id);
    if (!list) continue;
    for (const [i, file] of files.entries()) {
      let hex = '';
      for (const byte of sha256.subarray(file * 32, file * 32 + 32)) hex += HEX[byte];
      const listing = { list, category: categories[category[i]!] ?? '' };
      found.set(hex, [...(found.get(hex) ?? []), listing]);
    }
  }
  return found;
}

interface Marked {
  readonly lists: readonly WatchList[];
  readonly revision: number;
  readonly counts: ReadonlyMap<string, WatchCounts>;
  readonly listings: ReadonlyMap<string, readonly Listing[]>;
}

/**
 * Follows the lists of a case and marks it by them, again with each of its revisions.
 * @param onMarked told when filters and rows know the marks.
 */
export function useWatchLists(
  store: OpenStore,
  revision: number,
  onMarked: () => void,
  onFault: (cause: unknown) => void,
): Watch {
  const [lists, setLists] = useState<readonly WatchList[]>(NO_WATCH.lists);
  const [marked, setMarked] = useState<Marked | null>(null);
  const told = useRef({ onMarked, onFault });
  told.current = { onMarked, onFault };

  const [known, setKnown] = useState(false);
  const refresh = useCallback(async () => {
    setLists((await call('lists.get', {})) ?? []);
    setKnown(true);
  }, []);
  useEffect(() => {
    refresh().catch((cause) => told.current.onFault(cause));
  }, [refresh]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was marked is no reason to mark again
  useEffect(() => {
    let left = false;
    const mark = async (): Promise<void> => {
      const hashes = await store.query.fileHashes();
      if (hashes.revision !== revision || left) return;
      const { sha256, md5 } = hashes;
      const hasSets = lists.some(({ kind }) => kind === 'hash-set');
      const hits = hasSets && sha256.length > 0 ? await call('lists.match', { sha256, md5 }) : [];
      if (left) return;
      const watched = lists.map(({ id, keywords }) => ({
        id,
        ...(keywords ? { keywords } : {}),
        files: hits.find(({ list }) => list === id)?.files ?? new Uint32Array(0),
      }));
      const counts = await store.query.watch(watched, revision);
      if (counts === null || left) return;
      const listings = listingsBySha256(lists, hits, sha256);
      setMarked({ lists, revision, counts: new Map(counts.map((one) => [one.id, one])), listings });
      told.current.onMarked();
    };
    if (lists.length > 0 || marked !== null) mark().catch((cause) => told.current.onFault(cause));
    return () => {
      left = true;
    };
  }, [store, lists, revision]);

  return useMemo(() => {
    const now = known && lists.length === 0 ? NO_WATCH : null;
    const isCurrent = marked?.lists === lists && marked.revision === revision;
    return {
      lists,
      known,
      counts: now?.counts ?? (isCurrent ? marked.counts : null),
      listingsOf: (sha256) =>
        now ? NO_LISTINGS : isCurrent ? (marked.listings.get(sha256) ?? NO_LISTINGS) : null,
      refresh,
    };
  }, [lists, known, marked, revision, refresh]);
}

/** Why a file stays covered until it is asked for, in a sentence; null when it does not. */
export function coverWords(watch: Watch, sha256: string): string | null {
  // Until it is known, what may be listed is taken for it.
  if (watch.known && !watch.lists.some(({ covers }) => covers)) return null;
  const listings = watch.listingsOf(sha256);
  if (listings === null) return 'Being compared with the hash sets';
  const named = listings
    .filter(({ list }) => list.covers)
    .map(({ list, category }) => (category === '' ? list.name : `${list.name}, category ${category}`));
  return named.length === 0 ? null : `Listed in ${named.join('; ')}`;
}
