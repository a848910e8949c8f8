/** Small random cases, for tests that hold the query against plain reference code. */
import fc from 'fast-check';
import type { MessageSubject } from '../../../shared/annotations/index.ts';
import type { IntakeRecord, Message, MessageBody } from '../../../shared/model/index.ts';
import { Matcher, parseQuery, planOf, searchedTexts } from '../../../shared/search/index.ts';
import {
  headBytes,
  type SegmentMessage,
  SegmentReader,
  SegmentWriter,
} from '../../../shared/segment/index.ts';
import { formatReading } from '../../../shared/time/instant.ts';
import { Zone } from '../../../shared/time/zone.ts';
import type { Filter, FullMessage } from '../api.ts';
import { buildIndex, type CaseIndex } from '../case-index.ts';
import { placeOf } from '../columns.ts';
import type { FedSource, WantedSegments } from '../feed.ts';
import { type HeldSegment, holdSegment, type OpenSegments, type SegmentParts } from '../held-segment.ts';
import type { LoadedSource } from '../loaded.ts';
import type { Opened } from '../opened-rows.ts';
import { readFull } from '../rows.ts';
import { fieldTest } from '../search/field-rows.ts';
import { subjectOf } from '../subjects.ts';

export const ZONE = new Zone('Europe/London');

const OWNERS = ['447700900001@s.whatsapp.net', '447700900002@s.whatsapp.net', 'owner'];
const ACCOUNTS = [...OWNERS, '447700900003@s.whatsapp.net', '447700900004@s.whatsapp.net', 'Ana', 'بشير'];
const CHATS = [
  { id: '447700900001@s.whatsapp.net', type: 'direct' },
  { id: '447700900002@s.whatsapp.net', type: 'direct' },
  { id: '447700900003@s.whatsapp.net', type: 'direct' },
  { id: 'Ana', type: 'direct' },
  { id: '1@g.us', type: 'group' },
  { id: '2@g.us', type: 'group' },
  { id: 'Friends', type: 'group' },
  { id: 'status@broadcast', type: 'status' },
] as const;
const WORDS = [
  'straße',
  'STRASSE',
  'Ωmega',
  'ςigma',
  'ΣIGMA',
  'cafe\u0301',
  'café',
  'at',
  'the',
  'b\u200bomb',
  'مرحبا',
  '❤️',
];

const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }).map((words) => words.join(' '));
const START = Date.UTC(2024, 2, 30, 22);

const time = fc.option(
  fc.record({
    ms: fc.integer({ min: 0, max: 12 }).map((n) => START + n * 1_800_000),
    timeBasis: fc.constantFrom('utc' as const, 'utc' as const, 'device-local' as const),
  }),
  { freq: 8 },
);

const messageArbitrary: fc.Arbitrary<MessageBody> = fc
  .record({
    chat: fc.constantFrom(...CHATS.map(({ id }) => id)),
    sender: fc.option(fc.constantFrom(...ACCOUNTS), { freq: 6, nil: undefined }),
    kind: fc.constantFrom('text' as const, 'image' as const, 'system' as const, 'unknown' as const),
    time,
    text: fc.option(text, { freq: 6, nil: undefined }),
    name: fc.option(text, { freq: 1, nil: undefined }),
  })
  .map(({ chat, sender, kind, time: at, text: words, name }) => ({
    chat,
    ...(sender === undefined ? {} : { sender }),
    kind,
    ...(at === null ? {} : { sentAt: formatReading(at.ms, at.timeBasis), timeBasis: at.timeBasis }),
    ...(words === undefined ? {} : { text: words }),
    ...(name === undefined ? {} : { attachments: [{ name, present: true }] }),
    source: { file: 'msgstore.db', table: 'message', row: 1 },
  }));

const small = fc.nat({ max: 6 });
const list = fc.array(small, { maxLength: 3 });
const when = fc.integer({ min: -1, max: 13 }).map((n) => START + n * 1_800_000);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Filters that now and then match something of such a case. */
export const filterArbitrary: fc.Arbitrary<Filter> = fc
  .record({
    chats: optional(list),
    people: optional(list),
    between: fc.option(fc.tuple(small, small), { freq: 1, nil: undefined }),
    kinds: optional(fc.subarray(['text', 'image', 'system', 'call'] as const)),
    exhibits: optional(fc.subarray(['AB/1', 'AB/2', 'XY'])),
    from: optional(when),
    to: optional(when),
    query: fc.option(
      fc.constantFrom('STRASSE', '"ςigma"', 'caf*', 'not the', 'from:ana bomb', '/ma+/ or in:friends'),
      {
        freq: 1,
        nil: undefined,
      },
    ),
    attachments: fc.option(fc.constant(true as const), { freq: 1, nil: undefined }),
  })
  .map((filter) => Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined)));

/** A source that was made, with the messages that are in it. */
export interface MadeSource extends LoadedSource {
  readonly messages: readonly Message[];
  /** The segments' bytes, for a feed. */
  readonly bytes: readonly ArrayBuffer[];
}

const sourceArbitrary = fc.record({
  exhibit: fc.constantFrom('AB/1', 'AB/2', 'AB/10'),
  owner: fc.constantFrom(...OWNERS),
  cuts: fc.array(fc.nat({ max: 5 }), { maxLength: 3 }),
  messages: fc.array(messageArbitrary, { maxLength: 14 }),
  members: fc.array(fc.constantFrom(...ACCOUNTS), { maxLength: 4 }),
});

const readerOf = new WeakMap<HeldSegment, SegmentReader>();

/** Opens segments of sources that were made. */
export const openMade: OpenSegments = async (segments) => segments.map((held) => readerOf.get(held)!);

/** A made segment's reader. */
export const readerOfMade = (held: HeldSegment): SegmentReader => readerOf.get(held)!;

/** Rows of a made case, all of them opened. */
export const openedMade =
  ({ columns }: CaseIndex): Opened =>
  (row) => {
    const { segment, index: i } = placeOf(columns, columns.origin[row]!);
    const { held, source } = columns.segments[segment]!;
    return { reader: readerOfMade(held), i, source };
  };

/** What a message of a made case is named by. */
export function madeSubject(index: CaseIndex, row: number): MessageSubject {
  const { reader, i } = openedMade(index)(row);
  return subjectOf(reader, i);
}

export const headOf = (segment: ArrayBuffer): ArrayBuffer => segment.slice(0, headBytes(segment));

/** The store's answer for segments of jobs whose sources were fed as they stand here. */
export function partsOf(
  jobs: ReadonlyMap<string, readonly MadeSource[]>,
  { places }: WantedSegments,
): SegmentParts[] {
  return places.map(({ job, source, seq }) => {
    const segment = jobs.get(job)![source]!.bytes[seq]!;
    return { head: headOf(segment), heaps: segment.slice(headBytes(segment)) };
  });
}

/** A row with all that is known of its message. */
export async function fullRow(index: CaseIndex, row: number): Promise<FullMessage> {
  return (await readFull(index, openMade, [{ row, position: row }]))[0]!;
}

/** Writes messages into segments, a new one after each of `sizes` messages. */
export function makeSource(
  exhibit: string,
  owner: string | null,
  messages: readonly SegmentMessage[],
  {
    sizes = [],
    members = {},
  }: { sizes?: readonly number[]; members?: Record<string, readonly string[]> } = {},
): MadeSource {
  const writer = new SegmentWriter(exhibit, 'whatsapp');
  const bytes: ArrayBuffer[] = [];
  const left = [...sizes];
  let inSegment = 0;
  for (const [i, message] of messages.entries()) {
    writer.add(message, i + 1);
    inSegment++;
    if (inSegment > (left[0] ?? Number.POSITIVE_INFINITY)) {
      left.shift();
      inSegment = 0;
      bytes.push(writer.finish());
    }
  }
  if (!writer.isEmpty) bytes.push(writer.finish());
  for (const ids of Object.values(members)) for (const id of ids) writer.accounts.of(id);
  if (owner !== null) writer.accounts.of(owner);
  const typeOf = (id: string) => CHATS.find((chat) => chat.id === id)?.type ?? 'direct';
  const lists: FedSource['lists'] = {
    chats: writer.chats.ids.map((id) => ({
      id,
      exhibit,
      platform: 'whatsapp',
      type: typeOf(id),
      members: members[id] ?? [],
    })),
    accounts: writer.accounts.ids.map((id) => ({
      id,
      exhibit,
      platform: 'whatsapp',
      names: [],
      ...(id === owner ? { isOwner: true } : {}),
    })),
  };
  const readers = bytes.map((segment) => new SegmentReader(segment));
  const segments = readers.map((reader, seq) => {
    const held = holdSegment({ job: 'made', source: 0, seq }, reader);
    readerOf.set(held, reader);
    return held;
  });
  const decoded = readers.flatMap((reader) =>
    Array.from({ length: reader.count }, (_, i) => reader.message(i, writer.chats.ids, writer.accounts.ids)),
  );
  return { exhibit, lists, record: recordOf(exhibit, messages.length), segments, messages: decoded, bytes };
}

export const sourcesArbitrary: fc.Arbitrary<MadeSource[]> = fc.array(
  sourceArbitrary.map(({ exhibit, owner, cuts, messages, members }) =>
    makeSource(exhibit, owner, messages, { sizes: cuts, members: { '1@g.us': members } }),
  ),
  { maxLength: 4 },
);

export function indexOf(sources: readonly LoadedSource[]): CaseIndex {
  return buildIndex(sources, ZONE, 1, []);
}

/** A message as plain reference code sees it; `chat` and `sender` in the index's numbers. */
export interface PlainRow {
  readonly message: Message;
  readonly when: number;
  readonly chat: number;
  /** -1: none. */
  readonly sender: number;
}

/** All messages in the order in which they should stand, found without columns. */
export function plainRows(index: CaseIndex): PlainRow[] {
  const rows = index.sources.flatMap((source, s) =>
    (source as MadeSource).messages.map((message): PlainRow => {
      const { exhibit, sender, sentAt, timeBasis } = message;
      const chat = source.lists.chats.findIndex(({ id }) => id === message.chat);
      const local = timeBasis === 'device-local';
      return {
        message,
        when:
          sentAt === undefined
            ? Number.NaN
            : local
              ? ZONE.toUtc(Date.parse(`${sentAt}Z`)).utc
              : Date.parse(sentAt),
        chat: index.chatOf[s]![chat]!,
        sender: index.people.findIndex(({ ids }) =>
          ids.some((a) => a.exhibit === exhibit && a.id === sender),
        ),
      };
    }),
  );
  // Array.sort is stable, and sources stand in the order of exhibits.
  return rows.sort((a, b) => {
    if (Number.isNaN(a.when)) return Number.isNaN(b.when) ? 0 : 1;
    return Number.isNaN(b.when) ? -1 : a.when - b.when;
  });
}

/** The rows that a query finds, each message looked at on its own; null without a query. */
export function rowsFound(index: CaseIndex, query: string | undefined): Uint8Array | null {
  const plan = query === undefined ? null : parseQuery(query);
  if (!plan) return null;
  const asked = planOf(plan);
  const matcher = new Matcher<number>(asked, (field, row) => fieldTest(index, ZONE, field)(row));
  const found = plainRows(index).map(({ message }, row) => matcher.test(row, searchedTexts(message)));
  return Uint8Array.from(found, (is) => (is ? 1 : 0));
}

function recordOf(exhibit: string, messages: number): IntakeRecord {
  return {
    exhibit,
    file: 'msgstore.db',
    bytes: 1,
    sha256: '0'.repeat(64),
    files: [],
    container: ['file'],
    reader: 'whatsapp-android',
    readerVersion: 1,
    platform: 'whatsapp',
    counts: { read: messages, kept: messages, outOfScope: {}, privileged: 0, skipped: {}, unknownCodes: {} },
    warnings: [],
    damage: [],
    started: '2024-03-31T00:00:00.000Z',
    ended: '2024-03-31T00:00:01.000Z',
    software: 'threadline 0.1.0',
  };
}
