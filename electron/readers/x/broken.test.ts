import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryTree } from '../testing/memory-tree.ts';
import { ACCOUNT, conversation, madeFile, readSource, written } from './testing/archives.ts';

const FOLDER = path.join(import.meta.dirname, 'broken');
const FILE = 'data/direct-messages.js';
const SOURCE = { reader: 'x', platform: 'x', title: '', paths: [FILE], needs: {} } as const;

interface Outcome {
  readonly texts: readonly (string | undefined)[];
  readonly skipped?: readonly string[];
  readonly damage: readonly RegExp[];
}

const CONVERSATION = /^a conversation is not of the type/;

/** What becomes of each file of the folder. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'cut-in-a-message.js.txt': {
    texts: ['one'],
    skipped: ['the file ends inside it'],
    damage: [/left out: the file ends inside it/, /the file ends before its JSON does/],
  },
  'no-assignment.js.txt': { texts: ['one'], damage: [] },
  'semicolon-behind.js.txt': { texts: ['one'], damage: [/more follows/] },
  'no-list.js.txt': { texts: [], damage: [/^it has no list of conversations/] },
  'conversations-that-are-none.js.txt': {
    texts: ['one'],
    damage: [CONVERSATION, CONVERSATION, CONVERSATION, CONVERSATION],
  },
  'messages-that-are-none.js.txt': {
    texts: ['one', undefined, undefined],
    skipped: ['a message that is no JSON object', 'a message that is no JSON object'],
    damage: [/^a message without anything/, /^a message without anything/],
  },
  'messages-that-are-no-list.js.txt': { texts: [], damage: [/^messages is not of the type/] },
  'no-id-in-front.js.txt': { texts: ['one'], damage: [/without an id in front of its messages/] },
  'wrong-types.js.txt': {
    texts: [undefined],
    damage: [
      /^a message without a time/,
      /^senderId is not/,
      /^recipientId is not/,
      /^text is not/,
      /^urls is not/,
      /^mediaUrls is not/,
      /^reactions is not/,
      /^editHistory is not/,
    ],
  },
  'dates-that-do-not-exist.js.txt': {
    texts: ['one', 'two'],
    damage: [/^a message without a time/, /^a message without a time/],
  },
  'two-events-in-one.js.txt': { texts: ['one'], damage: [/of several events/] },
  'deep.js.txt': {
    texts: ['two'],
    skipped: ['it is nested deeper than a value may be'],
    damage: [/nested deeper/],
  },
};

test('each file of the folder has its outcome here', () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), Object.keys(OUTCOMES).sort());
});

for (const [name, { texts, skipped, damage }] of Object.entries(OUTCOMES)) {
  test(`broken/${name}`, async () => {
    const bytes = readFileSync(path.join(FOLDER, name));
    for (const chunk of [2 ** 16, 1]) {
      const read = await readSource(memoryTree({ [FILE]: bytes }, chunk), SOURCE);
      assert.deepEqual(
        read.messages.map(({ text }) => text),
        texts,
      );
      assert.deepEqual(
        read.skipped.map(({ reason }) => reason),
        skipped ?? [],
      );
      const reasons = read.result.damage.map(({ reason }) => reason);
      assert.equal(reasons.length, damage.length, reasons.join('\n'));
      for (const [n, pattern] of damage.entries()) assert.match(reasons[n]!, pattern);
    }
  });
}

test('an account file that does not say whose the archive is, is damage', async () => {
  const files = { [FILE]: 'window.YTD.direct_messages.part0 = []', 'data/account.js': ACCOUNT.slice(0, 60) };
  const source = { ...SOURCE, paths: [FILE, 'data/account.js'] };
  const { result } = await readSource(memoryTree(files), source);
  assert.ok(result.damage.some(({ reason }) => /does not say whose/.test(reason)));
});

test('of bytes changed anywhere the same is read in any chunks, and each place is in the file', async () => {
  const whole = Buffer.from(
    madeFile('direct_messages', [
      conversation('11-22', [written('1', '22', 'é'), written('2', '11', 'two')]),
      conversation('11-33', [{ participantsJoin: { userIds: ['1'], createdAt: 'x' } }]),
    ]),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 200 }),
      async (changes, chunk) => {
        const bytes = Buffer.from(whole);
        for (const [at, byte] of changes) bytes[at] = byte;
        const read = await readSource(memoryTree({ [FILE]: bytes }), SOURCE);
        assert.deepEqual(await readSource(memoryTree({ [FILE]: bytes }, chunk), SOURCE), read);
        for (const { source } of [...read.messages, ...read.skipped]) {
          assert.ok(source.byte! < bytes.length);
        }
      },
    ),
    { numRuns: 150 },
  );
});
