/** Order by time, and searching in it. */

/**
 * The order of instants, ascending and stable, those without one (NaN) last.
 * @param when ms, integral.
 * @returns `order[i]` is the index of the i-th; `timed` is how many have a time.
 */
export function orderByTime(when: Float64Array): { order: Uint32Array; timed: number } {
  const count = when.length;
  let order = new Uint32Array(count);
  let least = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let timed = 0;
  let sorted = true;
  for (let i = 0; i < count; i++) {
    const at = when[i]!;
    if (Number.isNaN(at)) continue;
    if (at < last) sorted = false;
    if (at < least) least = at;
    last = at;
    order[timed++] = i;
  }
  for (let i = 0, end = timed; end < count; i++) if (Number.isNaN(when[i]!)) order[end++] = i;
  if (sorted) return { order, timed };

  // Radix sort on the distance from the least instant, 16 bits at a time, as far as distances go.
  const digits = new Uint16Array(count);
  const places = new Uint32Array(65_536);
  let other: Uint32Array<ArrayBuffer> = order.slice();
  for (let unit = 1, more = true; more; unit *= 65_536) {
    more = false;
    places.fill(0);
    for (let i = 0; i < timed; i++) {
      const rest = Math.floor((when[order[i]!]! - least) / unit);
      if (rest >= 65_536) more = true;
      // `&` takes whole numbers modulo 2^32, so this is right above 32 bits too.
      const digit = rest & 0xffff;
      digits[i] = digit;
      places[digit]!++;
    }
    let place = 0;
    for (let digit = 0; digit < 65_536; digit++) {
      const here = places[digit]!;
      places[digit] = place;
      place += here;
    }
    for (let i = 0; i < timed; i++) other[places[digits[i]!]!++] = order[i]!;
    [order, other] = [other, order];
  }
  return { order, timed };
}

/** The first place in `[0, end)` of an ascending list whose value is not below `value`; `end` when none. */
export function lowerBound(ascending: ArrayLike<number>, value: number, end = ascending.length): number {
  let from = 0;
  let to = end;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (ascending[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Indexes grouped by a small key: those of key k, ascending, are `rows[starts[k] .. starts[k + 1]]`. */
export interface Grouped {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

/** @param rows the indexes to group, ascending; null for all. */
export function groupRows(keys: Uint32Array, groups: number, rows: Uint32Array | null): Grouped {
  const count = rows?.length ?? keys.length;
  const starts = new Uint32Array(groups + 1);
  for (let i = 0; i < count; i++) starts[keys[rows === null ? i : rows[i]!]! + 1]!++;
  for (let k = 0; k < groups; k++) starts[k + 1]! += starts[k]!;
  const next = starts.slice(0, groups);
  const grouped = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const row = rows === null ? i : rows[i]!;
    grouped[next[keys[row]!]!++] = row;
  }
  return { starts, rows: grouped };
}
