import { MOST_LISTS } from '../../shared/contract/watch.ts';
import { MESSAGE_KINDS } from '../../shared/model/index.ts';
import { FLAG } from '../../shared/segment/index.ts';
import { annotatedRows, annotationsOf } from './annotated.ts';
import type { Filter } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { FAILS, Folding } from './folding.ts';
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
  readonly untimed: number;
  readonly from: number | null;
  readonly to: number | null;
}

/** 1 for each index in the list; all ones when there is no list. */
export function allowed(list: readonly number[] | undefined, size: number): Uint8Array {
  const table = new Uint8Array(size);
  if (list === undefined) return table.fill(1);
  for (const index of list) table[index] = 1;
  return table;
}

/** Chats in which two people talk to each other: direct and group chats that have both. */
export function chatsBetween({ chats }: CaseIndex, [a, b]: readonly [number, number]): number[] {
  return chats
    .filter(({ type, members }) => isConversation(type) && members.includes(a) && members.includes(b))
    .map(({ index }) => index);
}

/** In a status feed, a channel or a broadcast list the members do not talk to each other. */
export function isConversation(type: CaseIndex['chats'][number]['type']): boolean {
  return type === 'direct' || type === 'group';
}

/**
 * Applies a filter in one pass. A message that fails only by chat still counts in `byChat`, and so on:
 * each list's counts leave out that list's own filter.
 * @param withText 1 for each row whose text matches the filter's, in a buffer of its own; null without a text.
 * @param marks null while the case is not marked by any list.
 */
export function applyFilter(
  index: CaseIndex,
  filter: Filter,
  withText: Uint8Array | null,
  marks: Marks | null = null,
): Matches {
  const { columns: c, chats, people, exhibits } = index;
  const chatOk = allowed(filter.chats, chats.length);
  const personOk = allowed(filter.people, people.length + 1);
  // The place of messages without a sender, whatever indexes the filter lists.
  personOk[people.length] = filter.people ? 0 : 1;
  const kindOk = allowed(
    filter.kinds?.map((kind) => MESSAGE_KINDS.indexOf(kind)),
    MESSAGE_KINDS.length,
  );
  const exhibitOk = allowed(
    filter.exhibits?.map((exhibit) => exhibits.indexOf(exhibit)).filter((i) => i >= 0),
    exhibits.length,
  );
  const [first, second] = filter.between ?? [-1, -1];
  const betweenOk = filter.between ? allowed(chatsBetween(index, filter.between), chats.length) : null;

  const start = filter.from === undefined ? 0 : lowerBound(c.when, filter.from, c.timed);
  const timedEnd = filter.to === undefined ? c.timed : lowerBound(c.when, filter.to, c.timed);
  const ranged = filter.from !== undefined || filter.to !== undefined;
  const end = Math.max(start, ranged ? timedEnd : c.count);

  const byChat = new Uint32Array(chats.length);
  const byPerson = new Uint32Array(people.length + 1);
  const byKind = new Uint32Array(MESSAGE_KINDS.length);
  const byExhibit = new Uint32Array(exhibits.length);
  const byList = new Uint32Array(MOST_LISTS);
  const { annotated } = index;
  const { tagged } = annotated;
  const byTag = new Uint32Array(annotated.tags.length);
  const tagPlace = new Map(annotated.tags.map((tag, i) => [tag, i]));
  const withAnnotation = annotatedRows(annotated, filter, c.count);
  // Its own part of the filter aside, a tag counts where the notes asked for are.
  const noted = filter.noted ? annotatedRows(annotated, { noted: true }, c.count) : null;
  const marked = marks?.rows ?? null;
  const wanted = filter.lists === undefined ? null : bitsOf(marks, filter.lists);
  const folding = filter.copies || index.folds === null ? null : new Folding(index.folds, c);
  // Of a search mostly few are found: only they are gone through.
  const tried = withText === null ? null : rowsWith(withText, start, end);
  const most = tried === null ? end - start : tried.length;
  const rows = new Uint32Array(most);
  let count = 0;
  for (let i = 0; i < most; i++) {
    const row = tried === null ? start + i : tried[i]!;
    if (filter.attachments && (c.flags[row]! & FLAG.attachment) === 0) continue;
    const chat = c.chat[row]!;
    const person = c.sender[row]!;
    if (betweenOk !== null && (betweenOk[chat] === 0 || (person !== first && person !== second))) continue;
    const kind = c.kind[row]!;
    const exhibit = c.exhibit[row]!;
    const bits = marked === null ? 0 : marked[row]!;
    const passed = chatOk[chat]! + personOk[person]! + kindOk[kind]! + exhibitOk[exhibit]!;
    const isAnnotated = withAnnotation === null || withAnnotation[row] === 1;
    if (bits !== 0 && passed === 4 && isAnnotated) {
      const said = folding === null || marked === null ? bits : bits & ~folding.marksBefore(row, marked);
      for (let list = 0; list < MOST_LISTS; list++) if ((said & (1 << list)) !== 0) byList[list]!++;
    }
    if (wanted !== null && (bits & wanted) === 0) continue;
    if (passed === 4 && tagged?.[row] === 1 && (noted === null || noted[row] === 1)) {
      const before = folding?.passedBefore(row) ?? [];
      const said = new Set(before.flatMap((other) => annotationsOf(annotated, other).tags));
      for (const tag of annotationsOf(annotated, row).tags) if (!said.has(tag)) byTag[tagPlace.get(tag)!]!++;
    }
    if (!isAnnotated) continue;
    if (folding !== null) {
      const fails =
        (chatOk[chat] === 0 ? FAILS.chat : 0) |
        (personOk[person] === 0 ? FAILS.person : 0) |
        (kindOk[kind] === 0 ? FAILS.kind : 0) |
        (exhibitOk[exhibit] === 0 ? FAILS.exhibit : 0);
      const folded = folding.met(row, fails);
      if (folded !== 0) {
        if (passed === 4 && (folded & FAILS.result) === 0) rows[count++] = row;
        if ((fails & ~FAILS.chat) === 0 && (folded & FAILS.chat) === 0) byChat[chat]!++;
        if ((fails & ~FAILS.person) === 0 && (folded & FAILS.person) === 0) byPerson[person]!++;
        if ((fails & ~FAILS.kind) === 0 && (folded & FAILS.kind) === 0) byKind[kind]!++;
        if ((fails & ~FAILS.exhibit) === 0) byExhibit[exhibit]!++;
        continue;
      }
    }
    if (passed === 4) {
      rows[count++] = row;
      byChat[chat]!++;
      byPerson[person]!++;
      byKind[kind]!++;
      byExhibit[exhibit]!++;
    } else if (passed === 3) {
      if (chatOk[chat] === 0) byChat[chat]!++;
      else if (personOk[person] === 0) byPerson[person]!++;
      else if (kindOk[kind] === 0) byKind[kind]!++;
      else byExhibit[exhibit]!++;
    }
  }
  const found = count === c.count ? null : rows.slice(0, count);
  const timed = lowerBound(rows, c.timed, count);
  return {
    rows: found,
    count,
    byChat,
    byPerson: byPerson.slice(0, people.length),
    byKind,
    byExhibit,
    byList,
    byTag,
    untimed: count - timed,
    from: timed > 0 ? c.when[rows[0]!]! : null,
    to: timed > 0 ? c.when[rows[timed - 1]!]! : null,
  };
}

/** The rows from start to before end that are 1, ascending. */
function rowsWith(found: Uint8Array, start: number, end: number): Uint32Array {
  let rows = new Uint32Array(1024);
  let count = 0;
  const add = (row: number): void => {
    if (count === rows.length) {
      const larger = new Uint32Array(Math.min(end - start, 4 * count));
      larger.set(rows);
      rows = larger;
    }
    rows[count++] = row;
  };
  // Four at a time: most are none.
  const words = new Uint32Array(found.buffer, found.byteOffset, found.length >>> 2);
  for (let row = start; row < end; ) {
    if ((row & 3) === 0 && row + 4 <= end && words[row >>> 2] === 0) {
      row += 4;
      continue;
    }
    if (found[row] === 1) add(row);
    row++;
  }
  return rows.subarray(0, count);
}

/** The row at a position of the matches. */
export function rowAt({ rows }: Matches, position: number): number {
  return rows === null ? position : rows[position]!;
}

/** How many matches stand before a row: its position, when it is one of them. */
export function matchesBefore({ rows, count }: Matches, row: number): number {
  return rows === null ? Math.min(row, count) : lowerBound(rows, row, count);
}
