import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bundleProblems, bundleRequest, wholeBundle } from './bundle-draft.ts';

const ALL = ['AB/1', 'AB/2', 'AB/3'];
const passphrase = 'correct horse battery';

test('a bundle needs an exhibit and a way to be opened', () => {
  const draft = wholeBundle(ALL);
  assert.match(bundleProblems(draft, ALL).passphrase!, /at least 12/);
  assert.match(bundleProblems({ ...draft, passphrase, again: 'else' }, ALL).passphrase!, /differ/);
  assert.match(bundleProblems({ ...draft, exhibits: [] }, ALL).exhibits!, /at least one/);
  assert.deepEqual(bundleProblems({ ...draft, recipient: 'card' }, ALL), {
    card: 'The card of who is to open it is needed.',
  });
  assert.deepEqual(bundleProblems({ ...draft, passphrase, again: passphrase }, ALL), {});
  assert.deepEqual(bundleProblems({ ...wholeBundle([]), passphrase, again: passphrase }, []), {});
});

test('a whole case names no exhibits, a part names them in the order of the case', () => {
  const draft = { ...wholeBundle(ALL), passphrase, again: passphrase };
  assert.deepEqual(bundleRequest(draft, ALL), {
    recipient: { passphrase },
    withAttachments: true,
    withAdded: true,
  });
  const part = { ...draft, exhibits: ['AB/3', 'AB/1'], withAttachments: false, withAdded: false };
  assert.deepEqual(bundleRequest(part, ALL), {
    exhibits: ['AB/1', 'AB/3'],
    recipient: { passphrase },
    withAttachments: false,
    withAdded: false,
  });
});

test('for a card no passphrase goes along, though one was typed', () => {
  const draft = {
    ...wholeBundle(ALL),
    passphrase,
    again: passphrase,
    recipient: 'card',
    card: '/c.json',
  } as const;
  assert.deepEqual(bundleRequest(draft, ALL).recipient, { card: '/c.json' });
});
