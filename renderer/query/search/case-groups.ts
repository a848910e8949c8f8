/** The open case as searches go through it: groups of messages with structures, and those without. */
import type { CaseIndex } from '../case-index.ts';
import type { Columns } from '../columns.ts';
import type { FedGroup } from '../feed.ts';
import type { HeldSegment } from '../held-segment.ts';
import type { SourceSearch } from '../loaded.ts';

/** A segment of a group. */
export interface Stretch {
  readonly segment: HeldSegment;
  /** Messages of the group before it; those of segments that are missing count, too. */
  readonly before: number;
  readonly count: number;
  /** Messages of all segments of the case before it. */
  readonly origin: number;
  /** The least row of it and of the stretches behind it. */
  readonly leastRow: number;
}

export interface CaseGroup {
  readonly exhibit: string;
  /** Null where it has no structures, or its head does not open: its messages are looked at one by one. */
  readonly structures: {
    readonly source: SourceSearch;
    readonly group: FedGroup;
    readonly name: string;
  } | null;
  readonly messages: number;
  /** In order. */
  readonly stretches: readonly Stretch[];
}

const known = new WeakMap<CaseIndex['sources'], readonly CaseGroup[]>();

/** All messages of the case, each in one group; made once for each revision, and anew when structures are made. */
export function groupsOf(index: CaseIndex): readonly CaseGroup[] {
  const { sources } = index;
  let groups = known.get(sources);
  if (!groups) {
    groups = [...grouped(index)];
    known.set(sources, groups);
  }
  return groups;
}

type Draft = Omit<Stretch, 'leastRow'>;

function* grouped({ columns, sources }: CaseIndex): Generator<CaseGroup> {
  for (const [s, { exhibit, search }] of sources.entries()) {
    let before = 0;
    const own = columns.segments.flatMap(({ held, source }, at): Draft[] =>
      source === s ? [{ segment: held, before: 0, count: held.count, origin: columns.starts[at]! }] : [],
    );
    const placed = own.map((stretch, i): Draft => {
      const start = search?.before[i] ?? before;
      before = start + stretch.count;
      return { ...stretch, before: start };
    });
    let start = 0;
    for (const [g, group] of (search?.groups ?? []).entries()) {
      const end = start + group.messages;
      const within = placed.filter((one) => one.before >= start && one.before < end);
      yield {
        exhibit,
        structures:
          search && group.firsts !== undefined
            ? { source: search, group, name: `${search.job} ${search.source} ${g}` }
            : null,
        messages: group.messages,
        stretches: withLeastRows(columns, within, start),
      };
      start = end;
    }
    // Segments that no group holds.
    const rest = placed.filter((one) => one.before >= start);
    const last = rest.at(-1);
    if (!last) continue;
    yield {
      exhibit,
      structures: null,
      messages: last.before + last.count - start,
      stretches: withLeastRows(columns, rest, start),
    };
  }
}

function withLeastRows({ rowOf }: Columns, stretches: readonly Draft[], start: number): Stretch[] {
  let leastRow = Number.POSITIVE_INFINITY;
  return stretches
    .toReversed()
    .map((stretch) => {
      const end = stretch.origin + stretch.count;
      for (let i = stretch.origin; i < end; i++) if (rowOf[i]! < leastRow) leastRow = rowOf[i]!;
      return { ...stretch, before: stretch.before - start, leastRow };
    })
    .reverse();
}
