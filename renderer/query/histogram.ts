import type { Histogram } from './api.ts';
import type { Columns } from './columns.ts';
import { type Matches, matchesBefore } from './filter.ts';
import { lowerBound } from './order.ts';

/**
 * Messages in `bins` equal parts of `[from, to)`, ms: of the matches and of the whole case. Rows stand in
 * order of time, so a bin is what lies between the places of its two ends.
 * @throws RangeError unless from < to and bins is a positive whole number.
 */
export function histogramOf(
  columns: Columns,
  matches: Matches,
  from: number,
  to: number,
  bins: number,
): Histogram {
  if (!(from < to) || !Number.isInteger(bins) || bins < 1) {
    throw new RangeError(`not a histogram: ${from} to ${to} in ${bins} bins`);
  }
  const matched = new Uint32Array(bins);
  const all = new Uint32Array(bins);
  let row = lowerBound(columns.when, from, columns.timed);
  let match = matchesBefore(matches, row);
  for (let bin = 0; bin < bins; bin++) {
    const end = bin === bins - 1 ? to : from + ((to - from) * (bin + 1)) / bins;
    const nextRow = lowerBound(columns.when, end, columns.timed);
    const nextMatch = matchesBefore(matches, nextRow);
    all[bin] = nextRow - row;
    matched[bin] = nextMatch - match;
    row = nextRow;
    match = nextMatch;
  }
  return { from, to, matched, all };
}
