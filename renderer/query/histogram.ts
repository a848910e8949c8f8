import type { Histogram } from './api.ts';
import type { Columns } from './columns.ts';
import { type Matches, matchesBefore } from './filter.ts';
import { lowerBound } from './order.ts';

/**
 * Messages between each two neighbouring edges, of the matches and of all that a filter could let pass. Rows stand in order
 * of time, so a bin is what lies between the places of its two edges.
 * @param edges ms.
 * @throws RangeError unless there are two or more, each above the one before.
 */
export function histogramOf(
  columns: Columns,
  matches: Matches,
  whole: Matches,
  edges: Float64Array,
): Histogram {
  const bins = edges.length - 1;
  if (bins < 1 || !edges.every((edge, i) => edge > (edges[i - 1] ?? Number.NEGATIVE_INFINITY))) {
    throw new RangeError(`not edges of a histogram: ${edges.length} from ${edges[0]} to ${edges.at(-1)}`);
  }
  const matched = new Uint32Array(bins);
  const all = new Uint32Array(bins);
  let row = lowerBound(columns.when, edges[0]!, columns.timed);
  let match = matchesBefore(matches, row);
  let one = matchesBefore(whole, row);
  for (let bin = 0; bin < bins; bin++) {
    const nextRow = lowerBound(columns.when, edges[bin + 1]!, columns.timed);
    const nextMatch = matchesBefore(matches, nextRow);
    const nextOne = matchesBefore(whole, nextRow);
    all[bin] = nextOne - one;
    matched[bin] = nextMatch - match;
    row = nextRow;
    match = nextMatch;
    one = nextOne;
  }
  return { edges, matched, all };
}
