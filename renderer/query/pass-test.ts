/** Whether single rows pass a filter, whatever it searches for: what `applyFilter` tells of all rows at once. */
import { MESSAGE_KINDS } from '../../shared/model/index.ts';
import { FLAG } from '../../shared/segment/index.ts';
import { annotatedRows } from './annotated.ts';
import type { Filter } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { allowed, chatsBetween } from './filter-tables.ts';
import { bitsOf, type Marks } from './marks.ts';

/** Of every copy of a message; which of them stands for it, all rows before tell. */
export function passTest(index: CaseIndex, filter: Filter, marks: Marks | null): (row: number) => boolean {
  const { columns: c, chats, people, exhibits } = index;
  const { from, to, between, attachments, lists } = filter;
  const chatOk = allowed(filter.chats, chats.length);
  const personOk = allowed(filter.people, people.length + 1);
  personOk[people.length] = filter.people ? 0 : 1;
  const kindOk = allowed(
    filter.kinds?.map((kind) => MESSAGE_KINDS.indexOf(kind)),
    MESSAGE_KINDS.length,
  );
  const exhibitOk = allowed(
    filter.exhibits?.map((exhibit) => exhibits.indexOf(exhibit)).filter((i) => i >= 0),
    exhibits.length,
  );
  const betweenOk = between ? allowed(chatsBetween(index, between), chats.length) : null;
  const wanted = lists === undefined ? null : bitsOf(marks, lists);
  const annotated = annotatedRows(index.annotated, filter, c.count);
  const ranged = from !== undefined || to !== undefined;
  return (row) => {
    const chat = c.chat[row]!;
    const person = c.sender[row]!;
    if (chatOk[chat]! + personOk[person]! + kindOk[c.kind[row]!]! + exhibitOk[c.exhibit[row]!]! < 4)
      return false;
    if (attachments && (c.flags[row]! & FLAG.attachment) === 0) return false;
    if (betweenOk && (betweenOk[chat] === 0 || (person !== between![0] && person !== between![1])))
      return false;
    if (wanted !== null && ((marks?.rows[row] ?? 0) & wanted) === 0) return false;
    if (annotated !== null && annotated[row] === 0) return false;
    if (!ranged) return true;
    const when = c.when[row]!;
    return row < c.timed && (from === undefined || when >= from) && (to === undefined || when < to);
  };
}

/** Whether a row that a search finds counts in the result, whatever else it finds: no copy can stand for it. */
export function countsAlways(
  index: CaseIndex,
  filter: Filter,
  marks: Marks | null,
): (row: number) => boolean {
  const passes = passTest(index, filter, marks);
  const { folds } = index;
  if (filter.copies || folds === null) return passes;
  const { starts } = folds;
  return (row) => starts[row] === starts[row + 1] && passes(row);
}
