import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTIONS, type Action } from '../../../shared/contract/index.ts';
import { actionWords } from './custody-words.ts';

test('every action of the log has words of its own', () => {
  const words = ACTIONS.map(actionWords);
  for (const [i, said] of words.entries()) {
    assert.match(said, /^\p{Lu}[\p{L} -]+$/u, ACTIONS[i]);
    assert.notEqual(said, ACTIONS[i]);
  }
  assert.equal(new Set(words).size, ACTIONS.length);
});

test('an action of a later version is shown as the log has it', () => {
  assert.equal(actionWords('something-new' as Action), 'something-new');
});
