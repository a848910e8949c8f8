import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account, Chat } from '../../shared/model/index.ts';
import { type ChatSource, chatTitle, unifyChats } from './chats.ts';
import { unifyPeople } from './people.ts';

const [ANA, BEN, CAM] = ['1@s.whatsapp.net', '2@s.whatsapp.net', '3@s.whatsapp.net'] as const;

/** A phone's lists; the first account owns it. */
function phone(exhibit: string, accounts: readonly string[], chats: readonly Partial<Chat>[]): ChatSource {
  return {
    reader: 'whatsapp-android',
    accounts: accounts.map(
      (id, i): Account => ({
        id,
        exhibit,
        platform: 'whatsapp',
        names: [],
        ...(i === 0 ? { isOwner: true } : {}),
      }),
    ),
    chats: chats.map((chat) => ({
      id: '',
      type: 'direct',
      members: [],
      ...chat,
      exhibit,
      platform: 'whatsapp',
    })),
  };
}

function unified(...sources: ChatSource[]) {
  return unifyChats(sources, unifyPeople(sources));
}

test('a group in two exhibits is one chat with the members of both lists', () => {
  const { chats, chatOf } = unified(
    phone('AB/1', [ANA, BEN], [{ id: '5@g.us', type: 'group', title: 'Plan', members: [ANA, BEN] }]),
    phone('AB/2', [BEN, CAM], [{ id: '5@g.us', type: 'group', title: 'Plan B', members: [BEN, CAM] }]),
  );
  assert.equal(chats.length, 1);
  assert.deepEqual([...chats[0]!.members], [0, 1, 2]);
  assert.deepEqual([chats[0]!.title, chats[0]!.exhibits], ['Plan', ['AB/1', 'AB/2']]);
  assert.deepEqual(
    chatOf.map((of) => [...of]),
    [[0], [0]],
  );
});

test('the two sides of a direct chat are one chat, though each names the other', () => {
  const { chats, chatOf } = unified(
    phone('AB/1', [ANA, BEN], [{ id: BEN }]),
    phone('AB/2', [BEN, ANA], [{ id: ANA }]),
  );
  assert.equal(chats.length, 1);
  assert.deepEqual([...chats[0]!.members].sort(), [0, 1]);
  assert.deepEqual(
    chatOf.map((of) => [...of]),
    [[0], [0]],
  );
});

test('two people’s direct chats with a third are two chats, though both have his id', () => {
  const { chats } = unified(
    phone('AB/1', [ANA, CAM], [{ id: CAM }]),
    phone('AB/2', [BEN, CAM], [{ id: CAM }]),
  );
  assert.deepEqual(
    chats.map(({ members }) => [...members].sort()),
    [
      [0, 1],
      [1, 2],
    ],
  );
});

test('chats known by name alone are one within an exhibit and apart over two', () => {
  const named = { id: 'Friends', type: 'group' } as const;
  const { chatOf } = unified(
    phone('AB/1', ['owner', 'Ana'], [named, { id: 'Ana' }]),
    phone('AB/2', ['owner', 'Ana'], [named, { id: 'Ana' }]),
    phone('AB/1', ['owner', 'Ana'], [named, { id: 'Ana' }]),
  );
  assert.deepEqual(
    chatOf.map((of) => [...of]),
    [
      [0, 1],
      [2, 3],
      [0, 1],
    ],
  );
});

test('a chat without a title is named after its other members', () => {
  const names = (person: number): string => ['Ana', 'Ben', 'Cam', 'Dee', 'Eve', 'Fay'][person]!;
  const { chats } = unified(phone('AB/1', [ANA, BEN], [{ id: BEN }, { id: '7@g.us', type: 'group' }]));
  assert.equal(chatTitle(chats[0]!, [0, 1], names), 'Ben');
  assert.equal(chatTitle(chats[1]!, [0, 1, 2, 3, 4, 5], names), 'Ben, Cam, Dee, Eve and 1 more');
  assert.equal(chatTitle(chats[1]!, [], names), '7@g.us');
});
