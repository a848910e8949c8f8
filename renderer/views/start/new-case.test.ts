import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  caseProblems,
  caseRequest,
  emptyCase,
  inspectRequest,
  passphraseProblem,
  referenceProblem,
} from './new-case.ts';

const passphrase = 'correct horse battery';
const typed = { ...emptyCase('Europe/London'), passphrase, again: passphrase };
const without = { ...typed, kind: 'without-warrant', reference: ' OP LANTERN ' } as const;
const under = { ...typed, warrant: '/w.json', trust: '/t.json' };

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

test('under a warrant a case needs its file, the trust policy, and that it was verified', () => {
  assert.deepEqual(Object.keys(caseProblems(typed, null)), ['warrant', 'trust']);
  assert.match(caseProblems(under, null).warrant!, /not verified/);
  assert.deepEqual(caseProblems(under, 'OP LANTERN'), {});
});

test('without a warrant a case needs its ground, in words, and a reference', () => {
  assert.deepEqual(Object.keys(caseProblems({ ...without, reference: '' }, null)), [
    'ground',
    'text',
    'reference',
  ]);
  const draft = { ...without, ground: 'consent', text: 'Form 12 of 2 April' } as const;
  assert.deepEqual(caseProblems(draft, null), {});
  assert.match(caseProblems({ ...draft, text: 'x'.repeat(1001) }, null).text!, /At most 1000/);
});

test('a warrant is inspected once both files are chosen, with the documents that go along', () => {
  assert.equal(inspectRequest({ ...typed, warrant: '/w.json' }), null);
  assert.deepEqual(inspectRequest(under), { warrant: '/w.json', trust: '/t.json' });
  assert.deepEqual(inspectRequest({ ...under, amendments: ['/a.json'] }), {
    warrant: '/w.json',
    trust: '/t.json',
    amendments: ['/a.json'],
  });
});

test('a case under a warrant has the warrant’s reference; one without says on what it stands', () => {
  const drafted = { ...under, reference: 'left over', text: 'left over', ground: 'other' } as const;
  assert.deepEqual(caseRequest(drafted, 'OP LANTERN'), {
    reference: 'OP LANTERN',
    timeZone: 'Europe/London',
    passphrase,
    basis: { kind: 'warrant', warrant: '/w.json', trust: '/t.json' },
  });
  assert.deepEqual(
    caseRequest({ ...without, ground: 'own-data', text: ' My own phone ', warrant: '/w.json' }, null),
    {
      reference: 'OP LANTERN',
      timeZone: 'Europe/London',
      passphrase,
      basis: { kind: 'without-warrant', ground: 'own-data', text: 'My own phone' },
    },
  );
});
