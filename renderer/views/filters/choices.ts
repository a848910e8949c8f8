/** Which entries of a filter's list are shown, and in what order. */

export interface Choices {
  /** How many entries there are. */
  readonly size: number;
  /** Counts of the current result by entry; empty until there is one. */
  readonly counts: Uint32Array;
  /** Entries that the filter names. */
  readonly chosen: readonly number[];
  /** All entries by name; null until that is known: then as they come. */
  readonly byName: Uint32Array | null;
}

/**
 * Chosen ones first, then by count, the greatest first, each by name. Entries stand by name already, so
 * they only have to be dealt out by their counts: 50,000 in a few ms.
 * @param some the entries that are shown; all when null.
 */
export function inOrder(
  { size, counts, chosen, byName }: Choices,
  some: readonly number[] | null,
): Uint32Array {
  const skipped = new Uint8Array(size);
  if (some !== null) {
    skipped.fill(1);
    for (const entry of some) skipped[entry] = 0;
  }
  const isChosen = new Uint8Array(size);
  for (const entry of chosen) isChosen[entry] = 1;
  /** How many there are of each count; then where the next of them goes. */
  const places = new Map<number, number>();
  const CHOSEN = Number.POSITIVE_INFINITY;
  const rankOf = (entry: number): number => (isChosen[entry] === 1 ? CHOSEN : (counts[entry] ?? 0));
  for (let entry = 0; entry < size; entry++) {
    if (skipped[entry] === 1) continue;
    const rank = rankOf(entry);
    places.set(rank, (places.get(rank) ?? 0) + 1);
  }
  let start = 0;
  for (const rank of [...places.keys()].sort((a, b) => (a < b ? 1 : -1))) {
    const many = places.get(rank)!;
    places.set(rank, start);
    start += many;
  }
  const order = new Uint32Array(start);
  for (let i = 0; i < size; i++) {
    const entry = byName === null ? i : byName[i]!;
    if (skipped[entry] === 1) continue;
    const rank = rankOf(entry);
    const place = places.get(rank)!;
    order[place] = entry;
    places.set(rank, place + 1);
  }
  return order;
}

/** Entries whose words hold all that is looked for; null when nothing is. @param words lower case, one an entry. */
export function found(words: readonly string[], query: string): number[] | null {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return null;
  const entries: number[] = [];
  for (let entry = 0; entry < words.length; entry++) {
    const own = words[entry]!;
    if (parts.every((part) => own.includes(part))) entries.push(entry);
  }
  return entries;
}
