import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScopeClause } from './documents.ts';
import { clauseLines } from './words.ts';

const clause: ScopeClause = {
  accounts: [{ phone: '+447700900123' }, { platform: 'whatsapp', name: 'Ana' }],
  context: { counterpart: true, wholeGroups: false },
  from: '2024-03-01T00:00:00Z',
  to: '2024-03-23T00:00:00Z',
  uncertainTimes: 'leave-out',
  kinds: ['text', 'image'],
};

test('a clause is told condition by condition, and what it leaves out with it', () => {
  assert.deepEqual(clauseLines(clause), [
    'Messages written by +447700900123; “Ana” on whatsapp',
    'With what the other side wrote in their direct conversations',
    'Without what others wrote in their groups',
    'From 2024-03-01T00:00:00Z until 2024-03-23T00:00:00Z',
    'A message whose time may lie outside, or is not known, is left out',
    'Only of kind text, image',
  ]);
});

test('a clause without limits says so in one line', () => {
  assert.deepEqual(
    clauseLines({
      accounts: 'any',
      context: { counterpart: false, wholeGroups: false },
      uncertainTimes: 'keep',
    }),
    ['Messages of any account'],
  );
});
