/** Which entries of a filter's list are shown, and in what order. */

export interface Choices {
  /** One an entry. */
  readonly names: readonly string[];
  /** Counts of the current result by entry; empty until there is one. */
  readonly counts: Uint32Array;
  /** Entries that the filter names. */
  readonly chosen: readonly number[];
  /** Place of each entry by name; null until it is known: then by entry. */
  readonly places: Uint32Array | null;
}

/** Chosen ones first, then by count, the greatest first, then by name. @param some entries to be put in order; all when null. */
export function inOrder(
  { names, counts, chosen, places }: Choices,
  some: readonly number[] | null,
): Uint32Array {
  const isChosen = new Set(chosen);
  const total = names.length;
  let most = 0;
  for (const count of counts) if (count > most) most = count;
  // One number an entry, so that 50,000 are sorted in a few ms: below 2^53 for every case that fits in memory.
  const keyOf = (entry: number): number => {
    const rank = isChosen.has(entry) ? 0 : 1 + most - (counts[entry] ?? 0);
    return rank * total + (places === null ? entry : places[entry]!);
  };
  const entries = some ?? Array.from({ length: total }, (_, entry) => entry);
  const keys = Float64Array.from(entries, keyOf).sort();
  const byPlace = new Uint32Array(total);
  if (places) for (let entry = 0; entry < total; entry++) byPlace[places[entry]!] = entry;
  return Uint32Array.from(keys, (key) => (places === null ? key % total : byPlace[key % total]!));
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
