import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DraftMessage, ReadBatch, ReadContext, ReadResult } from '../../shared/evidence/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { SEGMENT_MESSAGES, SegmentReader } from '../../shared/segment/index.ts';
import { Attachments } from './attachments.ts';
import { unpackSegment } from './packed-segment.ts';
import { addsUp, readSource, type SourceSegment } from './read-source.ts';

const nothing: ReadResult = { chats: [], accounts: [], warnings: [], damage: [] };

const draft = (row: number, more: Partial<DraftMessage> = {}): DraftMessage => ({
  chat: '447700900123@s.whatsapp.net',
  sender: '447700900456@s.whatsapp.net',
  kind: 'text',
  text: `line ${row}`,
  source: { file: 'msgstore.db', table: 'message', row },
  ...more,
});

const context: ReadContext = {
  exhibit: 'AB/1',
  tree: { entries: [], leftOut: [], close: async () => {} },
  source: {
    reader: 'whatsapp-android',
    platform: 'whatsapp',
    title: 'WhatsApp for Android',
    paths: ['msgstore.db'],
    needs: {},
  },
  options: {},
  signal: new AbortController().signal,
  materialise: async () => '',
};

async function run(batches: readonly ReadBatch[], result: Partial<ReadResult> = {}, ordinalsBefore = 0) {
  const segments: SourceSegment[] = [];
  const read = await readSource({
    read: async function* () {
      yield* batches;
      return { ...nothing, ...result };
    },
    context,
    attachments: new Attachments({ entries: new Map(), known: new Map(), onUse() {} }),
    ordinalsBefore,
    emit: async (segment) => void segments.push(segment),
    onBatch() {},
  });
  const chats = segments.flatMap(({ newChats }) => newChats);
  const accounts = segments.flatMap(({ newAccounts }) => newAccounts);
  const messages = segments.flatMap(({ bytes }) => {
    const segment = new SegmentReader(unpackSegment(bytes));
    return Array.from({ length: segment.count }, (_, i) => segment.message(i, chats, accounts));
  });
  return { read, segments, messages };
}

test('ordinals go on after those of the sources before, and replies move with them', async () => {
  const { messages, read } = await run(
    [{ messages: [draft(7), draft(8, { replyTo: 1 }), draft(9, { replyTo: 'KEY7' })], skipped: [] }],
    {},
    40,
  );
  assert.deepEqual(
    messages.map(({ id, replyTo }) => [id, replyTo]),
    [
      ['AB-1:41', undefined],
      ['AB-1:42', 'AB-1:41'],
      ['AB-1:43', 'KEY7'],
    ],
  );
  assert.equal(read.messages, 3);
});

test('each row is kept or skipped with its reason, and unknown codes are counted', async () => {
  const skipped = {
    reason: 'status -1 placeholder',
    source: { file: 'msgstore.db', table: 'message', row: 1 },
  };
  const unknown = {
    kind: 'unknown' as const,
    source: { file: 'msgstore.db', table: 'message', row: 3, code: 117 },
  };
  const { read } = await run([
    { messages: [draft(2)], skipped: [skipped, skipped] },
    { messages: [draft(3, unknown), draft(4, unknown)], skipped: [] },
  ]);
  assert.deepEqual(read.counts, {
    read: 5,
    kept: 3,
    outOfScope: {},
    privileged: 0,
    skipped: { 'status -1 placeholder': 2 },
    unknownCodes: { 'message 117': 2 },
  });
});

test('counts add up and ids resolve whatever the batches are, over many segments', async () => {
  const batch = fc.record({
    count: fc.integer({ min: 0, max: 3000 }),
    chat: fc.constantFrom('a', 'b', 'c'),
    skips: fc.integer({ min: 0, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { maxLength: 6 }), async (sizes) => {
      let row = 0;
      const batches = sizes.map(({ count, chat, skips }) => ({
        messages: Array.from({ length: count }, () => draft(++row, { chat, sender: `${chat}${row % 5}` })),
        skipped: Array.from({ length: skips }, () => ({ reason: 'empty', source: { file: 'x' } })),
      }));
      const { messages, segments, read } = await run(batches);
      assert.ok(addsUp(read.counts));
      assert.equal(messages.length, read.counts.kept);
      assert.deepEqual(
        messages.map((message) => [message.source.row, message.chat, message.sender]),
        batches.flatMap((one) =>
          one.messages.map((message) => [message.source.row, message.chat, message.sender]),
        ),
      );
      assert.equal(segments.length, Math.ceil(messages.length / SEGMENT_MESSAGES));
      assert.deepEqual(
        segments.map(({ seq }) => seq),
        segments.map((_, index) => index),
      );
    }),
    { numRuns: 20 },
  );
});

test('lists stand in the order of the index; the undescribed get a bare entry, the unused come last', async () => {
  const { read } = await run(
    [{ messages: [draft(1, { chat: 'b@g.us', sender: 'x' }), draft(2, { chat: 'a' })], skipped: [] }],
    {
      chats: [
        { id: 'z', platform: 'whatsapp', type: 'direct', members: [] },
        { id: 'a', platform: 'whatsapp', title: 'Ana', type: 'direct', members: ['x'] },
      ],
      accounts: [{ id: 'owner', platform: 'whatsapp', names: [], isOwner: true }],
    },
  );
  assert.deepEqual(read.lists.chats, [
    { id: 'b@g.us', exhibit: 'AB/1', platform: 'whatsapp', type: 'direct', members: [] },
    { id: 'a', exhibit: 'AB/1', platform: 'whatsapp', title: 'Ana', type: 'direct', members: ['x'] },
    { id: 'z', exhibit: 'AB/1', platform: 'whatsapp', type: 'direct', members: [] },
  ]);
  assert.deepEqual(
    read.lists.accounts.map(({ id }) => id),
    ['x', '447700900456@s.whatsapp.net', 'owner'],
  );
});

test('a reply to a message that never came fails the job', async () => {
  await assert.rejects(
    run([{ messages: [draft(1, { replyTo: 3 }), draft(2)], skipped: [] }]),
    /a reply to message 3 of 2/,
  );
});

test('the first and last times are of what was kept', async () => {
  const at = (sentAt: string): Partial<DraftMessage> => ({ sentAt, timeBasis: 'utc', timePrecision: 's' });
  const { read } = await run([
    {
      messages: [
        draft(1, at('2024-03-22T14:38:05.000Z')),
        draft(2),
        draft(3, at('2023-01-02T00:00:00.000Z')),
        draft(4, at('2024-03-22T14:38:04.999Z')),
      ],
      skipped: [],
    },
  ]);
  assert.equal(read.firstAt, '2023-01-02T00:00:00.000Z');
  assert.equal(read.lastAt, '2024-03-22T14:38:05.000Z');
});

test('what a reader refuses is refused', async () => {
  await assert.rejects(
    readSource({
      // biome-ignore lint/correctness/useYield: it refuses before it yields
      read: async function* () {
        throw new Refusal('truncated', 'msgstore.db', 'it ends in the middle of a page');
      },
      context,
      attachments: new Attachments({ entries: new Map(), known: new Map(), onUse() {} }),
      ordinalsBefore: 0,
      emit: async () => {},
      onBatch() {},
    }),
    Refusal,
  );
});
