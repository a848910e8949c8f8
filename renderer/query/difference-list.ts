/** Differences between exhibits as a list that is narrowed and read by position. */
import { DIFFERENCE_KINDS, type Difference, MATCHED_BY } from '../../shared/matching/index.ts';
import type { DifferenceCounts, DifferenceFilter, DifferenceRow } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import type { OpenSegments } from './held-segment.ts';
import { openRows } from './opened-rows.ts';
import { readRow } from './rows.ts';
import type { ExhibitPair, Witnesses } from './witnesses.ts';

export interface ListedDifference {
  readonly pair: number;
  readonly difference: Difference;
}

export function listDifferences(
  index: CaseIndex,
  witnesses: Witnesses,
  filter: DifferenceFilter,
): { counts: DifferenceCounts; listed: readonly ListedDifference[] } {
  const byKind = { deleted: 0, text: 0, time: 0, missing: 0 };
  const listed: ListedDifference[] = [];
  for (const [pair, { differences }] of witnesses.pairs.entries()) {
    if (filter.pair !== undefined && filter.pair !== pair) continue;
    for (const difference of differences) {
      byKind[difference.kind]++;
      if (filter.kind === undefined || filter.kind === difference.kind) listed.push({ pair, difference });
    }
  }
  const rank = ({ difference }: ListedDifference): number => DIFFERENCE_KINDS.indexOf(difference.kind);
  listed.sort((a, b) => rank(a) - rank(b));
  return {
    counts: { count: listed.length, byKind, pairs: witnesses.pairs.map((p) => pairOf(index, p)) },
    listed,
  };
}

function pairOf(
  { exhibits, sources, summary }: CaseIndex,
  { first, second, matching, matched }: ExhibitPair,
) {
  const isIncomplete = (exhibit: number): boolean =>
    summary.damage.some((lost) => lost.exhibit === exhibits[exhibit]) ||
    sources.some(({ exhibit: own, record: { counts, damage } }) => {
      const left = [...Object.values(counts.outOfScope), ...Object.values(counts.skipped), counts.privileged];
      return own === exhibits[exhibit] && (damage.length > 0 || left.some((count) => count > 0));
    });
  return {
    first: exhibits[first]!,
    second: exhibits[second]!,
    matched,
    byKey: matching.by.reduce((sum, how) => sum + (how === MATCHED_BY.key ? 1 : 0), 0),
    offset: matching.offset,
    incomplete: [first, second].filter(isIncomplete).map((exhibit) => exhibits[exhibit]!),
  };
}

/** @throws SegmentLost */
export async function differenceRows(
  index: CaseIndex,
  { rows, pairs }: Witnesses,
  listed: readonly ListedDifference[],
  open: OpenSegments,
): Promise<DifferenceRow[]> {
  const placed = listed.map(({ pair, difference }) => {
    const { first, second } = pairs[pair]!;
    const rowOf = (exhibit: number, place: number): number | null =>
      place < 0 ? null : rows[exhibit]![place]!;
    return { pair, difference, sides: [rowOf(first, difference.first), rowOf(second, difference.second)] };
  });
  const wanted = placed.flatMap(({ sides }) => sides.filter((row) => row !== null));
  const opened = await openRows(index.columns, wanted, open);
  return placed.map(({ pair, difference: { kind, apart }, sides }) => {
    const [first, second] = sides.map((row) => (row === null ? null : readRow(index, opened, row, -1)));
    return { kind, pair, apart, first: first ?? null, second: second ?? null };
  });
}
