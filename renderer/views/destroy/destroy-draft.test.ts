import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destroyProblems, emptyDestroy } from './destroy-draft.ts';

test('destroying asks for the reference letter for letter, the passphrase and a reason', () => {
  assert.deepEqual(Object.keys(destroyProblems(emptyDestroy, 'OP LANTERN')), [
    'reference',
    'passphrase',
    'reason',
  ]);
  const draft = {
    reference: 'OP LANTERN',
    passphrase: 'five plain words in line',
    reason: 'Retention ended',
  };
  assert.deepEqual(destroyProblems(draft, 'OP LANTERN'), {});
  assert.match(destroyProblems({ ...draft, reference: 'op lantern' }, 'OP LANTERN').reference!, /not the/);
  assert.match(destroyProblems({ ...draft, reason: ' ' }, 'OP LANTERN').reason!, /stays in the log/);
});
