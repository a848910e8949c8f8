/** Differences between exhibits as a list that is narrowed and read by position. */
import { DIFFERENCE_KINDS, type Difference, MATCHED_BY } from '../../shared/matching/index.ts';
import type { DifferenceCounts, DifferenceFilter, DifferenceRow } from './api.ts';
import type { CaseIndex } from './case-index.ts';
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

export function differenceRow(
  index: CaseIndex,
  { rows, pairs }: Witnesses,
  { pair, difference }: ListedDifference,
): DifferenceRow {
  const { first, second } = pairs[pair]!;
  const { kind, apart } = difference;
  const read = (exhibit: number, place: number) =>
    place < 0 ? null : readRow(index, rows[exhibit]![place]!, -1);
  return { kind, pair, apart, first: read(first, difference.first), second: read(second, difference.second) };
}
