import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFiltering, toggled, withPart } from './filter-edit.ts';

test('a part is set, and taken away by nothing, an empty list or an empty phrase', () => {
  assert.deepEqual(withPart({ chats: [1] }, 'people', [2]), { chats: [1], people: [2] });
  assert.deepEqual(withPart({ chats: [1], query: 'a' }, 'chats', []), { query: 'a' });
  assert.deepEqual(withPart({ query: 'a' }, 'query', ''), {});
  assert.deepEqual(withPart({ from: 1, to: 2 }, 'to', undefined), { from: 1 });
  assert.deepEqual(withPart({}, 'from', 0), { from: 0 });
});

test('an entry goes into a list and out of it', () => {
  assert.deepEqual(toggled(undefined, 3), [3]);
  assert.deepEqual(toggled([3, 4], 5), [3, 4, 5]);
  assert.deepEqual(toggled([3, 4], 3), [4]);
});

test('a filter without parts lets everything pass', () => {
  assert.equal(isFiltering({}), false);
  assert.equal(isFiltering({ copies: true }), false);
  assert.equal(isFiltering({ from: 0 }), true);
});
