/** Messages decoded for lists, bubbles and the provenance panel. */
import {
  DIRECTIONS,
  exhibitSlug,
  MESSAGE_KINDS,
  type Message,
  type SystemEvent,
  TIME_BASES,
  TIME_PRECISIONS,
  type TimePrecision,
} from '../../shared/model/index.ts';
import { aheadOf } from '../../shared/people/index.ts';
import { FLAG, type SegmentReader } from '../../shared/segment/index.ts';
import { annotationsOf } from './annotated.ts';
import type { FullMessage, Row, RowCorrection } from './api.ts';
import type { CaseIndex } from './case-index.ts';
import { placeOf } from './columns.ts';
import type { OpenSegments } from './held-segment.ts';
import { rowOfKey } from './key-search.ts';
import { listsIn, type Marks } from './marks.ts';
import { type Opened, openRows } from './opened-rows.ts';
import { lowerBound } from './order.ts';
import { otherWitnesses } from './witnesses.ts';

const TEXT_SHOWN = 400;

/** The beginning of a text, never half a surrogate pair. */
function shownText(reader: SegmentReader, i: number): { text: string | null; textCut: boolean } {
  if ((reader.columns.flags[i]! & FLAG.text) === 0) return { text: null, textCut: false };
  const bytes = reader.textBytes(i);
  // A UTF-16 unit takes at most 3 bytes of UTF-8, so this many hold the units shown and one more.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.slice(0, 3 * (TEXT_SHOWN + 1)));
  if (text.length <= TEXT_SHOWN) return { text, textCut: false };
  const last = text.charCodeAt(TEXT_SHOWN - 1);
  const splitsPair = last >= 0xd800 && last < 0xdc00;
  return { text: text.slice(0, splitsPair ? TEXT_SHOWN - 1 : TEXT_SHOWN), textCut: true };
}

/** @param opened has opened the row. */
export function readRow(
  index: CaseIndex,
  opened: Opened,
  row: number,
  position: number,
  marks: Marks | null = null,
): Row {
  const { columns, sources, people } = index;
  const { reader, i, source } = opened(row);
  const c = reader.columns;
  const flags = c.flags[i]!;
  const basis = c.basis[i]!;
  const {
    attachments = [],
    reactions = [],
    call,
    location,
    system,
  }: Partial<ReturnType<SegmentReader['detail']>> = flags & DETAILED ? reader.detail(i) : {};
  const sender = columns.sender[row]!;
  const { exhibit } = sources[source]!;
  const precision = TIME_PRECISIONS[((basis >> 4) & 7) - 1] ?? null;
  const correction = correctionOf(index, exhibit, c.at[i]!, precision);
  return {
    row,
    position,
    id: `${exhibitSlug(exhibit)}:${c.ordinal[i]!}`,
    at: c.at[i]!,
    when: columns.when[row]!,
    basis: TIME_BASES[((basis >> 2) & 3) - 1] ?? null,
    precision,
    timeAmbiguous: (flags & FLAG.timeAmbiguous) !== 0,
    ...(correction === null ? {} : { correction }),
    chat: columns.chat[row]!,
    sender: sender === people.length ? -1 : sender,
    direction: DIRECTIONS[(basis & 3) - 1] ?? null,
    kind: MESSAGE_KINDS[c.kind[i]!]!,
    ...shownText(reader, i),
    edited: (flags & FLAG.edited) !== 0,
    deleted: (flags & FLAG.deleted) !== 0,
    forwarded: (flags & FLAG.forwarded) !== 0,
    hasReply: (flags & FLAG.reply) !== 0,
    reactions: reactions.length,
    ...(call === undefined ? {} : { call }),
    ...(location === undefined ? {} : { location }),
    ...(system === undefined ? {} : { system: eventOf(system, sourceIds(index, source).people) }),
    attachments: attachments.map(({ name, mime, present }) => ({
      name: name ?? '',
      ...(mime === undefined ? {} : { mime }),
      present,
    })),
    exhibit,
    lists: marks === null ? NO_LISTS : listsIn(marks, marks.rows[row]!),
    ...annotationsOf(index.annotated, row),
    alsoIn: otherWitnesses(index.witnesses, columns.exhibit[row]!, row).map(
      (other) => index.exhibits[columns.exhibit[other]!]!,
    ),
  };
}

/** How a row's time is corrected; null where it is as it was read. */
export function rowCorrection(index: CaseIndex, row: number): RowCorrection | null {
  const { columns, sources } = index;
  const { segment, index: i } = placeOf(columns, columns.origin[row]!);
  const { held, source } = columns.segments[segment]!;
  const precision = TIME_PRECISIONS[((held.columns.basis[i]! >> 4) & 7) - 1] ?? null;
  return correctionOf(index, sources[source]!.exhibit, held.columns.at[i]!, precision);
}

function correctionOf(
  { clocks }: CaseIndex,
  exhibit: string,
  at: number,
  precision: TimePrecision | null,
): RowCorrection | null {
  const clock = clocks.get(exhibit);
  const ahead = clock === undefined || Number.isNaN(at) ? 0 : aheadOf(clock.ahead, precision);
  return ahead === 0 ? null : { ahead, name: clock!.name };
}

const NO_LISTS: readonly string[] = [];

/** Messages of which a list shows something that stands in no column. */
const DETAILED = FLAG.attachment | FLAG.reactions | FLAG.call | FLAG.location | FLAG.system;

function eventOf(
  { action, value, accounts = [] }: SystemEvent,
  known: ReadonlyMap<string, number>,
): NonNullable<Row['system']> {
  const people = accounts.flatMap((id) => known.get(id) ?? []);
  return { action, ...(value === undefined ? {} : { value }), people };
}

/** A source's ids by its own indexes, and its accounts' persons by id. */
interface SourceIds {
  readonly chats: readonly string[];
  readonly accounts: readonly string[];
  readonly people: ReadonlyMap<string, number>;
}

const idsOf = new WeakMap<CaseIndex, Map<number, SourceIds>>();

function sourceIds(index: CaseIndex, source: number): SourceIds {
  const known = idsOf.get(index) ?? new Map<number, SourceIds>();
  idsOf.set(index, known);
  let ids = known.get(source);
  if (!ids) {
    const { chats, accounts } = index.sources[source]!.lists;
    const accountIds = accounts.map(({ id }) => id);
    ids = {
      chats: chats.map(({ id }) => id),
      accounts: accountIds,
      people: new Map(accountIds.map((id, i) => [id, index.personOf[source]![i]!])),
    };
    known.set(source, ids);
  }
  return ids;
}

/** The message as it was read. @param opened has opened the row. */
export function readMessage(index: CaseIndex, opened: Opened, row: number): Message {
  const { reader, i, source } = opened(row);
  const { chats, accounts } = sourceIds(index, source);
  return reader.message(i, chats, accounts);
}

/** Rows and their positions with all that is known of each message. @throws SegmentLost */
export async function readFull(
  index: CaseIndex,
  open: OpenSegments,
  asked: readonly { readonly row: number; readonly position: number }[],
  marks: Marks | null = null,
): Promise<FullMessage[]> {
  const { columns } = index;
  const witnessesOf = asked.map(({ row }) => otherWitnesses(index.witnesses, columns.exhibit[row]!, row));
  const own = await openRows(columns, [...asked.map(({ row }) => row), ...witnessesOf.flat()], open);
  const replies: (number | null)[] = [];
  for (const { row } of asked) replies.push(await repliedTo(index, own, open, row));
  const repliedRows = replies.filter((row) => row !== null);
  const answered = await openRows(columns, repliedRows, open);
  return asked.map(({ row, position }, at): FullMessage => {
    const { source } = own(row);
    const message = readMessage(index, own, row);
    const reply = replies[at]!;
    return {
      ...readRow(index, own, row, position, marks),
      message,
      revision: index.summary.revision,
      source,
      reply: reply === null ? null : readRow(index, answered, reply, -1, marks),
      witnesses: witnessesOf[at]!.map((other) => readRow(index, own, other, -1, marks)),
      people: peopleOf(message, sourceIds(index, source).people),
    };
  });
}

async function repliedTo(
  index: CaseIndex,
  opened: Opened,
  open: OpenSegments,
  row: number,
): Promise<number | null> {
  const { reader, i, source } = opened(row);
  if ((reader.columns.flags[i]! & FLAG.reply) === 0) return null;
  const ordinal = reader.columns.reply[i]!;
  if (ordinal !== 0) return rowOfOrdinal(index, source, ordinal);
  const { replyTo } = reader.detail(i);
  return replyTo === undefined ? null : rowOfKey(index, open, index.columns.chat[row]!, replyTo);
}

function peopleOf(message: Message, known: ReadonlyMap<string, number>): Record<string, number> {
  const named = [
    message.sender,
    message.deleted?.by,
    ...(message.mentions ?? []),
    ...(message.reactions ?? []).map(({ sender }) => sender),
    ...(message.receipts ?? []).map(({ account }) => account),
    ...(message.system?.accounts ?? []),
  ];
  const people: Record<string, number> = {};
  for (const id of named) {
    const person = id === undefined ? undefined : known.get(id);
    if (person !== undefined) people[id!] = person;
  }
  return people;
}

/** The row of a source's message by its ordinal, or null when it was not kept or is lost. */
function rowOfOrdinal({ columns }: CaseIndex, source: number, ordinal: number): number | null {
  for (const [s, { held, source: its }] of columns.segments.entries()) {
    if (its !== source) continue;
    const { ordinal: ordinals } = held.columns;
    const i = lowerBound(ordinals, ordinal);
    if (ordinals[i] === ordinal) return columns.rowOf[columns.starts[s]! + i]!;
  }
  return null;
}

/** The row of a message id such as `AB-1:42`; of the first import when the exhibit was imported twice. */
export function rowOfId(index: CaseIndex, id: string): number | null {
  const colon = id.lastIndexOf(':');
  const ordinal = Number(id.slice(colon + 1));
  if (colon < 0 || !Number.isInteger(ordinal)) return null;
  const slug = id.slice(0, colon);
  for (const [source, { exhibit }] of index.sources.entries()) {
    if (exhibitSlug(exhibit) !== slug) continue;
    const row = rowOfOrdinal(index, source, ordinal);
    if (row !== null) return row;
  }
  return null;
}
