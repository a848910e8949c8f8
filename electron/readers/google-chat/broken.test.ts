import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { googleChat } from './loader.ts';
import { group, messagesJson, readAll, user } from './testing/made-chat.ts';

const FOLDER = path.join(import.meta.dirname, 'broken');

interface Outcome {
  readonly texts: readonly (string | undefined)[];
  /** Something else of each message. */
  readonly also?: (message: DraftMessage) => unknown;
  readonly is?: readonly unknown[];
  readonly skipped?: readonly string[];
  readonly damage?: readonly RegExp[];
}

const NO_DATE = /^a date that does not exist/;
const odd = (name: string): RegExp => new RegExp(`^${name} is not of the type`);

/** What becomes of each file of the folder. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'cut-in-a-message.json': {
    texts: ['first'],
    skipped: ['the file ends inside it'],
    damage: [/left out: the file ends inside it/, /ends before its JSON does/],
  },
  'cut-between-messages.json': { texts: ['first'], damage: [/ends before its JSON does/] },
  'wrong-types.json': {
    texts: [undefined, undefined, undefined],
    also: ({ source }) => Object.keys(source.raw ?? {}).length,
    is: [12, 3, 0],
    skipped: Array.from({ length: 4 }, () => 'a message that is no JSON object'),
    damage: [
      odd('creator'),
      NO_DATE,
      odd('text'),
      odd('topic_id'),
      odd('message_id'),
      odd('attached_files'),
      odd('attached_files'),
      odd('reactions'),
      odd('reactions'),
      odd('annotations'),
    ],
  },
  'a-key-twice.json': { texts: ['once more', 'second'], damage: [/a key occurs twice/] },
  'half-a-surrogate-pair.json': {
    texts: ['half \ufffd of', 'second'],
    damage: [/halves of surrogate pairs/],
  },
  'not-utf8.json': { texts: ['caf\ufffd', 'second'], damage: [/not UTF-8/] },
  'nested-deep.json': {
    texts: ['second'],
    skipped: ['it is nested deeper than a value may be'],
    damage: [/nested deeper/],
  },
  'more-behind.json': { texts: ['first', 'second'], damage: [/more follows/] },
  'dates-that-are-none.json': {
    texts: ['0', '1', '2', '3'],
    also: ({ sentAt, edited, source }) => [sentAt, edited, Object.keys(source.raw ?? {})],
    is: [
      [undefined, undefined, ['created_date']],
      [undefined, undefined, ['created_date']],
      [undefined, undefined, ['created_date']],
      [undefined, {}, ['created_date', 'updated_date']],
    ],
    // The last message's two dates are one place.
    damage: [NO_DATE, NO_DATE, NO_DATE, NO_DATE],
  },
  'messages-that-are-no-list.json': { texts: [], damage: [/no list of messages/] },
  'not-an-object.json': { texts: [], damage: [/no list of messages/] },
  'answers-in-a-circle.json': {
    texts: ['a', 'b', 'c'],
    also: ({ replyTo }) => replyTo,
    is: ['abc/t2/t2', 1, 'abc/t3/t3'],
  },
  'files-that-lead-out.json': {
    texts: ['x'],
    also: ({ attachments, attachmentPaths }) => [attachments?.map(({ present }) => present), attachmentPaths],
    is: [[[false, false, false, false], undefined]],
  },
  'a-comma-missing.json': { texts: ['first', 'second'], damage: [/a comma is missing/] },
};

test('each file of the folder has its outcome here', () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), Object.keys(OUTCOMES).sort());
});

for (const [name, { texts, also, is, skipped = [], damage = [] }] of Object.entries(OUTCOMES)) {
  test(`broken/${name}`, async () => {
    const bytes = readFileSync(path.join(FOLDER, name));
    const files = {
      ...user(),
      ...group('DM abc', []),
      'Takeout/Google Chat/Groups/DM abc/messages.json': bytes,
    };
    for (const chunk of [undefined, 1, 50]) {
      const [found] = await readAll(googleChat, memoryTree(files, chunk));
      assert.deepEqual(
        found!.messages.map(({ text }) => text),
        texts,
      );
      if (also) assert.deepEqual(found!.messages.map(also), is);
      assert.deepEqual(
        found!.skipped.map(({ reason }) => reason),
        skipped,
      );
      const reasons = found!.result.damage.map(({ reason }) => reason);
      assert.equal(reasons.length, damage.length, reasons.join('\n'));
      for (const expected of damage)
        assert.ok(
          reasons.some((reason) => expected.test(reason)),
          `${expected}`,
        );
    }
  });
}

test('files about groups and the user that are broken are named, and the messages read', async () => {
  const home = 'Takeout/Google Chat/';
  const [found] = await readAll(
    googleChat,
    memoryTree({
      [`${home}Users/User 1/user_info.json`]: '{"user": {"name"',
      [`${home}Groups/DM a/group_info.json`]: '[]',
      [`${home}Groups/DM a/messages.json`]: messagesJson([{ text: 'a' }]),
      [`${home}Groups/DM b/group_info.json`]: '{"name": 5, "members": {"x": 1}}',
      [`${home}Groups/DM b/messages.json`]: messagesJson([{ text: 'b' }]),
    }),
  );
  assert.deepEqual(
    found!.messages.map(({ text }) => text),
    ['a', 'b'],
  );
  assert.deepEqual(
    new Set(found!.result.damage.map(({ file }) => file.slice(home.length))),
    new Set(['Users/User 1/user_info.json', 'Groups/DM a/group_info.json', 'Groups/DM b/group_info.json']),
  );
});

test('a text without end is cut off and named, and what follows is read', async () => {
  const long = messagesJson([{ text: '😀'.repeat(1_500_000) }, { text: 'next' }]);
  const files = { ...group('DM abc', []), 'Takeout/Google Chat/Groups/DM abc/messages.json': long };
  const [found] = await readAll(googleChat, memoryTree(files));
  assert.equal(found!.messages[0]!.text!.length, 2 ** 20);
  assert.ok(found!.messages[0]!.text!.isWellFormed());
  assert.equal(found!.messages[1]!.text, 'next');
  assert.match(found!.result.damage[0]!.reason, /more than 1,048,576 characters/);
});

test('an export that ends at any byte gives the messages before it, and says so', async () => {
  const whole = Buffer.from(messagesJson([{ text: 'é one' }, { text: 'two 🎉' }, { text: 'three' }]));
  for (let end = 1; end < whole.length - 1; end += 3) {
    const files = {
      ...group('DM abc', []),
      'Takeout/Google Chat/Groups/DM abc/messages.json': whole.subarray(0, end),
    };
    const [found] = await readAll(googleChat, memoryTree(files));
    const { messages, skipped, result } = found!;
    assert.ok(messages.length + skipped.length <= 3);
    assert.ok(result.damage.some(({ reason }) => /ends/.test(reason)));
    assert.deepEqual(
      messages.map(({ text }) => text),
      ['é one', 'two 🎉', 'three'].slice(0, messages.length),
    );
  }
});
