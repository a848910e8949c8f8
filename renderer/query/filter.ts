import { MOST_LISTS } from '../../shared/contract/watch.ts';
import { FLAG } from '../../shared/segment/index.ts';
import { annotatedRows, annotationsOf } from './annotated.ts';
import type { Filter } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { FilterPass } from './filter-pass.ts';
import { bitsOf, type Marks } from './marks.ts';
import { lowerBound } from './order.ts';

/** Rows that a filter lets pass, ascending, and the counts that the filter's lists show. */
export interface Matches {
  /** null: every row of the case. */
  readonly rows: Uint32Array | null;
  readonly count: number;
  readonly byChat: Uint32Array;
  readonly byPerson: Uint32Array;
  readonly byKind: Uint32Array;
  /** By index in the case's exhibits. */
  readonly byExhibit: Uint32Array;
  /** By the order of the lists. */
  readonly byList: Uint32Array;
  /** By the order of the case's tags. */
  readonly byTag: Uint32Array;
  /** Matches of each pair of a chat and who wrote in it, by `writers` of the case. */
  readonly written: Uint32Array;
  readonly untimed: number;
  readonly from: number | null;
  readonly to: number | null;
}

/**
 * Applies a filter. A message that fails only by chat still counts in `byChat`, and so on: each list's counts
 * leave out that list's own filter.
 * @param withText 1 for each row whose text matches the filter's, in a buffer of its own; null without a text.
 * @param marks null while the case is not marked by any list.
 */
export function applyFilter(
  index: CaseIndex,
  filter: Filter,
  withText: Uint8Array | null,
  marks: Marks | null = null,
): Matches {
  const { columns: c, people } = index;
  const start = filter.from === undefined ? 0 : lowerBound(c.when, filter.from, c.timed);
  const timedEnd = filter.to === undefined ? c.timed : lowerBound(c.when, filter.to, c.timed);
  const ranged = filter.from !== undefined || filter.to !== undefined;
  const end = Math.max(start, ranged ? timedEnd : c.count);

  const { annotated } = index;
  const withAnnotation = annotatedRows(annotated, filter, c.count);
  const wanted = filter.lists === undefined ? null : bitsOf(marks, filter.lists);
  const inText = both(withText, filter.attachments ? withFlag(c.flags, FLAG.attachment) : null);
  const inMarks = both(inText, wanted === null ? null : withBits(marks?.rows ?? null, wanted, c.count));
  const pass = new FilterPass(index, filter, start, both(inMarks, withAnnotation));
  const { rows, count, written, byChat, byPerson, byKind, byExhibit } = pass.counted(start, end);

  // Each of the two leaves out its own part of the filter.
  const byList = new Uint32Array(MOST_LISTS);
  const marked = marks?.rows;
  const inList = both(inText, withAnnotation);
  for (let row = start; marked !== undefined && row < end; row++) {
    if (marked[row] === 0 || inList?.[row] === 0 || pass.failsOf(row) !== 0) continue;
    let said = marked[row]!;
    for (const other of pass.passedBefore(row)) said &= ~marked[other]!;
    for (let list = 0; list < MOST_LISTS; list++) if ((said & (1 << list)) !== 0) byList[list]!++;
  }
  const byTag = new Uint32Array(annotated.tags.length);
  const tagPlace = new Map(annotated.tags.map((tag, i) => [tag, i]));
  const inTag = both(inMarks, filter.noted ? annotatedRows(annotated, { noted: true }, c.count) : null);
  for (const [row, { tags }] of annotated.tagged === null ? [] : annotated.rows) {
    if (tags.length === 0 || row < start || row >= end) continue;
    if (inTag?.[row] === 0 || pass.failsOf(row) !== 0) continue;
    const said = new Set(pass.passedBefore(row).flatMap((other) => annotationsOf(annotated, other).tags));
    for (const tag of tags) if (!said.has(tag)) byTag[tagPlace.get(tag)!]!++;
  }

  const timed = lowerBound(rows, c.timed, count);
  return {
    rows: count === c.count ? null : rows,
    count,
    byChat,
    byPerson: byPerson.slice(0, people.length),
    byKind,
    byExhibit,
    byList,
    byTag,
    written,
    untimed: count - timed,
    from: timed > 0 ? c.when[rows[0]!]! : null,
    to: timed > 0 ? c.when[rows[timed - 1]!]! : null,
  };
}

/** 1 for rows that both have; a table that is null has all. */
function both(one: Uint8Array | null, other: Uint8Array | null): Uint8Array | null {
  if (one === null || other === null) return one ?? other;
  const rows = new Uint8Array(one.length);
  for (let row = 0; row < rows.length; row++) rows[row] = one[row]! & other[row]!;
  return rows;
}

function withFlag(flags: Uint16Array, flag: number): Uint8Array {
  const rows = new Uint8Array(flags.length);
  for (let row = 0; row < rows.length; row++) rows[row] = (flags[row]! & flag) === 0 ? 0 : 1;
  return rows;
}

function withBits(marked: Uint32Array | null, bits: number, count: number): Uint8Array {
  const rows = new Uint8Array(count);
  if (marked !== null) for (let row = 0; row < count; row++) rows[row] = (marked[row]! & bits) === 0 ? 0 : 1;
  return rows;
}

/** The row at a position of the matches. */
export function rowAt({ rows }: Matches, position: number): number {
  return rows === null ? position : rows[position]!;
}

/** How many matches stand before a row: its position, when it is one of them. */
export function matchesBefore({ rows, count }: Matches, row: number): number {
  return rows === null ? Math.min(row, count) : lowerBound(rows, row, count);
}
