import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatRow, PersonRow } from '../../query/api.ts';
import { matchesOf, orderedChats } from './chat-order.ts';

const person = (name: string, phone: string, other: string[] = []) =>
  ({
    name,
    phone,
    names: other.map((seen) => ({ name: seen })),
    ids: [{ id: `${phone.slice(1)}@s` }],
  }) as unknown as PersonRow;
const people = [
  person('Ana', '+447700900001'),
  person('Bashir', '+447700900002', ['Dr B']),
  person('Chloé', '+33612345678'),
];

const chat = (index: number, title: string, more: Partial<ChatRow>) =>
  ({
    index,
    title,
    id: `chat-${index}`,
    members: [],
    messages: 0,
    from: null,
    to: null,
    ...more,
  }) as unknown as ChatRow;
const chats = [
  chat(0, 'Walk 10', { messages: 5, to: 300, members: [0, 1] }),
  chat(1, 'walk 2', { messages: 9, to: null, members: [1] }),
  chat(2, 'Chloé', { messages: 9, to: 500, members: [2] }),
  chat(3, 'Abc', { messages: 1, to: 300 }),
];
const titles = (query: string, order: Parameters<typeof orderedChats>[3], matches: number[] | null = null) =>
  orderedChats(chats, people, query, order, matches && Uint32Array.from(matches)).map(({ title }) => title);

test('chats stand by their last message, those without a time last', () => {
  assert.deepEqual(titles('', 'latest'), ['Chloé', 'Walk 10', 'Abc', 'walk 2']);
});

test('chats stand by number of messages or of matches, else as in the case', () => {
  assert.deepEqual(titles('', 'messages'), ['walk 2', 'Chloé', 'Walk 10', 'Abc']);
  assert.deepEqual(titles('', 'matches', [0, 1, 0, 7]), ['Abc', 'walk 2', 'Walk 10', 'Chloé']);
  assert.deepEqual(titles('', 'matches'), ['Walk 10', 'walk 2', 'Chloé', 'Abc']);
});

test('titles stand as people count, not as characters do', () => {
  assert.deepEqual(titles('', 'title'), ['Abc', 'Chloé', 'walk 2', 'Walk 10']);
});

test('a chat is found by its title, its id, and any name or number of somebody in it', () => {
  assert.deepEqual(titles(' WALK ', 'title'), ['walk 2', 'Walk 10']);
  assert.deepEqual(titles('chat-3', 'title'), ['Abc']);
  assert.deepEqual(titles('ana', 'title'), ['Walk 10']);
  assert.deepEqual(titles('dr b', 'title'), ['walk 2', 'Walk 10']);
  assert.deepEqual(titles('+336', 'title'), ['Chloé']);
  assert.deepEqual(titles('nobody', 'title'), []);
});

test('a chat that the filter leaves out has no matches, whatever the rest of the filter would find in it', () => {
  const byChat = Uint32Array.of(3, 0, 5);
  assert.deepEqual([...matchesOf(byChat, undefined)], [3, 0, 5]);
  assert.deepEqual([...matchesOf(byChat, [2])], [0, 0, 5]);
  assert.deepEqual([...matchesOf(byChat, [])], [0, 0, 0]);
});
