import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Refusal } from '../../../shared/model/index.ts';
import { HEAD, madeItem, readExport, TAIL } from './testing/made-export.ts';

const FOLDER = path.join(import.meta.dirname, 'broken');

interface Outcome {
  /** Text of each message. */
  readonly texts?: readonly (string | undefined)[];
  readonly replies?: readonly (number | string | undefined)[];
  readonly damage?: readonly RegExp[];
  readonly refused?: RegExp;
}

const POST = 'Post 1\n\nText 1';

/** What becomes of each file of the folder. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'cut-in-comment.xml': {
    texts: [POST, 'whole', 'Post 2\n\nText 2', 'half a'],
    damage: [/^the file is cut off/],
  },
  'cut-in-a-tag.xml': { texts: [POST, 'Post 2'], damage: [/^the file is cut off/] },
  'wrong-nesting.xml': { texts: [POST, 'Post 2'], damage: [/innermost; nothing behind it was read$/] },
  'document-type.xml': { refused: /document type declaration/ },
  'external-entity.xml': { refused: /document type declaration/ },
  'fields-twice.xml': {
    texts: ['Another title\n\nText 1'],
    damage: [/stands twice/, /stands twice/],
  },
  'bytes-that-are-no-utf8.xml': {
    texts: ['caf\ufffd', 'Post 2\n\nText 2'],
    damage: [/shown as U\+FFFD/],
  },
  'empty-items.xml': { texts: [undefined, undefined, undefined, undefined] },
  'markup-in-a-text.xml': {
    texts: ['Post 1\n\nbefore within behind'],
    damage: [/^tags within a text/],
  },
  'php-error-behind.xml': { texts: [POST], damage: [/behind the end of the XML/] },
  'php-warning-before.xml': { texts: [POST], damage: [/^text in front of the XML/] },
  'items-outside-the-channel.xml': { texts: [], damage: [/^<item> where it does not belong/] },
  'items-in-items.xml': { texts: ['Post 1'], damage: [/^<item> where it does not belong/] },
  'replies-in-a-circle.xml': { texts: [POST, 'a', 'b', 'c', 'd'], replies: [undefined, 4, 2, 3, 5] },
  'unknown-entities.xml': {
    texts: ['Fish & chips&nbsp;&hellip;'],
    damage: [/entity that XML does not have/, /entity that XML does not have/],
  },
  'not-an-export.xml': { texts: [], damage: [/no posts/] },
  'numbers-that-are-none.xml': {
    texts: ['Post 1', 'rtl'],
    replies: [undefined, 'comment y'],
    damage: [/a date that does not exist/],
  },
};

test('each file of the folder has its outcome here', () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), Object.keys(OUTCOMES).sort());
});

for (const [name, { texts, replies, damage, refused }] of Object.entries(OUTCOMES)) {
  test(`broken/${name}`, async () => {
    const bytes = readFileSync(path.join(FOLDER, name));
    if (refused) {
      await assert.rejects(readExport(bytes), (error: Refusal) => refused.test(error.reason));
      return;
    }
    for (const chunk of [undefined, 1, 50]) {
      const { messages, result } = await readExport(bytes, {}, {}, chunk);
      assert.deepEqual(
        messages.map(({ text }) => text),
        texts,
      );
      if (replies) {
        assert.deepEqual(
          messages.map(({ replyTo }) => replyTo),
          replies,
        );
      }
      const reasons = result.damage.map(({ reason }) => reason);
      assert.equal(reasons.length, damage?.length ?? 0, reasons.join('\n'));
      for (const [index, expected] of (damage ?? []).entries()) assert.match(reasons[index]!, expected);
    }
  });
}

test('a text without end is cut off, named, and what follows is read', async () => {
  const long = madeItem({ id: 1, title: 'long', text: '😀'.repeat(1_500_000) });
  const { messages, result } = await readExport(HEAD + long + madeItem({ id: 2, title: 'next' }) + TAIL);
  assert.equal(messages[0]!.text!.length, 'long\n\n'.length + 2 ** 20);
  assert.ok(messages[0]!.text!.isWellFormed());
  assert.equal(messages[1]!.text, 'next');
  assert.deepEqual(
    result.damage.map(({ reason }) => reason),
    ['a text longer than 1,048,576 characters, cut off there'],
  );
});

test('an export that ends at any byte gives what stands before it, and says that it is cut off', async () => {
  const xml = Buffer.from(
    HEAD + madeItem({ id: 1, title: 'é', comments: [{ id: 1, text: 'one' }] }) + madeItem({ id: 2 }) + TAIL,
  );
  const whole = await readExport(xml);
  const start = xml.indexOf('<channel>') + 1;
  for (let end = start; end < xml.length - TAIL.length; end += 13) {
    const { messages, result } = await readExport(xml.subarray(0, end));
    assert.ok(result.damage.some(({ reason }) => /cut off|not characters/.test(reason)));
    for (const [index, { source }] of messages.entries()) {
      assert.equal(source.byte, whole.messages[index]!.source.byte);
    }
  }
});
