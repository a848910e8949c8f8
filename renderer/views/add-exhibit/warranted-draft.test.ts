import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InspectedEvidence, WarrantStatus } from '../../../shared/contract/index.ts';
import { MADE_DIGEST, MADE_WARRANT, madeStatus } from '../warrant/testing/made-status.ts';
import { emptyDraft } from './exhibit-draft.ts';
import { suggestedExhibit, warrantedProblems } from './warranted-draft.ts';

const HASH = MADE_WARRANT.exhibits[0]!.sha256![0]!;
const backup: InspectedEvidence = {
  path: '/evidence/msgstore.db.crypt15',
  name: 'msgstore.db.crypt15',
  bytes: 240_529,
  sha256: HASH,
  container: ['whatsapp-crypt15'],
  needsKey: 'whatsapp-crypt15-root',
  sources: [],
};
const stranger = { ...backup, name: 'other.crypt15', sha256: '99'.repeat(32) };
const release: WarrantStatus['releases'][number] = {
  digest: 'cd'.repeat(32),
  signers: [],
  forThisWorkstation: true,
  document: {
    version: 1,
    kind: 'release',
    id: 'R-1',
    issuer: 'Escrow One',
    issued: '2024-04-01T12:00:00Z',
    warrant: MADE_DIGEST,
    exhibit: { reference: 'AB/1', sha256: HASH },
    keyKind: 'whatsapp-crypt15-root',
    recipient: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
  },
};
const draft = { ...emptyDraft, reference: 'AB/1' };

test('the exhibit is the one whose SHA-256 the warrant states, else the first that was not read in', () => {
  assert.equal(suggestedExhibit(madeStatus(), [backup], ['AB/1']), 'AB/1');
  assert.equal(suggestedExhibit(madeStatus(), [stranger], ['AB/1']), 'AB/2');
  assert.equal(suggestedExhibit(madeStatus(), [stranger], ['AB/1', 'AB/2']), 'AB/1');
});

test('a locked backup waits for its release, then for the identity, and then for nothing', () => {
  const none = warrantedProblems(draft, [backup], madeStatus(), true);
  assert.match(none.key!, /No release of a key for exhibit AB\/1/);
  const released = madeStatus({ releases: [release] });
  assert.match(warrantedProblems(draft, [backup], released, false).key!, /has to be unlocked/);
  assert.deepEqual(warrantedProblems(draft, [backup], released, true), {});
});

test('a typed key changes nothing under a warrant', () => {
  const typed = { ...draft, key: '0123456789abcdef'.repeat(4) };
  assert.match(warrantedProblems(typed, [backup], madeStatus(), true).key!, /No release/);
});

test('evidence of a SHA-256 that the warrant does not state for the exhibit is named; contacts beside it are not', () => {
  const contacts: InspectedEvidence = {
    ...stranger,
    name: 'wa.db',
    refusal: { code: 'unsupported', reason: 'it holds no messages' },
    unrecognised: true,
  };
  const { needsKey: _key, ...unlocked } = contacts;
  const released = madeStatus({ releases: [release] });
  assert.match(
    warrantedProblems(draft, [stranger], released, true).evidence!,
    /^other\.crypt15: its SHA-256 is not among those that the warrant states for exhibit AB\/1\.$/,
  );
  assert.deepEqual(warrantedProblems(draft, [backup, unlocked], released, true), {});
  assert.deepEqual(
    warrantedProblems({ ...draft, reference: 'AB/2' }, [{ ...unlocked, unrecognised: true }], released, true)
      .evidence,
    'wa.db cannot be read: take it off the list.',
  );
});
