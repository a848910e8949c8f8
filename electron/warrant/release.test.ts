import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal, type RefusalCode } from '../../shared/model/index.ts';
import type { Revocation } from '../../shared/warrant/documents.ts';
import { cardOf } from '../keys/identity.ts';
import { openShare, release, splitKey } from './authority.ts';
import { type DocumentFile, readDocument } from './documents.ts';
import { openRelease, type ReleaseContext } from './release.ts';
import {
  agent,
  EVIDENCE,
  minister,
  NOW,
  policy,
  releaseFile,
  SECRET,
  secondAgent,
  signedFile,
  stranger,
  warrantFile,
  warrantOf,
  workstation,
} from './testing/made-authority.ts';
import { verifyWarrant } from './warrant.ts';

const context = (more: Partial<ReleaseContext> = {}): ReleaseContext => ({
  policy,
  warrant: verifyWarrant({ warrant: warrantFile() }, policy),
  exhibit: 'AB/1',
  evidence: [{ name: 'msgstore.db.crypt15', sha256: EVIDENCE, files: [] }],
  workstation: workstation.box,
  now: NOW,
  ...more,
});

async function refused(
  files: readonly DocumentFile[],
  code: RefusalCode,
  words: RegExp,
  more: Partial<ReleaseContext> = {},
): Promise<void> {
  const error = await openRelease(files, context(more)).then(
    () => assert.fail('it opened'),
    (cause: unknown) => cause,
  );
  assert.ok(error instanceof Refusal, String(error));
  assert.match(error.message, words);
  assert.equal(error.code, code);
}

test('a release opens for its warrant, its exhibit and its workstation', async () => {
  const { key, kind, signers } = await openRelease([releaseFile()], context());
  assert.deepEqual(key, SECRET);
  assert.equal(kind, 'whatsapp-crypt15-root');
  assert.deepEqual(
    signers.map(({ holder }) => holder),
    ['Escrow One'],
  );
});

test('each condition that fails has a reason of its own', async () => {
  const other = signedFile('other.json', warrantOf({ id: 'W-2024-118' }), minister, agent);
  await refused([releaseFile({ warrant: other })], 'not-covered', /released under another warrant/);
  await refused(
    [releaseFile({ exhibit: { reference: 'AB/2', sha256: EVIDENCE } })],
    'not-covered',
    /released for exhibit AB\/2, not AB\/1/,
  );
  await refused(
    [releaseFile({ exhibit: { reference: 'AB/1', sha256: '00'.repeat(32) } })],
    'not-covered',
    /evidence of another SHA-256/,
  );
  await refused([releaseFile({ recipient: stranger })], 'not-covered', /to another workstation/);
  await refused([releaseFile({ by: stranger })], 'untrusted', /an escrow agent/);
  await refused([releaseFile({ by: minister })], 'untrusted', /an escrow agent \(signed by A\. Minister\)/);
  await refused([releaseFile({ issued: '2025-06-01T00:00:00Z' })], 'untrusted', /an escrow agent/);
  await refused([releaseFile()], 'expired', /expired/, { now: Date.parse('2024-05-01T00:00:00Z') });
  await refused([releaseFile()], 'not-covered', /not in force before/, {
    now: Date.parse('2024-03-31T00:00:00Z'),
  });
  await refused([releaseFile(), releaseFile()], 'not-covered', /one release is enough/);
});

test('a revoked release does not open', async () => {
  const file = releaseFile();
  const revocation: Revocation = {
    version: 1,
    kind: 'revocation',
    id: 'R-2',
    issuer: 'Home Office',
    issued: '2024-04-02T09:00:00Z',
    document: readDocument(file, 'release').digest,
    reason: 'Sent to the wrong room',
  };
  const warrant = verifyWarrant(
    { warrant: warrantFile(), revocations: [signedFile('revocation.json', revocation, minister)] },
    policy,
  );
  await refused([file], 'revoked', /the release was revoked/, { warrant });
  assert.ok(await openRelease([releaseFile()], context({ warrant })), 'another release still opens');
});

const twoAgents = {
  ...policy,
  thresholds: { ...policy.thresholds, release: [{ role: 'escrow-agent' as const, signers: 2 }] },
};
const holders = [agent, secondAgent, stranger];

/** A split of SECRET, and each holder's release of their share to the workstation. */
async function shares(threshold: number): Promise<DocumentFile[]> {
  const files = await splitKey(SECRET, 'whatsapp-crypt15-root', holders.map(cardOf), threshold);
  return files.map((bytes, i) => ({
    name: `release-${i + 1}.json`,
    bytes: release(
      {
        warrant: warrantFile(),
        exhibit: { reference: 'AB/1', sha256: EVIDENCE },
        recipient: cardOf(workstation),
        issued: '2024-04-01T12:00:00Z',
      },
      openShare({ name: `share-${i + 1}.json`, bytes }, holders[i]!),
      holders[i]!,
    ),
  }));
}

test('as many shares as the threshold make up the key; fewer do not, nor does one share twice', async () => {
  const [first, second] = await shares(2);
  const { key, signers } = await openRelease([first!, second!], context({ policy: twoAgents }));
  assert.deepEqual(key, SECRET);
  assert.equal(signers.length, 2);
  await refused([first!], 'key-missing', /2 shares of the key are needed, and 1 is there/);
  await refused([first!, first!], 'key-missing', /2 shares/);
});

test('a policy that asks for two agents is not met by one who holds two shares', async () => {
  const [first] = await shares(2);
  await refused([first!], 'untrusted', /an escrow agent \(signed by Escrow One\)/, { policy: twoAgents });
});

test('shares of different splits are not joined', async () => {
  const [first] = await shares(2);
  const [, second] = await shares(2);
  await refused([first!, second!], 'not-covered', /release-2\.json: it holds no share of the key/);
});

test('a share opens to its holder only', async () => {
  const [file] = await splitKey(SECRET, 'sealed-export', holders.map(cardOf), 2);
  assert.throws(
    () => openShare({ name: 'share.json', bytes: file! }, secondAgent),
    (cause) => cause instanceof Refusal && /a share of Escrow One’s/.test(cause.message),
  );
});

test('any key splits and joins with any threshold, and no smaller set of shares gives it', async () => {
  const people = [agent, secondAgent, stranger, minister, workstation];
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 200 }),
      fc.integer({ min: 2, max: 5 }),
      fc.integer({ min: 2, max: 5 }),
      async (key, a, b) => {
        const [threshold, count] = [Math.min(a, b), Math.max(a, b)];
        const files = await splitKey(
          key,
          'ios-backup-password',
          people.slice(0, count).map(cardOf),
          threshold,
        );
        const { combine } = await import('shamir-secret-sharing');
        const parts = files.map((bytes, i) => openShare({ name: 's', bytes }, people[i]!).secret);
        assert.deepEqual(await combine(parts.slice(-threshold)), key);
      },
    ),
    { numRuns: 25 },
  );
});
