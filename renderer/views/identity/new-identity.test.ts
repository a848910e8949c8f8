import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyIdentity, identityProblems } from './new-identity.ts';

test('an identity needs a name and a passphrase typed the same twice', () => {
  assert.deepEqual(Object.keys(identityProblems(emptyIdentity)), ['name', 'passphrase']);
  const passphrase = 'seven plain words here';
  assert.deepEqual(identityProblems({ name: 'Evidence room 7', passphrase, again: passphrase }), {});
  assert.match(identityProblems({ name: 'Room 7', passphrase, again: '' }).passphrase!, /differ/);
});
