/** Attacks on amendments, revocations, times, exhibits, releases and shares. */

import { encodeEnvelope } from '../../electron/keys/envelope.ts';
import type { Identity } from '../../electron/keys/identity.ts';
import { cardOf } from '../../electron/keys/identity.ts';
import { sodium } from '../../electron/keys/sodium.ts';
import { authorise } from '../../electron/warrant/access.ts';
import { openShare, type ReleasedSecret, release, splitKey } from '../../electron/warrant/authority.ts';
import { type DocumentFile, readDocument } from '../../electron/warrant/documents.ts';
import { openRelease, type ReleaseContext } from '../../electron/warrant/release.ts';
import {
  agent,
  commissioner,
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
  workstation,
} from '../../electron/warrant/testing/made-authority.ts';
import {
  assertCovers,
  assertInForce,
  verifyWarrant,
  type WarrantFiles,
} from '../../electron/warrant/warrant.ts';
import type { Amendment, Release, Revocation } from '../../shared/warrant/documents.ts';
import type { AttackGroup } from './attack.ts';

const verified = (more: Partial<WarrantFiles> = {}) =>
  verifyWarrant({ warrant: warrantFile(), ...more }, policy);
const digest = readDocument(warrantFile(), 'warrant').digest;

const amendment = (more: Partial<Amendment>, ...signers: Identity[]): DocumentFile =>
  signedFile(
    'amendment.json',
    {
      version: 1,
      kind: 'amendment',
      id: 'W-2024-117/1',
      issuer: 'Home Office',
      issued: '2024-04-20T09:00:00Z',
      warrant: digest,
      ...more,
    },
    ...signers,
  );
const revocation = (document: string, signer: Identity = minister): DocumentFile => {
  const said: Revocation = {
    version: 1,
    kind: 'revocation',
    id: 'R-1',
    issuer: signer.name,
    issued: '2024-04-02T09:00:00Z',
    document,
    reason: 'Issued for the wrong exhibit',
  };
  return signedFile('revocation.json', said, signer);
};
const LATER = { expiry: '2024-06-01T00:00:00Z' };
const file = { name: 'msgstore.db.crypt15', sha256: EVIDENCE };
const evidence = [{ ...file, files: [] }];

export const terms: AttackGroup = {
  title: 'Amendments, revocations, times and exhibits',
  control: () => {
    const warrant = verified({ amendments: [amendment(LATER, minister, commissioner)] });
    assertInForce(warrant, Date.parse('2024-05-02T00:00:00Z'));
    assertCovers(warrant, 'AB/1', evidence);
  },
  attacks: [
    {
      attack: 'The minister alone extends the warrant.',
      how: () => verified({ amendments: [amendment(LATER, minister)] }),
      code: 'untrusted',
      says: 'it lacks the valid signature of a judicial commissioner (signed by A. Minister)',
    },
    {
      attack: 'An amendment of another warrant is given with this one.',
      how: () =>
        verified({
          amendments: [amendment({ ...LATER, warrant: '00'.repeat(32) }, minister, commissioner)],
        }),
      code: 'not-covered',
      says: 'it amends another warrant than warrant.json',
    },
    {
      attack: 'A revocation is given as an amendment.',
      how: () => verified({ amendments: [revocation(digest)] }),
      code: 'unsupported',
      says: 'it is not an amendment',
    },
    {
      attack: 'An escrow agent revokes the warrant.',
      how: () => verified({ revocations: [revocation(digest, agent)] }),
      code: 'untrusted',
      says: 'it lacks the signature of one who may revoke',
    },
    {
      attack: 'A revoked warrant is used again.',
      how: () => assertInForce(verified({ revocations: [revocation(digest)] }), NOW),
      code: 'revoked',
      says: 'the warrant was revoked at 2024-04-02T09:00:00Z: Issued for the wrong exhibit',
    },
    {
      attack: 'A later amendment is to bring a revoked warrant back.',
      how: () =>
        assertInForce(
          verified({
            revocations: [revocation(digest)],
            amendments: [amendment(LATER, minister, commissioner)],
          }),
          NOW,
        ),
      code: 'revoked',
      says: 'the warrant was revoked at 2024-04-02T09:00:00Z',
    },
    {
      attack: 'The warrant is used a millisecond before its first instant.',
      how: () => assertInForce(verified(), Date.parse('2024-04-01T00:00:00Z') - 1),
      code: 'not-covered',
      says: 'the warrant is not in force before 2024-04-01T00:00:00.000Z',
    },
    {
      attack: 'The warrant is used in the instant of its expiry.',
      how: () => assertInForce(verified(), Date.parse('2024-05-01T00:00:00Z')),
      code: 'expired',
      says: 'the warrant expired at 2024-05-01T00:00:00.000Z',
    },
    {
      attack: 'An exhibit is read in that the warrant does not name.',
      how: () => assertCovers(verified(), 'AB/2', evidence),
      code: 'not-covered',
      says: 'the warrant does not name exhibit AB/2',
    },
    {
      attack: 'Another file is read in under the exhibit’s reference.',
      how: () => assertCovers(verified(), 'AB/1', [{ ...file, sha256: '00'.repeat(32), files: [] }]),
      code: 'not-covered',
      says: 'msgstore.db.crypt15: its SHA-256 is not among those that the warrant states for exhibit AB/1',
    },
    {
      attack: 'Another file is put into the exhibit’s folder.',
      how: () =>
        assertCovers(verified(), 'AB/1', [
          {
            name: 'phone',
            sha256: '00'.repeat(32),
            files: [file, { name: 'wa.db', sha256: '11'.repeat(32) }],
          },
        ]),
      code: 'not-covered',
      says: 'wa.db: its SHA-256 is not among those that the warrant states for exhibit AB/1',
    },
  ],
};

const open = (files: readonly DocumentFile[], more: Partial<ReleaseContext> = {}): Promise<unknown> =>
  openRelease(files, {
    policy,
    warrant: verified(),
    exhibit: 'AB/1',
    evidence,
    workstation: workstation.box,
    now: NOW,
    ...more,
  });

/** The made release with its text changed. @param signers who sign it then; without any it keeps its old signatures. */
function rewritten(
  change: Partial<Release>,
  signers: readonly Identity[] = [],
  made: DocumentFile = releaseFile(),
): DocumentFile {
  const { document, envelope } = readDocument(made, 'release');
  const said = { ...document, ...change };
  if (signers.length > 0) return signedFile('release.json', said, ...signers);
  const bytes = encodeEnvelope({ ...envelope, payload: Buffer.from(JSON.stringify(said)) });
  return { name: 'release.json', bytes };
}

const boxed = (secret: Uint8Array, to: Identity): string =>
  Buffer.from(sodium.crypto_box_seal(secret, to.box.publicKey)).toString('base64');
const twoAgents = {
  ...policy,
  thresholds: { ...policy.thresholds, release: [{ role: 'escrow-agent' as const, signers: 2 }] },
};
const NO_AGENT = 'it lacks the valid signature of an escrow agent';

export const releases: AttackGroup = {
  title: 'Releases of a key',
  control: () => open([releaseFile()]),
  attacks: [
    {
      attack: 'The release is of another warrant.',
      how: () => open([releaseFile({ warrant: warrantFile({ id: 'W-2024-118' }) })]),
      code: 'not-covered',
      says: 'it was released under another warrant than warrant.json',
    },
    {
      attack: 'The release is for another exhibit.',
      how: () => open([releaseFile({ exhibit: { reference: 'AB/2', sha256: EVIDENCE } })]),
      code: 'not-covered',
      says: 'it was released for exhibit AB/2, not AB/1',
    },
    {
      attack: 'The release is for evidence with another hash.',
      how: () => open([releaseFile({ exhibit: { reference: 'AB/1', sha256: '00'.repeat(32) } })]),
      code: 'not-covered',
      says: 'it was released for evidence of another SHA-256',
    },
    {
      attack: 'The release is to another workstation.',
      how: () => open([releaseFile({ recipient: stranger })]),
      code: 'not-covered',
      says: 'it was released to another workstation',
    },
    {
      attack: 'A release to another workstation is readdressed under its signature.',
      how: () =>
        open([rewritten({ recipient: cardOf(workstation).box }, [], releaseFile({ recipient: stranger }))]),
      code: 'untrusted',
      says: NO_AGENT,
    },
    {
      attack: 'A true release names this workstation, and its key is sealed to another.',
      how: () => open([rewritten({ sealed: boxed(SECRET, stranger) }, [agent])]),
      code: 'tampered',
      says: 'its sealed key does not open with this workstation’s identity',
    },
    {
      attack: 'A stranger releases a key.',
      how: () => open([releaseFile({ by: stranger })]),
      code: 'untrusted',
      says: NO_AGENT,
    },
    {
      attack: 'A minister releases a key.',
      how: () => open([releaseFile({ by: minister })]),
      code: 'untrusted',
      says: `${NO_AGENT} (signed by A. Minister)`,
    },
    {
      attack: 'An escrow agent releases with a key that has expired.',
      how: () => open([releaseFile({ issued: '2025-01-01T00:00:00Z' })]),
      code: 'untrusted',
      says: NO_AGENT,
    },
    {
      attack: 'A revoked release is used again.',
      how: () => {
        const given = releaseFile();
        const ended = revocation(readDocument(given, 'release').digest);
        return open([given], { warrant: verified({ revocations: [ended] }) });
      },
      code: 'revoked',
      says: 'the release was revoked',
    },
    {
      attack: 'A release is used after its warrant was revoked.',
      how: () => open([releaseFile()], { warrant: verified({ revocations: [revocation(digest)] }) }),
      code: 'revoked',
      says: 'the warrant was revoked at',
    },
    {
      attack: 'A release is used after its warrant expired.',
      how: () => open([releaseFile()], { now: Date.parse('2024-05-01T00:00:00Z') }),
      code: 'expired',
      says: 'the warrant expired at 2024-05-01T00:00:00.000Z',
    },
    {
      attack: 'Two releases of the whole key are given, so that one might hide behind the other.',
      how: () => open([releaseFile(), releaseFile()]),
      code: 'not-covered',
      says: 'one release is enough: each holds the whole key',
    },
    {
      attack: 'Releases of keys of two kinds are given as one.',
      how: () => open([releaseFile(), rewritten({ keyKind: 'sealed-export' }, [agent])]),
      code: 'not-covered',
      says: 'the releases are for keys of different kinds',
    },
    {
      attack: 'One agent releases where the policy asks for two.',
      how: () => open([releaseFile()], { policy: twoAgents }),
      code: 'untrusted',
      says: `${NO_AGENT} (signed by Escrow One)`,
    },
    {
      attack: 'A release is used without the workstation’s identity.',
      how: () =>
        authorise(
          { policy, warrant: verified(), releases: [releaseFile()], workstation: null },
          'AB/1',
          ['AB/1'],
          evidence,
          NOW,
        ),
      code: 'key-missing',
      says: 'it opens with this workstation’s identity, which was not given',
    },
  ],
};

const holders = [agent, secondAgent, stranger];

async function split(threshold: number): Promise<ReleasedSecret[]> {
  const files = await splitKey(SECRET, 'whatsapp-crypt15-root', holders.map(cardOf), threshold);
  return files.map((bytes, i) => openShare({ name: 'share.json', bytes }, holders[i]!));
}

/** A release of a share to the workstation. */
function shareFile(secret: ReleasedSecret, by: Identity, name = 'share-release.json'): DocumentFile {
  const request = {
    warrant: warrantFile(),
    exhibit: { reference: 'AB/1', sha256: EVIDENCE },
    recipient: cardOf(workstation),
    issued: '2024-04-01T12:00:00Z',
  };
  return { name, bytes: release(request, secret, by) };
}

export const shares: AttackGroup = {
  title: 'Shares of a key',
  control: async () => {
    const [first, second] = await split(2);
    await open([shareFile(first!, agent), shareFile(second!, secondAgent)], { policy: twoAgents });
  },
  attacks: [
    {
      attack: 'One share is given where two are needed.',
      how: async () => open([shareFile((await split(2))[0]!, agent)]),
      code: 'key-missing',
      says: '2 shares of the key are needed, and 1 is there',
    },
    {
      attack: 'One share is given twice, in two releases.',
      how: async () => {
        const [first] = await split(2);
        return open([shareFile(first!, agent), shareFile(first!, secondAgent)]);
      },
      code: 'key-missing',
      says: '2 shares of the key are needed, and 1 is there',
    },
    {
      attack: 'A share of another split of the same key is given.',
      how: async () => {
        const [[first], [, second]] = [await split(2), await split(2)];
        return open([shareFile(first!, agent), shareFile(second!, secondAgent, 'second.json')]);
      },
      code: 'not-covered',
      says: 'second.json: it holds no share of the key that share-release.json is a share of',
    },
    {
      attack: 'A whole key is given in the place of the second share.',
      how: async () => open([shareFile((await split(2))[0]!, agent), releaseFile()]),
      code: 'not-covered',
      says: 'release.json: it holds no share of the key that share-release.json is a share of',
    },
    {
      attack: 'One bit of a share is changed before its holder releases it.',
      how: async () => {
        const [first, second] = await split(2);
        second!.secret[3]! ^= 1;
        return open([shareFile(first!, agent), shareFile(second!, secondAgent)]);
      },
      code: 'tampered',
      says: 'its shares do not make up the key that was split',
    },
    {
      attack: 'Two holders state a threshold of two for a key that was split with three.',
      how: async () => {
        const [first, second] = (await split(3)).map((one) => ({
          ...one,
          share: { ...one.share!, threshold: 2 },
        }));
        return open([shareFile(first!, agent), shareFile(second!, secondAgent)]);
      },
      code: 'tampered',
      says: 'its shares do not make up the key that was split',
    },
    {
      attack: 'One agent releases two shares where the policy asks for two agents.',
      how: async () => {
        const [first, second] = await split(2);
        return open([shareFile(first!, agent), shareFile(second!, agent)], { policy: twoAgents });
      },
      code: 'untrusted',
      says: `${NO_AGENT} (signed by Escrow One)`,
    },
    {
      attack: 'A holder opens the share of another.',
      how: async () => {
        const [bytes] = await splitKey(SECRET, 'sealed-export', holders.map(cardOf), 2);
        return openShare({ name: 'share.json', bytes: bytes! }, secondAgent);
      },
      code: 'not-covered',
      says: 'it is a share of Escrow One’s, not of Escrow Two’s',
    },
  ],
};
