/** What annotations name, in the open case: messages by id and place in their source, chats and accounts by id. */
import type { ListedId, MessageSubject } from '../../shared/annotations/index.ts';
import { subjectKey } from '../../shared/annotations/index.ts';
import { exhibitSlug } from '../../shared/model/index.ts';
import type { SegmentReader } from '../../shared/segment/index.ts';
import type { CaseIndex } from './case-index.ts';
import type { OpenSegments } from './held-segment.ts';
import { openRows, walkSegments } from './opened-rows.ts';
import { lowerBound } from './order.ts';

type Place = MessageSubject['source'];

/** What a message of a segment is named by. */
export function subjectOf(reader: SegmentReader, i: number): MessageSubject {
  const { exhibit, places } = reader.header;
  const { ordinal, place, row, byte } = reader.columns;
  const { file, table } = places[place[i]!]!;
  const at = row[i]!;
  const offset = byte?.[i] ?? Number.NaN;
  const key = reader.key(i);
  const source: Place = {
    file,
    ...(table === undefined ? {} : { table }),
    ...(Number.isNaN(at) ? {} : table === undefined ? { line: at } : { row: at }),
    ...(Number.isNaN(offset) ? {} : { byte: offset }),
    ...(key === undefined ? {} : { key }),
  };
  return { kind: 'message', exhibit, id: `${exhibitSlug(exhibit)}:${ordinal[i]!}`, source };
}

/** In the order of the rows. @throws SegmentLost */
export async function messageSubjects(
  { columns }: CaseIndex,
  rows: readonly number[],
  open: OpenSegments,
): Promise<MessageSubject[]> {
  const opened = await openRows(columns, rows, open);
  return rows.map((row) => {
    const { reader, i } = opened(row);
    return subjectOf(reader, i);
  });
}

const placeKey = ({ exhibit, source }: MessageSubject): string =>
  subjectKey({ kind: 'message', exhibit, id: '', source });

/**
 * Rows of messages, null where the case does not have one. A message is the one of its exhibit with its id and
 * its place; where an import counts otherwise than the one that was annotated, the only one at its place.
 * @throws SegmentLost
 */
export async function rowsOfSubjects(
  index: CaseIndex,
  subjects: readonly MessageSubject[],
  open: OpenSegments,
): Promise<(number | null)[]> {
  const rows = await rowsById(index, subjects, open);
  if (rows.every((row) => row !== null)) return rows;
  const moved = new Map<string, number | 'several' | null>();
  for (const [i, subject] of subjects.entries()) if (rows[i] === null) moved.set(placeKey(subject), null);
  await findPlaces(
    index,
    subjects.filter((_, i) => rows[i] === null),
    moved,
    open,
  );
  return rows.map((row, i) => {
    const found = row ?? moved.get(placeKey(subjects[i]!)) ?? null;
    return found === 'several' ? null : found;
  });
}

/** The message of its exhibit with a subject's id, if it stands at the subject's place. */
async function rowsById(
  index: CaseIndex,
  subjects: readonly MessageSubject[],
  open: OpenSegments,
): Promise<(number | null)[]> {
  const { columns } = index;
  const rows = subjects.map((): number | null => null);
  const bySegment = new Map<number, { at: number; i: number }[]>();
  for (const [at, { exhibit, id }] of subjects.entries()) {
    const ordinal = Number(id.slice(id.lastIndexOf(':') + 1));
    for (const [segment, { held }] of columns.segments.entries()) {
      if (held.exhibit !== exhibit) continue;
      const { ordinal: ordinals } = held.columns;
      const i = lowerBound(ordinals, ordinal);
      if (ordinals[i] !== ordinal) continue;
      const own = bySegment.get(segment);
      if (own) own.push({ at, i });
      else bySegment.set(segment, [{ at, i }]);
    }
  }
  const segments = [...bySegment.keys()].sort((a, b) => a - b);
  for await (const { segment, reader } of walkSegments(columns, segments, open)) {
    for (const { at, i } of bySegment.get(segment)!) {
      if (subjectKey(subjectOf(reader, i)) !== subjectKey(subjects[at]!)) continue;
      rows[at] ??= columns.rowOf[columns.starts[segment]! + i]!;
    }
  }
  return rows;
}

/** Looks through the exhibits for what stands at these places, and notes it in `found`. */
async function findPlaces(
  { columns }: CaseIndex,
  wanted: readonly MessageSubject[],
  found: Map<string, number | 'several' | null>,
  open: OpenSegments,
): Promise<void> {
  const exhibits = new Set(wanted.map(({ exhibit }) => exhibit));
  const files = new Set(wanted.map(({ source: { file, table = '' } }) => `${file}\0${table}`));
  const numbers = new Set(wanted.map(({ source: { row, line } }) => row ?? line ?? null));
  const segments = [...columns.segments.keys()].filter((segment) =>
    exhibits.has(columns.segments[segment]!.held.exhibit),
  );
  for await (const { segment, reader } of walkSegments(columns, segments, open)) {
    const { header, columns: c, count } = reader;
    const isWanted = header.places.map(({ file, table = '' }) => files.has(`${file}\0${table}`));
    if (!isWanted.includes(true)) continue;
    for (let i = 0; i < count; i++) {
      const number = c.row[i]!;
      if (!isWanted[c.place[i]!] || !numbers.has(Number.isNaN(number) ? null : number)) continue;
      const key = placeKey(subjectOf(reader, i));
      const known = found.get(key);
      if (known === undefined) continue;
      found.set(key, known === null ? columns.rowOf[columns.starts[segment]! + i]! : 'several');
    }
  }
}

/** The first source of an exhibit that lists an id gives its place in the case; null where none does. */
function listed(
  { sources }: CaseIndex,
  list: 'chats' | 'accounts',
  places: readonly Uint32Array[],
  { exhibit, platform, id }: ListedId,
): number | null {
  for (const [s, source] of sources.entries()) {
    if (source.exhibit !== exhibit) continue;
    const i = source.lists[list].findIndex((one) => one.id === id && one.platform === platform);
    if (i >= 0) return places[s]![i]!;
  }
  return null;
}

export function chatOfId(index: CaseIndex, id: ListedId): number | null {
  return listed(index, 'chats', index.chatOf, id);
}

export function personOfId(index: CaseIndex, id: ListedId): number | null {
  return listed(index, 'accounts', index.personOf, id);
}

/** A name that lasts of a chat of the case. @throws RangeError when the case has no such chat. */
export function idOfChat({ sources, chatOf, chats }: CaseIndex, chat: number): ListedId {
  for (const [s, { lists }] of sources.entries()) {
    const i = chatOf[s]!.indexOf(chat);
    if (i < 0) continue;
    const { exhibit, platform, id } = lists.chats[i]!;
    return { exhibit, platform, id };
  }
  throw new RangeError(`the case has no chat ${chat} of ${chats.length}`);
}

/** A name that lasts of a person of the case: their first account. @throws RangeError when there is none. */
export function idOfPerson({ people }: CaseIndex, person: number): ListedId {
  const [first] = people[person]?.ids ?? [];
  if (first === undefined) throw new RangeError(`the case has no person ${person}`);
  const { exhibit, platform, id } = first;
  return { exhibit, platform, id };
}
