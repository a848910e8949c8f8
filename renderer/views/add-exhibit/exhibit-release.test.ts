import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InspectedEvidence, WarrantStatus } from '../../../shared/contract/index.ts';
import { MADE_DIGEST } from '../warrant/testing/made-status.ts';
import { releaseFor } from './exhibit-release.ts';

type Release = WarrantStatus['releases'][number];

const HASH = 'ab'.repeat(32);
const backup: InspectedEvidence = {
  path: '/evidence/msgstore.db.crypt15',
  name: 'msgstore.db.crypt15',
  bytes: 240_529,
  sha256: HASH,
  container: ['whatsapp-crypt15'],
  needsKey: 'whatsapp-crypt15-root',
  sources: [],
};
const { needsKey: _key, ...open } = backup;
const { sha256: _hash, ...folder } = backup;

const release = (
  id: string,
  more: Partial<Release['document']> = {},
  how: Partial<Release> = {},
): Release => ({
  digest: 'cd'.repeat(32),
  signers: [],
  forThisWorkstation: true,
  document: {
    version: 1,
    kind: 'release',
    id,
    issuer: 'Escrow One',
    issued: '2024-04-01T12:00:00Z',
    warrant: MADE_DIGEST,
    exhibit: { reference: 'AB/1', sha256: HASH },
    keyKind: 'whatsapp-crypt15-root',
    recipient: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=',
    ...more,
  },
  ...how,
});

const share = (id: string, set = 'S', threshold = 2): Release =>
  release(id, { share: { set, threshold, keySha256: 'ef'.repeat(32) } });

const ask = (releases: Release[], seen = backup) => releaseFor({ releases }, 'AB/1', [seen]);
const ids = (releases: Release[], seen?: InspectedEvidence) => {
  const answer = ask(releases, seen);
  return answer.kind === 'ready' ? answer.releases.map(({ document }) => document.id) : answer.kind;
};
const whyOf = (releases: Release[]): string => {
  const answer = ask(releases);
  assert.equal(answer.kind, 'missing');
  return answer.near[0]?.why ?? '';
};

test('evidence that is not locked needs no release', () => {
  assert.equal(ids([], open), 'not-needed');
});

test('a release of this exhibit, for this file and this workstation is what will be used', () => {
  const other = release('R-9', { exhibit: { reference: 'AB/2', sha256: HASH } });
  assert.deepEqual(ids([other, release('R-1')]), ['R-1']);
  assert.deepEqual(
    ids([release('R-1', { exhibit: { reference: 'AB/1', sha256: '00'.repeat(32) } })], folder),
    ['R-1'],
  );
});

test('shares are used when as many of one set are there as it takes', () => {
  assert.deepEqual(ids([share('R-1'), share('R-2', 'T', 3), share('R-3')]), ['R-1', 'R-3']);
  assert.match(
    whyOf([share('R-1', 'S', 3), share('R-2', 'S', 3)]),
    /3 shares of the key are needed, and 2 are/,
  );
});

test('what is missing is said, with what stands against each release that comes near', () => {
  const none = ask([]);
  assert.equal(none.kind === 'missing' && none.near.length, 0);
  assert.match(none.kind === 'missing' ? none.need : '', /No release of a key for exhibit AB\/1/);
  assert.match(whyOf([release('R-1', {}, { forThisWorkstation: false })]), /another workstation/);
  assert.equal(
    whyOf([release('R-1', {}, { problem: 'the release was revoked' })]),
    'the release was revoked',
  );
  const elsewhere = release('R-1', { exhibit: { reference: 'AB/1', sha256: '00'.repeat(32) } });
  assert.match(whyOf([elsewhere]), /another SHA-256 \(0{64}\)/);
});
