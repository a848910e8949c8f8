import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DraftMessage, EvidenceTree, Read, RecognisedSource } from '../../../shared/evidence/index.ts';
import {
  CALL_OUTCOMES,
  DIRECTIONS,
  MESSAGE_KINDS,
  type Message,
  messageLine,
  PLATFORMS,
  SYSTEM_ACTIONS,
  TIME_PRECISIONS,
} from '../../../shared/model/index.ts';
import { SegmentReader } from '../../../shared/segment/index.ts';
import { formatReading } from '../../../shared/time/instant.ts';
import { Attachments } from '../../intake/attachments.ts';
import { unpackSegment } from '../../intake/packed-segment.ts';
import { readSource, type SourceSegment } from '../../intake/read-source.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { neutral } from './loader.ts';
import { contextOf, jsonLinesOf } from './testing/folders.ts';

/** What an import of one source writes. */
async function imported(read: Read, tree: EvidenceTree, source: RecognisedSource) {
  const segments: SourceSegment[] = [];
  const { lists, counts, damage, result } = await readSource({
    read,
    context: contextOf(tree, source),
    attachments: new Attachments({
      entries: new Map(tree.entries.map((entry) => [entry.path, entry])),
      known: new Map(),
      onUse() {},
    }),
    ordinalsBefore: 0,
    emit: async (segment) => void segments.push(segment),
    onBatch() {},
  });
  const chats = segments.flatMap(({ newChats }) => newChats);
  const accounts = segments.flatMap(({ newAccounts }) => newAccounts);
  const messages = segments.flatMap(({ bytes }) => {
    const segment = new SegmentReader(unpackSegment(bytes));
    return Array.from({ length: segment.count }, (_, i): Message => segment.message(i, chats, accounts));
  });
  return { messages, lists, counts, damage: [...damage, ...result.damage] };
}

const FILES: Readonly<Record<string, Buffer>> = {
  'a/one.txt': Buffer.from('one'),
  'a/two.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'b/film.jpg': Buffer.from('\x00\x00\x00\x18ftypmp42'),
};
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', '\\', '\n', '\u2028', '\u202e', '\0') });
const id = fc.constantFrom('c1', '447700900123@s.whatsapp.net', 'é 😀', 'constructor', '__proto__', 'AB-1:1');
const ms = fc.integer({ min: 0, max: 4e12 });
const instant = ms.map((at) => formatReading(at, 'utc'));
const reading = fc.oneof(
  instant,
  ms.map((at) => formatReading(at, 'device-local')),
);
const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((all) => Buffer.from(all).toString('hex'));
const maybe = { requiredKeys: [] as [] };
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });

const clock = fc.oneof(
  fc.constant({}),
  fc
    .tuple(ms, fc.constantFrom('utc', 'device-local', 'assumed-zone'), fc.constantFrom(...TIME_PRECISIONS))
    .map(([at, timeBasis, timePrecision]) => ({
      sentAt: formatReading(at, timeBasis),
      timeBasis,
      timePrecision,
    })),
);

/** An attachment with the path of its file. */
const attached = fc.oneof(
  fc
    .record(
      { name: text, mime: text, bytes: fc.nat(), sha256: hex(32), present: fc.constant(false) },
      { requiredKeys: ['present'] },
    )
    .map((attachment) => ({ attachment, path: undefined })),
  fc
    .tuple(
      fc.record({ name: text, mime: fc.constantFrom('image/png', 'video/mp4', 'x') }, maybe),
      fc.constantFrom(...Object.keys(FILES)),
    )
    .map(([attachment, path]) => ({ attachment: { ...attachment, present: true }, path })),
);

const body = fc.record(
  {
    chat: id,
    sender: id,
    direction: fc.constantFrom(...DIRECTIONS),
    timeAmbiguous: fc.constant(true as const),
    receivedAt: reading,
    kind: fc.constantFrom(...MESSAGE_KINDS),
    text,
    edited: fc.record({ at: reading }, maybe),
    deleted: fc.record({ by: id, at: reading }, maybe),
    forwarded: fc.constant(true as const),
    mentions: some(id),
    reactions: some(fc.record({ sender: id, emoji: text, at: reading }, { requiredKeys: ['emoji'] })),
    receipts: some(
      fc.record(
        { account: id, delivered: reading, read: reading, played: reading },
        { requiredKeys: ['account'] },
      ),
    ),
    location: fc.record(
      {
        lat: fc.double({ min: -90, max: 90, noNaN: true }),
        lon: fc.double({ min: -180, max: 180, noNaN: true }),
        name: text,
      },
      { requiredKeys: ['lat', 'lon'] },
    ),
    call: fc.record(
      { video: fc.boolean(), seconds: fc.nat(), outcome: fc.constantFrom(...CALL_OUTCOMES) },
      { requiredKeys: ['video', 'outcome'] },
    ),
    poll: fc.record({
      question: text,
      options: some(fc.record({ text, votes: fc.nat() }, { requiredKeys: ['text'] })),
    }),
    system: fc.record(
      { action: fc.constantFrom(...SYSTEM_ACTIONS), accounts: some(id), value: text },
      { requiredKeys: ['action'] },
    ),
    source: fc.record(
      {
        file: fc.constant('a.db'),
        table: fc.constant('message'),
        row: fc.nat(),
        key: fc.constantFrom('3EB0', 'k'),
        code: fc.nat(99),
        raw: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null))),
      },
      { requiredKeys: ['file'] },
    ),
  },
  { requiredKeys: ['chat', 'kind', 'source'] },
);

/** Messages as any reader may give them. */
const drafts = fc
  .array(
    fc.tuple(body, clock, some(attached), fc.option(fc.oneof(fc.nat(), fc.constantFrom('KEY', 'K:7', '7')))),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((all) =>
    all.map(
      ([message, time, files, reply]): DraftMessage =>
        ({
          ...message,
          ...time,
          ...(files.length === 0
            ? {}
            : {
                attachments: files.map(({ attachment }) => attachment),
                attachmentPaths: files.map(({ path }) => path),
              }),
          ...(reply === null
            ? {}
            : { replyTo: typeof reply === 'number' ? 1 + (reply % all.length) : reply }),
        }) as DraftMessage,
    ),
  );

const unsourced = (messages: readonly Message[]): string[] =>
  messages.map(({ source: _source, ...message }) => messageLine(message as Message));

test('what an import writes imports again to the same lines but for their source, and a third time', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, fc.constantFrom(...PLATFORMS), async (messages, platform) => {
      const source = { reader: 'any', platform, title: '', paths: ['a.db'], needs: {} };
      let last = await imported(
        async function* () {
          yield { messages, skipped: [] };
          return {
            chats: [{ id: 'c1', platform, title: 'T', type: 'group', members: ['__proto__', 'c1'] }],
            accounts: [{ id: 'c1', platform, names: [{ name: 'N', from: 'F' }], isOwner: true }],
            warnings: [],
            damage: [],
          };
        },
        memoryTree(FILES),
        source,
      );
      for (const _ of ['second', 'third']) {
        const tree = memoryTree({
          'messages.jsonl': last.messages.map((message) => `${messageLine(message)}\n`).join(''),
          'chats.jsonl': jsonLinesOf(last.lists.chats),
          'accounts.jsonl': jsonLinesOf(last.lists.accounts),
          'intake.json': JSON.stringify([{ platform }], null, 2),
          'custody.jsonl': '',
          ...Object.fromEntries(
            Object.values(FILES).map((bytes) => [
              `media/${sha256(bytes).slice(0, 2)}/${sha256(bytes)}`,
              bytes,
            ]),
          ),
        });
        const [found] = await neutral.recognise(tree);
        const again = await imported(await neutral.load(), tree, found!);
        assert.deepEqual(again.damage, []);
        assert.deepEqual(unsourced(again.messages), unsourced(last.messages));
        assert.deepEqual(again.lists, last.lists);
        for (const [n, { source: at }] of again.messages.entries()) {
          const before = last.messages[n]!.source;
          assert.deepEqual([at.key, at.code, at.line], [before.key, before.code, n + 1]);
          assert.equal(at.raw?.['source.file'], before.file);
        }
        last = again;
      }
    }),
    { numRuns: 150 },
  );
});
