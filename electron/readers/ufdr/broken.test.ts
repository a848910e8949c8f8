import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { Refusal } from '../../../shared/model/index.ts';
import { chat, group, many, message, model, readReport, report, TAIL } from './testing/made-report.ts';

const FOLDER = path.join(import.meta.dirname, 'broken');

interface Outcome {
  /** Text of each message, in all sources. */
  readonly texts?: readonly (string | undefined)[];
  /** Something else of each message. */
  readonly also?: (message: Awaited<ReturnType<typeof readReport>>[number]['messages'][number]) => unknown;
  readonly is?: readonly unknown[];
  readonly damage?: readonly RegExp[];
  readonly refused?: RegExp;
}

const CUT = /^the file is cut off/;
const NO_TIME = /^a time that does not exist/;

/** What becomes of each file of the folder. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'cut-in-a-message.xml': { texts: ['first', 'half a te'], damage: [CUT] },
  'cut-in-a-tag.xml': { texts: ['first', 'second'], damage: [CUT] },
  'wrong-nesting.xml': {
    texts: ['first', 'second', 'third'],
    damage: [/innermost; nothing behind it was read$/],
  },
  'document-type.xml': { refused: /document type declaration/ },
  'fields-that-are-not-where-they-belong.xml': {
    texts: [undefined, 'kept', 'a call in a chat'],
    also: ({ kind, source }) => [kind, source.raw],
    is: [
      ['unknown', { type: '' }],
      ['text', { From: 'no model' }],
      ['unknown', { type: 'Call' }],
    ],
  },
  'times-that-are-none.xml': {
    texts: ['year 0', 'far', 'words', 'offset', 'none'],
    also: ({ sentAt, source }) => sentAt ?? source.raw,
    is: [
      { TimeStamp: '0000-00-00T00:00:00Z' },
      { TimeStamp: '99999-01-01T00:00:00Z' },
      { TimeStamp: 'yesterday' },
      { TimeStamp: '9999-12-31T23:59:59-14:00' },
      undefined,
    ],
    damage: [NO_TIME, NO_TIME, NO_TIME, NO_TIME],
  },
  'replies-in-a-circle.xml': {
    texts: ['a', 'b', 'c'],
    also: ({ replyTo }) => replyTo,
    is: ['B', 1, 'C'],
  },
  'files-that-lead-out.xml': {
    texts: ['x', 'y', 'z'],
    also: ({ attachments, attachmentPaths }) => [attachments, attachmentPaths],
    is: [1, 2, 3].map(() => [[{ name: 'passwd', present: false }], undefined]),
  },
  'bytes-that-are-no-utf8.xml': { texts: ['caf\ufffd', 'next'], damage: [/shown as U\+FFFD/] },
  'no-decoded-data.xml': { texts: [] },
  'a-chat-in-a-chat.xml': {
    texts: ['outer', undefined, 'after'],
    also: ({ kind, source }) => [kind, source.raw?.['Messages InstantMessage']],
    is: [
      ['text', undefined],
      ['unknown', 'Body: inner; TimeStamp: 2024-03-22T14:38:05.000+00:00'],
      ['text', undefined],
    ],
  },
  'a-report-of-something-else.xml': { texts: [] },
  'behind-the-end.xml': { texts: ['first'], damage: [/behind the end of the XML/] },
  'booleans-and-states-that-are-odd.xml': {
    texts: ['a'],
    also: ({ sender, direction, source }) => [sender, direction, source.raw],
    is: [['owner', 'out', { deleted_state: 'Gone' }]],
  },
};

test('each file of the folder has its outcome here', () => {
  assert.deepEqual(readdirSync(FOLDER).sort(), Object.keys(OUTCOMES).sort());
});

for (const [name, { texts, also, is, damage = [], refused }] of Object.entries(OUTCOMES)) {
  test(`broken/${name}`, async () => {
    const bytes = readFileSync(path.join(FOLDER, name));
    for (const chunk of [undefined, 1, 50]) {
      if (refused) {
        await assert.rejects(readReport(bytes, { chunk }), (error: Refusal) => refused.test(error.reason));
        continue;
      }
      const reports = await readReport(bytes, { chunk });
      const messages = reports.flatMap((each) => each.messages);
      assert.deepEqual(
        messages.map(({ text }) => text),
        texts,
      );
      if (also) assert.deepEqual(messages.map(also), is);
      const reasons = reports.flatMap(({ result }) => result.damage.map(({ reason }) => reason));
      assert.equal(reasons.length, damage.length, reasons.join('\n'));
      for (const [index, expected] of damage.entries()) assert.match(reasons[index]!, expected);
    }
  });
}

test('a text without end is cut off, named, and what follows is read', async () => {
  const xml = report(
    group(
      'Chat',
      chat({ source: 'WhatsApp', id: 'x', messages: [{ body: '😀'.repeat(1_500_000) }, { body: 'next' }] }),
    ),
  );
  const [found] = await readReport(xml);
  assert.equal(found!.messages[0]!.text!.length, 2 ** 20);
  assert.ok(found!.messages[0]!.text!.isWellFormed());
  assert.equal(found!.messages[1]!.text, 'next');
  assert.match(found!.result.damage[0]!.reason, /^a text longer than 1,048,576 characters/);
});

test('ids and names without end are cut off, so that many of them can be kept', async () => {
  const long = 'x'.repeat(500_000);
  const xml = report(
    group(
      'Chat',
      chat({
        source: 'WhatsApp',
        id: long,
        fields: { Name: long },
        messages: [{ from: { id: long, name: long }, body: 'a' }],
      }),
    ),
  );
  const [found] = await readReport(xml);
  const { chats, accounts } = found!.result;
  const cut = `${'x'.repeat(1024)}…`;
  assert.deepEqual([chats[0]!.id, chats[0]!.title, accounts[0]!.id], [cut, cut, cut]);
});

test('a message with parts and texts without end is kept up to a limit, and named', async () => {
  const parts = many('Reactions', model('Reaction', { Value: 'x' }).repeat(6_000));
  const texts = Array.from(
    { length: 12 },
    (_, n) => `<field name="F${n}"><value>${'y'.repeat(1_000_000)}</value></field>`,
  );
  const xml = report(
    group(
      'Chat',
      chat({
        source: 'WhatsApp',
        id: 'x',
        messages: [{ body: 'parts', more: parts }, { body: 'texts', more: texts.join('') }, { body: 'next' }],
      }),
    ),
  );
  const [found] = await readReport(xml);
  assert.deepEqual(
    found!.messages.map(({ text }) => text),
    ['parts', 'texts', 'next'],
  );
  assert.ok((found!.messages[0]!.source.raw!['Reactions Reaction'] as string).length <= 4_096);
  assert.deepEqual(
    new Set(found!.result.damage.map(({ reason }) => reason)),
    new Set(['a message with more parts than are kept', 'a message with more text than is kept']),
  );
});

test('a report that ends at any byte gives what stands before it, and says that it is cut off', async () => {
  const xml = Buffer.from(
    report(
      group(
        'Chat',
        chat({
          source: 'WhatsApp',
          id: 'é',
          messages: [
            { key: 'K1', body: 'é one' },
            { key: 'K2', body: 'two' },
          ],
        }),
      ) + group('InstantMessage', message({ source: 'WhatsApp', body: 'three' })),
    ),
  );
  const [whole] = await readReport(xml);
  const places = new Set(whole!.messages.map(({ source }) => source.byte));
  assert.equal(places.size, 3);
  const start = xml.indexOf('<decodedData>') + 1;
  for (let end = start; end < xml.length - TAIL.length; end += 17) {
    const reports = await readReport(xml.subarray(0, end));
    assert.ok(reports.length > 0);
    for (const { messages, result } of reports) {
      assert.ok(result.damage.some(({ reason }) => /cut off|not characters/.test(reason)));
      for (const { source } of messages) assert.ok(places.has(source.byte));
    }
  }
});
