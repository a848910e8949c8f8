import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import { placeOf } from './columns.ts';
import {
  fullRow,
  indexOf,
  type MadeSource,
  makeSource,
  plainRows,
  sourcesArbitrary,
} from './testing/made-case.ts';

test('every message stands once, by time, exhibit and source order, with its own chat and sender', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesArbitrary, async (sources) => {
      const index = indexOf(sources);
      const plain = plainRows(index);
      const { columns } = index;
      assert.equal(columns.count, plain.length);
      for (const [row, { message, when, chat, sender }] of plain.entries()) {
        const full = await fullRow(index, row);
        assert.deepEqual(full.message, message);
        assert.deepEqual([full.when, full.chat, full.sender], [when, chat, sender]);
        assert.equal(full.exhibit, message.exhibit);
        assert.ok((index.sources[full.source] as MadeSource).messages.includes(message));
        assert.equal(index.summary.exhibits[full.source], index.sources[full.source]!.record);
        assert.equal(full.revision, index.summary.revision);
        assert.equal(columns.rowOf[columns.origin[row]!], row);
        const { segment, index: i } = placeOf(columns, columns.origin[row]!);
        assert.equal(columns.starts[segment]! + i, columns.origin[row]);
      }
      const timed = plain.filter(({ when }) => !Number.isNaN(when));
      assert.deepEqual(
        [index.summary.messages, index.summary.untimed, index.summary.from, index.summary.to],
        [plain.length, plain.length - timed.length, timed[0]?.when ?? null, timed.at(-1)?.when ?? null],
      );
      const bases = new Set(plain.flatMap(({ message }) => message.timeBasis ?? []));
      assert.deepEqual(new Set(index.summary.timeBases), bases);
    }),
  );
});

test('chats and people count their messages, and every writer is a member', () => {
  fc.assert(
    fc.property(sourcesArbitrary, (sources) => {
      const index = indexOf(sources);
      const plain = plainRows(index);
      for (const { index: chat, messages, members, from, to } of index.chats) {
        const own = plain.filter((row) => row.chat === chat);
        const timed = own.map((row) => row.when).filter((when) => !Number.isNaN(when));
        assert.deepEqual([from, to], [timed[0] ?? null, timed.at(-1) ?? null]);
        assert.equal(messages, own.length);
        for (const { sender } of own) assert.ok(sender === -1 || members.includes(sender));
      }
      for (const { index: person, messages } of index.people) {
        assert.equal(messages, plain.filter(({ sender }) => sender === person).length);
      }
    }),
  );
});

test('the order does not depend on which exhibit was imported first', async () => {
  const at = { sentAt: '2024-03-31T10:00:00.000Z', timeBasis: 'utc' as const };
  const of = (exhibit: string) =>
    makeSource(exhibit, null, [
      { chat: 'Ana', kind: 'text', text: `${exhibit} first`, ...at, source: { file: 'f', line: 1 } },
      { chat: 'Ana', kind: 'text', text: `${exhibit} second`, ...at, source: { file: 'f', line: 2 } },
    ]);
  const texts = (order: string[]) => plainTexts(indexOf(order.map(of)));
  assert.deepEqual(await texts(['AB/1', 'AB/2']), ['AB/1 first', 'AB/1 second', 'AB/2 first', 'AB/2 second']);
  assert.deepEqual(await texts(['AB/2', 'AB/1']), await texts(['AB/1', 'AB/2']));
});

function plainTexts(index: ReturnType<typeof indexOf>): Promise<string[]> {
  const rows = Array.from({ length: index.columns.count }, (_, row) => row);
  return Promise.all(rows.map(async (row) => (await fullRow(index, row)).message.text!));
}

test('a long text is cut for lists without splitting a character, and kept whole in the message', async () => {
  const text = `${'a'.repeat(399)}😀 and more`;
  const index = indexOf([
    makeSource('AB/1', null, [
      { chat: 'Ana', kind: 'text', text, source: { file: 'f', line: 1 } },
      { chat: 'Ana', kind: 'text', text: 'ab'.repeat(200), source: { file: 'f', line: 2 } },
    ]),
  ]);
  const long = await fullRow(index, 0);
  assert.deepEqual([long.text, long.textCut, long.message.text], ['a'.repeat(399), true, text]);
  const exact = await fullRow(index, 1);
  assert.deepEqual([exact.text, exact.textCut], ['ab'.repeat(200), false]);
});

test('a reply carries the row it replies to; one that was not kept does not', async () => {
  const index = indexOf([
    makeSource('AB/1', null, [
      { chat: 'Ana', kind: 'text', text: 'question', source: { file: 'f', line: 1 } },
      { chat: 'Ana', kind: 'text', text: 'answer', replyTo: 1, source: { file: 'f', line: 2 } },
      { chat: 'Ana', kind: 'text', text: 'late', replyTo: 'KEY', source: { file: 'f', line: 3 } },
    ]),
  ]);
  assert.equal((await fullRow(index, 1)).reply?.text, 'question');
  assert.equal((await fullRow(index, 1)).hasReply, true);
  assert.equal((await fullRow(index, 2)).reply, null);
});

test('a reply known by its key alone is found where another exhibit of the chat has the message', async () => {
  const one = (text: string, more: Pick<SegmentMessage, 'source' | 'replyTo'>) => ({
    chat: '1@g.us',
    kind: 'text' as const,
    text,
    ...more,
  });
  const index = indexOf([
    makeSource('AB/1', null, [one('why', { replyTo: '3EB0AB12', source: { file: 'f', line: 1 } })]),
    makeSource('AB/2', null, [
      one('no', { source: { file: 'f', line: 1, key: '3EB0AB13' } }),
      one('because', { source: { file: 'f', line: 2, key: '3EB0AB12' } }),
      { ...one('elsewhere', { source: { file: 'f', line: 3, key: '3EB0AB12' } }), chat: '2@g.us' },
    ]),
  ]);
  assert.equal((await fullRow(index, 0)).reply?.text, 'because');
  assert.equal((await fullRow(index, 0)).reply?.exhibit, 'AB/2');
});
