import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  CALL_OUTCOMES,
  DIRECTIONS,
  inOrder,
  MESSAGE_KINDS,
  messageId,
  PLATFORMS,
  SYSTEM_ACTIONS,
  TIME_PRECISIONS,
} from '../model/index.ts';
import { formatReading, MAX_MS, MIN_MS } from '../time/instant.ts';
import {
  SEGMENT_MESSAGES,
  SEGMENT_VERSION,
  SegmentDamaged,
  type SegmentMessage,
  SegmentReader,
  SegmentWriter,
} from './index.ts';

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const wellFormed = fc.string({ unit: 'grapheme', maxLength: 40 });
const account = fc.constantFrom('447700900123@s.whatsapp.net', 'Ana', 'بشير', 'x');
const time = fc.record({
  ms: fc.integer({ min: MIN_MS, max: MAX_MS }),
  timeBasis: fc.constantFrom('utc' as const, 'device-local' as const, 'assumed-zone' as const),
  timePrecision: fc.constantFrom(...TIME_PRECISIONS),
});

/** A time beside the message's own: mostly near it, and now and then of no common writing. */
const reading = fc.oneof(
  fc.integer({ min: MIN_MS, max: MAX_MS }).map((ms) => formatReading(ms, 'utc')),
  fc.integer({ min: 0, max: 100_000 }).map((ms) => formatReading(Date.UTC(2024, 2, 22) + ms, 'utc')),
  fc.constantFrom(
    '2024-03-22T14:38:05.000',
    '2024-03-22T14:38:60.000Z',
    '2024-02-31T00:00:00.000Z',
    'no time',
  ),
);

/** A record without the keys whose value is undefined. */
const record = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model).map((made) => withoutUndefined(made as T));

const segmentMessage: fc.Arbitrary<SegmentMessage> = fc
  .record({
    chat: account,
    sender: optional(account),
    direction: optional(fc.constantFrom(...DIRECTIONS)),
    time: optional(time),
    timeAmbiguous: optional(fc.constant(true as const)),
    receivedAt: optional(reading),
    kind: fc.constantFrom(...MESSAGE_KINDS),
    text: optional(wellFormed),
    edited: optional(fc.constantFrom({}, { at: '2024-03-22T14:38:05.000Z' })),
    deleted: optional(fc.constantFrom({}, { by: 'Ana' })),
    replyTo: optional(fc.oneof(fc.integer({ min: 1, max: 2 ** 32 - 2 }), wellFormed)),
    forwarded: optional(fc.constant(true as const)),
    mentions: optional(fc.array(account)),
    reactions: optional(
      fc.array(record({ sender: optional(account), emoji: wellFormed, at: optional(reading) })),
    ),
    receipts: optional(
      fc.array(
        record({
          account,
          delivered: optional(reading),
          read: optional(reading),
          played: optional(reading),
        }),
      ),
    ),
    attachments: optional(fc.array(fc.record({ name: wellFormed, present: fc.boolean() }))),
    location: optional(fc.record({ lat: fc.integer(), lon: fc.integer() })),
    call: optional(fc.record({ video: fc.boolean(), outcome: fc.constantFrom(...CALL_OUTCOMES) })),
    poll: optional(fc.record({ question: wellFormed, options: fc.array(fc.record({ text: wellFormed })) })),
    system: optional(fc.record({ action: fc.constantFrom(...SYSTEM_ACTIONS) })),
    source: fc.oneof(
      fc.record({
        file: fc.constantFrom('msgstore.db', 'other.db'),
        table: fc.constantFrom('message', 'messages'),
        row: fc.integer({ min: 0 }),
        key: optional(fc.oneof(wellFormed, fc.constantFrom('3EB0AB12', 'ab12', 'Ab12', '', '3EB'))),
        code: optional(fc.integer({ min: -5, max: 70_000 })),
        raw: optional(fc.constant({ timestamp: -1, note: null })),
      }),
      fc.record({
        file: fc.constant('_chat.txt'),
        line: fc.integer({ min: 1 }),
        byte: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      }),
    ),
  })
  .map(({ time: at, ...rest }) => {
    const message: Record<string, unknown> = { ...rest, source: withoutUndefined(rest.source) };
    if (at) {
      message.sentAt = formatReading(at.ms, at.timeBasis);
      message.timeBasis = at.timeBasis;
      message.timePrecision = at.timePrecision;
    }
    return withoutUndefined(message) as unknown as SegmentMessage;
  });

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}

test('a segment gives back every field of every message that went into it', () => {
  fc.assert(
    fc.property(
      fc.array(segmentMessage, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(...PLATFORMS),
      (messages, platform) => {
        const writer = new SegmentWriter('AB/1', platform);
        messages.forEach((message, i) => {
          writer.add(message, i + 1);
        });
        const reader = new SegmentReader(writer.finish());
        assert.equal(reader.count, messages.length);
        messages.forEach((message, i) => {
          const key = message.source.key;
          const source = key === undefined ? message.source : { ...message.source, key };
          const expected = inOrder({
            ...message,
            source,
            id: messageId('AB/1', i + 1),
            exhibit: 'AB/1',
            platform,
            replyTo:
              typeof message.replyTo === 'number' ? messageId('AB/1', message.replyTo) : message.replyTo,
          } as never);
          assert.equal(
            JSON.stringify(reader.message(i, writer.chats.ids, writer.accounts.ids)),
            JSON.stringify(expected),
          );
        });
      },
    ),
    { numRuns: 300 },
  );
});

test('a writer that is reused starts each segment empty and counts the segments', () => {
  const writer = new SegmentWriter('AB/1', 'whatsapp');
  const message: SegmentMessage = { chat: 'c', kind: 'text', text: 'hello', source: { file: 'f', line: 1 } };
  for (let i = 1; i <= SEGMENT_MESSAGES; i++) writer.add(message, i);
  assert.equal(writer.isFull, true);
  const first = new SegmentReader(writer.finish());
  assert.equal(writer.isEmpty, true);
  writer.add({ ...message, text: 'second' }, SEGMENT_MESSAGES + 1);
  const second = new SegmentReader(writer.finish());
  assert.deepEqual(
    [first.header.seq, first.count, second.header.seq, second.count],
    [0, SEGMENT_MESSAGES, 1, 1],
  );
  assert.equal(second.message(0, ['c'], []).text, 'second');
  assert.equal(second.header.tsMin, null);
});

test('a huge text ends the segment early', () => {
  const writer = new SegmentWriter('AB/1', 'whatsapp');
  writer.add({ chat: 'c', kind: 'text', text: 'é'.repeat(5_000_000), source: { file: 'f', line: 1 } }, 1);
  assert.equal(writer.isFull, true);
  assert.equal(new SegmentReader(writer.finish()).text(0)?.length, 5_000_000);
});

test('a segment cut at any byte, or of another version, is refused', () => {
  const writer = new SegmentWriter('AB/1', 'whatsapp');
  for (let i = 1; i <= 3; i++)
    writer.add({ chat: 'c', kind: 'text', text: 'text', source: { file: 'f', table: 't', row: i } }, i);
  const whole = writer.finish();
  const lastHeap = new SegmentReader(whole).header.heaps.text;
  for (let cut = 0; cut < lastHeap[0] + lastHeap[1]; cut++) {
    assert.throws(() => new SegmentReader(whole.slice(0, cut)), SegmentDamaged, `cut at ${cut}`);
  }
  const other = new TextDecoder().decode(whole).replace(`"version":${SEGMENT_VERSION}`, '"version":9');
  assert.throws(() => new SegmentReader(new TextEncoder().encode(other).buffer), /version 9/);
});
