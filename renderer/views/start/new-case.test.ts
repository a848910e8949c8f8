import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passphraseProblem, referenceProblem } from './new-case.ts';

test('a case needs a reference and a passphrase of twelve characters, typed the same twice', () => {
  assert.match(referenceProblem('  ')!, /reference is needed/);
  assert.equal(referenceProblem('OP LANTERN'), null);
  assert.match(passphraseProblem('short', 'short')!, /at least 12/);
  assert.match(passphraseProblem('correct horse battery', 'correct horse batterz')!, /differ/);
  assert.equal(passphraseProblem('correct horse battery', 'correct horse battery'), null);
});

test('a character beyond the basic plane counts once', () => {
  assert.match(passphraseProblem('🔑'.repeat(11), '🔑'.repeat(11))!, /at least 12/);
  assert.equal(passphraseProblem('🔑'.repeat(12), '🔑'.repeat(12)), null);
});
