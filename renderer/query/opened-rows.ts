/** Rows with the segments in which they stand, opened. */
import type { SegmentReader } from '../../shared/segment/index.ts';
import { type Columns, placeOf } from './columns.ts';
import type { OpenSegments } from './held-segment.ts';

/** Segments opened at once by a walk over many: bounds what is in memory together. */
const WALKED_TOGETHER = 8;
/** ms that a walk works between two turns of others. */
const TURN_MS = 20;

/** Lets what waits in the worker have its turn. */
export const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Takes all steps of some work; calls of views are answered meanwhile. */
export async function inTurns<T>(steps: Iterator<void, T, void>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < TURN_MS) continue;
    await turn();
    since = performance.now();
  }
}

export interface PlacedMessage {
  readonly reader: SegmentReader;
  /** In the segment. */
  readonly i: number;
  /** The source of the case whose segment it is. */
  readonly source: number;
}

/** Where the message of a row stands; only of rows that were opened. */
export type Opened = (row: number) => PlacedMessage;

/** @throws SegmentLost */
export async function openRows(
  columns: Columns,
  rows: Iterable<number>,
  open: OpenSegments,
): Promise<Opened> {
  const numbers = new Set<number>();
  for (const row of rows) numbers.add(placeOf(columns, columns.origin[row]!).segment);
  const wanted = [...numbers];
  const opened = await open(wanted.map((segment) => columns.segments[segment]!.held));
  const readers = new Map(wanted.map((segment, i) => [segment, opened[i]!]));
  return (row) => {
    const { segment, index: i } = placeOf(columns, columns.origin[row]!);
    return { reader: readers.get(segment)!, i, source: columns.segments[segment]!.source };
  };
}

/**
 * Segments of the case by number, opened a few at a time, in the order given; calls of views are answered
 * meanwhile.
 * @throws SegmentLost
 */
export async function* walkSegments(
  columns: Columns,
  segments: readonly number[],
  open: OpenSegments,
): AsyncGenerator<{ readonly segment: number; readonly reader: SegmentReader }> {
  let since = performance.now();
  for (let start = 0; start < segments.length; start += WALKED_TOGETHER) {
    const part = segments.slice(start, start + WALKED_TOGETHER);
    const readers = await open(part.map((segment) => columns.segments[segment]!.held));
    for (const [i, segment] of part.entries()) {
      yield { segment, reader: readers[i]! };
      if (performance.now() - since < TURN_MS) continue;
      await turn();
      since = performance.now();
    }
  }
}
