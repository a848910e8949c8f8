import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import { readAll } from '../google-chat/testing/made-chat.ts';
import { memoryTree } from '../testing/memory-tree.ts';
import { hangouts } from './loader.ts';
import { hangoutsJson, said } from './testing/made-hangouts.ts';

const FOLDER = path.join(import.meta.dirname, 'broken');

interface Outcome {
  readonly texts: readonly (string | undefined)[];
  /** Something else of each message. */
  readonly also?: (message: DraftMessage) => unknown;
  readonly is?: readonly unknown[];
  readonly skipped?: readonly string[];
  readonly damage?: readonly RegExp[];
}

const NO_TIME = /^a time that is none/;

/** What becomes of each file of the folder. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'cut-in-an-event.json': {
    texts: ['first'],
    skipped: ['the file ends inside it'],
    damage: [/left out: the file ends inside it/, /ends before its JSON does/],
  },
  'times-that-are-none.json': {
    texts: ['a', 'b', 'c', 'd', 'f'],
    also: ({ sentAt, source }) => sentAt ?? source.raw,
    is: [
      { timestamp: 'x' },
      { timestamp: '99999999999999999999' },
      { timestamp: null },
      '1969-12-31T23:59:59.999Z',
      { timestamp: '1e99' },
    ],
    damage: [NO_TIME, NO_TIME, NO_TIME, NO_TIME],
  },
  'wrong-types.json': {
    texts: [undefined, undefined, undefined],
    also: ({ kind, chat }) => [kind, /^conversation at byte \d+$/.test(chat)],
    is: [
      ['unknown', true],
      ['unknown', true],
      ['image', true],
    ],
    skipped: Array.from({ length: 4 }, () => 'an event that is no JSON object'),
    damage: [
      /^conversation 0 is not of the type/,
      /^conversation is not of the type/,
      /^events is not of the type/,
      NO_TIME,
      NO_TIME,
      /^chat_message is not of the type/,
      /^a segment is not of the type/,
      /^hangout_event is not of the type/,
    ],
  },
  'events-before-their-conversation.json': {
    texts: ['first', 'second'],
    also: ({ chat }) => chat.slice(0, 20),
    is: ['Ugx1', 'conversation at byte'],
  },
  'conversations-that-are-no-list.json': { texts: [], damage: [/^conversation_state is not of the type/] },
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
};

test('each file of the folder has its outcome here', () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), Object.keys(OUTCOMES).sort());
});

for (const [name, { texts, also, is, skipped = [], damage = [] }] of Object.entries(OUTCOMES)) {
  test(`broken/${name}`, async () => {
    const bytes = readFileSync(path.join(FOLDER, name));
    for (const chunk of [undefined, 1, 50]) {
      const [found] = await readAll(hangouts, memoryTree({ 'Hangouts.json': bytes }, chunk));
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

test('an export that ends at any byte gives the messages before it, and says so', async () => {
  const whole = Buffer.from(hangoutsJson([{ id: 'Ugx1', events: [said('é one'), said('two 🎉')] }]));
  const start = whole.indexOf('gaia_id') + 20;
  for (let end = start; end < whole.length - 1; end += 7) {
    const [found] = await readAll(hangouts, memoryTree({ 'Hangouts.json': whole.subarray(0, end) }));
    const { messages, result } = found!;
    assert.ok(result.damage.some(({ reason }) => /ends/.test(reason)));
    assert.deepEqual(
      messages.map(({ text }) => text),
      ['é one', 'two 🎉'].slice(0, messages.length),
    );
  }
});
