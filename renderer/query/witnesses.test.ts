import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Platform } from '../../shared/model/index.ts';
import type { SegmentMessage } from '../../shared/segment/index.ts';
import { indexOf, makeSource, openMade, readerOfMade } from './testing/made-case.ts';
import { findWitnesses, numberedChats } from './witnesses.ts';

const START = Date.UTC(2024, 2, 22, 12);

interface Line {
  readonly chat: string;
  readonly key?: string;
  readonly text?: string;
  readonly minute?: number;
}

/** One platform's messages on two devices: how each of the first is matched, `key` or `text`, with the place on the second. */
async function matched(platform: Platform, first: readonly Line[], second: readonly Line[]) {
  const source = (exhibit: string, lines: readonly Line[]) => {
    const made = makeSource(
      exhibit,
      null,
      lines.map(
        ({ chat, key, text, minute = 0 }, i): SegmentMessage => ({
          chat,
          sender: 'user1',
          kind: 'text',
          ...(text === undefined ? {} : { text }),
          sentAt: new Date(START + minute * 60_000 + i).toISOString(),
          timeBasis: 'utc',
          source: { file: 'result.json', byte: i, ...(key === undefined ? {} : { key }) },
        }),
      ),
    );
    for (const held of made.segments) Object.assign(readerOfMade(held).header, { platform });
    const lists = {
      chats: made.lists.chats.map((chat) => ({ ...chat, platform, type: 'group' as const })),
      accounts: made.lists.accounts.map((account) => ({ ...account, platform })),
    };
    return { ...made, lists, record: { ...made.record, reader: 'telegram' } };
  };
  const { columns, chats } = indexOf([source('AB/1', first), source('AB/2', second)]);
  const found = await findWitnesses(columns, 2, openMade, undefined, numberedChats(chats));
  const [pair] = found!.pairs;
  if (!pair) return [];
  return [...pair.matching.ofFirst].map((place, i) => [
    ['', 'key', 'text', 'time'][pair.matching.by[i]!],
    place,
  ]);
}

test('a message of a Telegram channel is one by its number there, though it was edited and the clock is hours off', async () => {
  const first = [
    { chat: 'channel5', key: '41', text: 'as it was' },
    { chat: 'channel6', key: '41', text: 'another channel has that number, too' },
    { chat: 'chat7', key: '41', text: 'a small group' },
  ];
  const second = [
    { chat: 'channel5', key: '41', text: 'as it was edited', minute: 300 },
    { chat: 'channel5', key: '42', text: 'another', minute: 301 },
    { chat: 'chat7', key: '41', text: 'numbered for another account', minute: 302 },
  ];
  assert.deepEqual(await matched('telegram', first, second), [
    ['key', 0],
    ['', -1],
    ['', -1],
  ]);
});

test('equal numbers and texts in two channels are two messages; without a number the text decides', async () => {
  const same = { key: '7', text: 'the gates open at noon' };
  assert.deepEqual(
    await matched('telegram', [{ chat: 'channel5', ...same }], [{ chat: 'channel6', ...same }]),
    [],
  );
  const { key: _key, ...bare } = same;
  assert.deepEqual(
    await matched('telegram', [{ chat: 'channel5', ...same }], [{ chat: 'channel5', ...bare }]),
    [['text', 0]],
  );
});

test('a report’s own id of a message is no key of the platform: its text decides', async () => {
  const chat = '1@g.us';
  const text = 'the gates open at noon';
  const guid = '0b7c9a52-4f0e-4a3b-9c11-2d1e5f6a7b8c';
  assert.deepEqual(await matched('whatsapp', [{ chat, text, key: '3EB0AA' }], [{ chat, text, key: guid }]), [
    ['text', 0],
  ]);
  assert.deepEqual(
    await matched('whatsapp', [{ chat, text, key: '3EB0AA' }], [{ chat, text, key: '3EB0BB' }]),
    [],
  );
});
