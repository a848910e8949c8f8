/** The message that a list is held by while what stands around it changes. */
import type { Row } from '../../query/api.ts';

export interface Anchor {
  /** Handle of the message; null where it is known by its time alone. */
  readonly row: number | null;
  /** ms since 1970 UTC, NaN without a time. */
  readonly when: number;
  /** px from the top of what is in sight to the top of its row. */
  readonly px: number;
}

/**
 * Where the list should be held when the anchor's message is not in the result: at the nearer in time of
 * the two that stand beside its place.
 * @param position where it would stand. @param rowAt rows of the result, as far as they are there.
 */
export function nearestPosition(
  position: number,
  when: number,
  count: number,
  rowAt: (position: number) => Pick<Row, 'when'> | undefined,
): number {
  if (position <= 0) return 0;
  if (position >= count) return Math.max(0, count - 1);
  const before = Math.abs(when - (rowAt(position - 1)?.when ?? Number.NaN));
  const after = Math.abs(when - (rowAt(position)?.when ?? Number.NaN));
  // Without a time there is no nearer one.
  return before < after || (Number.isNaN(after) && !Number.isNaN(before)) ? position - 1 : position;
}
