import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryTree } from '../testing/memory-tree.ts';
import { madeThread, readSource, readTree, said } from './testing/exports.ts';

const FOLDER = path.join(import.meta.dirname, 'broken');
const PATH = 'messages/inbox/bob_1/message_1.json';

interface Outcome {
  readonly texts: readonly (string | undefined)[];
  readonly kinds?: readonly string[];
  readonly skipped?: readonly string[];
  readonly damage?: readonly RegExp[];
  readonly warnings?: readonly RegExp[];
}

const NONE = 'a message that is no JSON object';
const NO_TIME = /without a time/;

/** What becomes of each file of the folder. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'cut-in-a-message.json': {
    texts: ['one'],
    skipped: ['the file ends inside it'],
    damage: [/left out: the file ends inside it/, /the file ends before its JSON does/],
  },
  'cut-behind-a-message.json': { texts: ['one', 'two'], damage: [/the file ends before its JSON does/] },
  'messages-that-are-none.json': { texts: ['one', 'two'], skipped: [NONE, NONE, NONE, NONE] },
  'messages-that-are-no-list.json': { texts: [], damage: [/^messages is not of the type/] },
  'no-messages.json': { texts: [], damage: [/no list of messages/] },
  'a-list.json': { texts: [], damage: [/no list of messages/] },
  'wrong-types.json': {
    texts: [undefined],
    kinds: ['call'],
    damage: [
      /^sender_name is not/,
      NO_TIME,
      /^content is not/,
      /^photos is not/,
      /^sticker is not/,
      /^share is not/,
      /^reactions is not/,
    ],
  },
  'wrong-elements.json': {
    texts: ['x'],
    kinds: ['system'],
    damage: [/^photos 1 is not/, /^photos 2 is not/, /^users is not/, /^reactions is not/],
  },
  'wrong-types-of-the-thread.json': {
    texts: ['one'],
    damage: [/^participants is not/, /^title is not/],
  },
  'times-out-of-range.json': {
    texts: ['0', '1', '2', '3', 'none'],
    damage: [NO_TIME, NO_TIME, NO_TIME, NO_TIME, NO_TIME],
  },
  'keys-twice.json': { texts: ['b'], damage: [/a key occurs twice/, /a key occurs twice/] },
  'lists-twice.json': { texts: ['one', 'two'], damage: [/both were read/] },
  'lone-surrogates.json': { texts: ['a\ufffdz'], damage: [/halves of surrogate pairs/] },
  'bytes-that-are-no-utf8.json': { texts: ['caf\ufffd'], damage: [/shown as U\+FFFD/] },
  'cut-characters.json': {
    texts: [Buffer.from('Grüße 😀').subarray(0, -1).toString('latin1')],
    damage: [/^1 texts look like UTF-8/],
  },
  'two-encodings.json': { texts: ['Grüße', '你好'], warnings: [/another program has changed the file/] },
  'deep.json': {
    texts: ['two'],
    skipped: ['it is nested deeper than a value may be'],
    damage: [/nested deeper/],
  },
  'more-behind-the-end.json': { texts: ['one'], damage: [/more follows/] },
  'no-comma.json': { texts: ['one', 'two'], damage: [/a comma is missing/] },
};

test('each file of the folder has its outcome here', () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), Object.keys(OUTCOMES).sort());
});

for (const [name, { texts, kinds, skipped, damage, warnings }] of Object.entries(OUTCOMES)) {
  test(`broken/${name}`, async () => {
    const bytes = readFileSync(path.join(FOLDER, name));
    for (const chunk of [2 ** 16, 1]) {
      const read = await readTree(memoryTree({ [PATH]: bytes }, [chunk]));
      assert.deepEqual(
        read.messages.map(({ text }) => text),
        texts,
      );
      if (kinds) {
        assert.deepEqual(
          read.messages.map(({ kind }) => kind),
          kinds,
        );
      }
      assert.deepEqual(
        read.skipped.map(({ reason }) => reason),
        skipped ?? [],
      );
      for (const [found, expected] of [
        [read.result.damage.map(({ reason }) => reason), damage ?? []],
        [read.result.warnings, warnings ?? []],
      ] as const) {
        assert.equal(found.length, expected.length, found.join('\n'));
        for (const [n, pattern] of expected.entries()) assert.match(found[n]!, pattern);
      }
    }
  });
}

test('values that no field can carry are kept raw', async () => {
  const bytes = readFileSync(path.join(FOLDER, 'wrong-types.json'));
  const { messages } = await readTree(memoryTree({ [PATH]: bytes }));
  assert.deepEqual(messages[0]!.source.raw, {
    sender_name: 7,
    timestamp_ms: 'soon',
    content: '["x"]',
    photos: '{"uri":"a/b.jpg"}',
    sticker: 'x',
    share: '[1]',
    call_duration: 'long',
    reactions: '{"reaction":"x"}',
  });
});

test('of bytes changed anywhere every message is given or skipped, the same in any chunks', async () => {
  const whole = Buffer.from(
    madeThread({ messages: [said('Bob', 'é'), said('Ana', 'two'), said('Bob', 'three')] }),
  );
  const source = {
    reader: 'messenger',
    platform: 'messenger',
    title: '',
    paths: [PATH],
    needs: {},
  } as const;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 200 }),
      async (changes, chunk) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const read = await readSource(memoryTree({ [PATH]: bytes }), source);
        assert.deepEqual(await readSource(memoryTree({ [PATH]: bytes }, [chunk]), source), read);
        for (const { source: place } of [...read.messages, ...read.skipped]) {
          assert.ok(place.byte! < bytes.length);
        }
      },
    ),
    { numRuns: 150 },
  );
});
