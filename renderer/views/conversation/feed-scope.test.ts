import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatRow, PersonRow } from '../../query/api.ts';
import { isOwn } from './feed-scope.ts';

const people = [
  { name: 'Marta', ownerOf: ['AB/1'] },
  { name: 'Joanna', ownerOf: ['AB/2'] },
  { name: 'Bashir', ownerOf: [] },
] as unknown as PersonRow[];
const chatOf = (...exhibits: string[]) => ({ exhibits }) as unknown as ChatRow;

test('what a device sent stands on its owner’s side', () => {
  const scope = { chat: chatOf('AB/1'), people };
  assert.equal(isOwn({ direction: 'out', sender: 0, exhibit: 'AB/1' }, scope), true);
  assert.equal(isOwn({ direction: 'in', sender: 2, exhibit: 'AB/1' }, scope), false);
  assert.equal(isOwn({ direction: 'out', sender: -1, exhibit: 'AB/1' }, scope), true);
});

test('where the source has no direction the sender tells', () => {
  const scope = { chat: chatOf('AB/1'), people };
  assert.equal(isOwn({ direction: null, sender: 0, exhibit: 'AB/1' }, scope), true);
  assert.equal(isOwn({ direction: null, sender: 1, exhibit: 'AB/1' }, scope), false);
  assert.equal(isOwn({ direction: null, sender: -1, exhibit: 'AB/1' }, scope), false);
});

test('in a chat of two devices each person stands on one side, whichever device a message is from', () => {
  const scope = { chat: chatOf('AB/1', 'AB/2'), people };
  assert.equal(isOwn({ direction: 'out', sender: 0, exhibit: 'AB/1' }, scope), true);
  assert.equal(isOwn({ direction: 'in', sender: 0, exhibit: 'AB/2' }, scope), true);
  assert.equal(isOwn({ direction: 'out', sender: 1, exhibit: 'AB/2' }, scope), false);
});
