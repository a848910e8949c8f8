import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Numbers } from './numbers.ts';

test('a list longer than one part keeps every number in its place', () => {
  const numbers = new Numbers();
  const count = 150_000;
  for (let i = 0; i < count; i++) numbers.push(i * 3);
  assert.equal(numbers.length, count);
  for (const i of [0, 1, 65_535, 65_536, 131_072, count - 1]) {
    assert.equal(numbers.at(i), i * 3);
    assert.equal(numbers.indexOf(i * 3), i);
    assert.equal(numbers.indexOf(i * 3 + 1), -1);
    assert.equal(numbers.countBelow(i * 3 + 1), i + 1);
  }
  assert.deepEqual(numbers.slice(65_534, 65_538), [196_602, 196_605, 196_608, 196_611]);
  assert.deepEqual(numbers.slice(count - 1, count + 5), [(count - 1) * 3]);
  assert.equal(numbers.countBelow(-1), 0);
});
