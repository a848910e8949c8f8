import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CustodyEntry } from '../../../shared/contract/index.ts';
import { actionsOf, filtered, NO_FILTER } from './log-filter.ts';

const entries: CustodyEntry[] = (
  [
    ['case-created', 'j.ho', {}],
    ['exhibit-imported', 'j.ho', { exhibit: 'AB/1', file: 'msgstore.db.crypt15', damage: 37 }],
    ['exhibit-imported', 'B. Müller', { exhibit: 'AB/2', file: 'Straße.zip' }],
    ['passphrase-refused', 'j.ho', {}],
  ] as const
).map(([action, actor, subject], seq) => ({
  seq,
  time: `2024-04-0${seq + 1}T08:00:00.000Z`,
  actor,
  action,
  subjects: [subject],
}));

const found = (action: CustodyEntry['action'] | null, text: string): number[] =>
  filtered(entries, { action, text }).map(({ seq }) => seq);

test('without a filter every entry is there, in order', () => {
  assert.deepEqual(
    filtered(entries, NO_FILTER).map(({ seq }) => seq),
    [0, 1, 2, 3],
  );
});

test('text is found in the actor, the words of the action, any field and the time, in any case', () => {
  assert.deepEqual(found(null, 'müller'), [2]);
  assert.deepEqual(found(null, 'WRONG passphrase'), [3]);
  assert.deepEqual(found(null, 'ab/1 crypt15'), [1]);
  assert.deepEqual(found(null, '2024-04-04'), [3]);
  assert.deepEqual(found(null, 'read in 37'), [1]);
  assert.deepEqual(found(null, 'nobody'), []);
});

test('action and text both have to hold', () => {
  assert.deepEqual(found('exhibit-imported', ''), [1, 2]);
  assert.deepEqual(found('exhibit-imported', 'j.ho'), [1]);
});

test('actions are listed by their words, with their number', () => {
  const counts = new Map([
    ['passphrase-refused', 1],
    ['case-created', 1],
    ['exhibit-imported', 2],
  ] as const);
  assert.deepEqual(actionsOf(counts), [
    { action: 'case-created', count: 1 },
    { action: 'exhibit-imported', count: 2 },
    { action: 'passphrase-refused', count: 1 },
  ]);
});
