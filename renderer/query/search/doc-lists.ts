/** Lists of numbers, ascending and each once: what two or more of them have in common, or together. */

/** The first index from `start` on whose value is not below the one wanted. */
export function firstFrom(values: Uint32Array, wanted: number, start: number): number {
  // Doubling steps: the next is mostly near.
  let step = 1;
  let from = start;
  while (from + step < values.length && values[from + step]! < wanted) {
    from += step;
    step *= 2;
  }
  let to = Math.min(values.length, from + step);
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Quick where `a` is the shorter one. */
export function common(a: Uint32Array, b: Uint32Array): Uint32Array {
  const found = new Uint32Array(Math.min(a.length, b.length));
  let count = 0;
  let at = 0;
  for (const value of a) {
    at = firstFrom(b, value, at);
    if (at === b.length) break;
    if (b[at] === value) found[count++] = value;
  }
  return found.subarray(0, count);
}

/** What stands in at least one of the lists, all of numbers below `size`. */
export function either(lists: readonly Uint32Array[], size: number): Uint32Array {
  if (lists.length <= 1) return lists[0] ?? new Uint32Array();
  const total = lists.reduce((sum, { length }) => sum + length, 0);
  // A few are sorted sooner than a place for each number is looked through.
  if (total < size / 64) {
    const all = new Uint32Array(total);
    let at = 0;
    for (const list of lists) {
      all.set(list, at);
      at += list.length;
    }
    all.sort();
    let count = 0;
    for (const value of all) if (count === 0 || all[count - 1] !== value) all[count++] = value;
    return all.subarray(0, count);
  }
  const has = new Uint8Array(size);
  for (const list of lists) for (let i = 0; i < list.length; i++) has[list[i]!] = 1;
  const found = new Uint32Array(Math.min(total, size));
  let count = 0;
  for (let value = 0; value < size; value++) if (has[value] === 1) found[count++] = value;
  return found.subarray(0, count);
}

/** What stands in the first list and not in the second. */
export function without(list: Uint32Array, barred: Uint32Array): Uint32Array {
  if (barred.length === 0) return list;
  let at = 0;
  return list.filter((value) => {
    at = firstFrom(barred, value, at);
    return barred[at] !== value;
  });
}
