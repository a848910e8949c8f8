import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryTree } from '../testing/memory-tree.ts';
import { account, chat, inJson, readSource, service, written } from './testing/exports.ts';

const FOLDER = path.join(import.meta.dirname, 'broken');
const FILE = 'result.json';
const SOURCE = { reader: 'telegram', platform: 'telegram', title: '', paths: [FILE], needs: {} } as const;

interface Outcome {
  readonly texts: readonly (string | undefined)[];
  readonly skipped?: readonly string[];
  readonly damage: readonly RegExp[];
}

const NONE = 'a message that is no JSON object';

/** What becomes of each file of the folder. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'cut-in-a-message.json': {
    texts: ['one'],
    skipped: ['the file ends inside it'],
    damage: [/left out: the file ends inside it/, /the file ends before its JSON does/],
  },
  'cut-behind-a-message.json': { texts: ['one', 'two'], damage: [/the file ends before its JSON does/] },
  'messages-that-are-none.json': { texts: ['one', 'two'], skipped: [NONE, NONE, NONE, NONE], damage: [] },
  'messages-that-are-no-list.json': { texts: [], damage: [/^messages is not of the type/] },
  'no-messages.json': { texts: [], damage: [/no chats and no messages/] },
  'a-list.json': { texts: [], damage: [/^the export is not of the type/] },
  'chats-that-are-none.json': {
    texts: ['one'],
    damage: [/^a chat is not/, /^a chat is not/, /^left_chats list is not/],
  },
  'wrong-types-of-the-account.json': {
    texts: ['one'],
    damage: [
      /^personal_information is not/,
      /^a contact is not/,
      /^user_id of a contact is not/,
      /^name of a chat is not/,
    ],
  },
  'no-id-of-the-chat.json': { texts: ['one'], damage: [/without an id in front of its messages/] },
  'odd-id-of-the-chat.json': {
    texts: ['one'],
    damage: [/^id of a chat is not/, /without an id in front of its messages/],
  },
  'a-type-that-is-not-known.json': { texts: ['one'], damage: [/type that is not known, “planet”/] },
  'wrong-types.json': {
    texts: [undefined],
    damage: [
      /^from is not/,
      /^from_id is not/,
      /^date_unixtime is not/,
      /^a message without a time/,
      /^edited is not/,
      /^photo is not/,
      /^file is not/,
      /^contact_information is not/,
      /^location_information is not/,
      /^poll is not/,
      /^text is not/,
      /^reactions is not/,
      /^id is not/,
    ],
  },
  'wrong-elements.json': {
    texts: ['x', undefined, undefined],
    damage: [
      /^poll answers is not/,
      /^text is not/,
      /^reactions 1 is not/,
      /^reactions 2 recent is not/,
      /^reactions 3 recent is not/,
      /^members is not/,
      /^members is not/,
    ],
  },
  'times-out-of-range.json': {
    texts: ['0', '1', '2'],
    damage: [
      /^date_unixtime is not/,
      /^date_unixtime is not/,
      /^date_unixtime is not/,
      /^a message without a time/,
      /^a message without a time/,
    ],
  },
  'keys-twice.json': { texts: ['b'], damage: [/a key occurs twice/, /a key occurs twice/] },
  'lists-twice.json': { texts: ['one', 'two'], damage: [/both were read/] },
  'lone-surrogates.json': { texts: ['a\ufffdz'], damage: [/halves of surrogate pairs/] },
  'bytes-that-are-no-utf8.json': { texts: ['caf\ufffd'], damage: [/shown as U\+FFFD/] },
  'deep.json': {
    texts: ['two'],
    skipped: ['it is nested deeper than a value may be'],
    damage: [/nested deeper/],
  },
  'more-behind-the-end.json': { texts: ['one'], damage: [/more follows/] },
  'no-comma.json': { texts: ['one', 'two'], damage: [/a comma is missing/] },
  'chat-beside-chats.json': { texts: ['one', 'two'], damage: [/without an id in front of its messages/] },
  'replies-in-a-ring.json': { texts: ['one', 'two', 'three', 'four'], damage: [] },
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

test('values that no field can carry are kept raw', async () => {
  const bytes = readFileSync(path.join(FOLDER, 'wrong-types.json'));
  const { messages } = await readSource(memoryTree({ [FILE]: bytes }), SOURCE);
  assert.deepEqual(messages[0]!.source.raw, {
    id: '{}',
    date: 7,
    date_unixtime: '[1]',
    edited: '{}',
    from: 5,
    from_id: '{}',
    text: '[7]',
    photo: 1,
    file: '{}',
    contact_information: 3,
    location_information: '{"latitude":"x"}',
    poll: 'x',
    reactions: 'x',
  });
});

test('of bytes changed anywhere the same is read in any chunks, and each place is in the file', async () => {
  const whole = Buffer.from(
    inJson(
      account([
        chat([
          written(1, 'user777', 'Bob', 'é', { photo: 'photos/1.jpg' }),
          written(2, 'user1', 'Ana', ['x', { type: 'bold', text: 'y' }], { reply_to_message_id: 1 }),
        ]),
        {
          type: 'private_group',
          id: 5,
          messages: [service(3, 'user1', 'Ana', 'invite_members', { members: ['Cy'] })],
        },
      ]),
    ),
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
