/** An authority for tests: its people with their keys, and documents that they sign. */
import { createHash } from 'node:crypto';
import type { TrustPolicy, Warrant } from '../../../shared/warrant/documents.ts';
import { encodeEnvelope } from '../../keys/envelope.ts';
import { cardOf, type Identity, makeIdentity } from '../../keys/identity.ts';
import { LEAST_COST } from '../../keys/passphrase.ts';
import { envelopeOf, release, sign } from '../authority.ts';
import type { DocumentFile } from '../documents.ts';
import { madePolicy } from './made-policy.ts';

const seedOf = (name: string): Uint8Array => new Uint8Array(createHash('sha256').update(name).digest());

/** The same keys for a name every time; the passphrase is the name. */
export async function person(name: string): Promise<Identity> {
  return (await makeIdentity(name, name, LEAST_COST, seedOf(name))).identity;
}

export const [minister, commissioner, agent, secondAgent, workstation, stranger] = (await Promise.all(
  ['A. Minister', 'J. Commissioner', 'Escrow One', 'Escrow Two', 'Room 7', 'Stranger'].map(person),
)) as [Identity, Identity, Identity, Identity, Identity, Identity];

/** A moment within the made warrant. */
export const NOW = Date.parse('2024-04-02T10:00:00Z');
export const EVIDENCE = 'ab'.repeat(32);

export const policy: TrustPolicy = madePolicy(
  'Test authority',
  [
    [minister, 'minister'],
    [commissioner, 'judicial-commissioner'],
    [agent, 'escrow-agent'],
    [secondAgent, 'escrow-agent'],
  ],
  { notBefore: '2024-01-01T00:00:00Z', notAfter: '2025-01-01T00:00:00Z' },
);

export const warrantOf = (more: Partial<Warrant> = {}): Warrant => ({
  version: 1,
  kind: 'warrant',
  id: 'W-2024-117',
  issuer: 'Home Office',
  caseReference: 'OP LANTERN',
  issued: '2024-03-30T09:00:00Z',
  notBefore: '2024-04-01T00:00:00Z',
  expiry: '2024-05-01T00:00:00Z',
  exhibits: [{ reference: 'AB/1', sha256: [EVIDENCE] }],
  scope: {
    accounts: 'any',
    context: { counterpart: true, wholeGroups: true },
    from: '2024-03-01T00:00:00Z',
    to: '2024-03-23T00:00:00Z',
    uncertainTimes: 'keep',
  },
  purposes: ['Who knew of the meeting, and when'],
  privileged: { accounts: [], words: [] },
  retention: { reviewDays: 90 },
  ...more,
});

/** A document's file, signed by each in turn. */
export function signedFile(
  name: string,
  document: Parameters<typeof envelopeOf>[0],
  ...signers: readonly Identity[]
): DocumentFile {
  let bytes = encodeEnvelope(envelopeOf(document));
  for (const signer of signers) bytes = sign({ name, bytes }, signer);
  return { name, bytes };
}

export const warrantFile = (more: Partial<Warrant> = {}): DocumentFile =>
  signedFile('warrant.json', warrantOf(more), minister, commissioner);

export const SECRET = new Uint8Array(32).fill(7);

/** A release of SECRET for the made warrant. */
export function releaseFile(
  more: {
    readonly warrant?: DocumentFile;
    readonly exhibit?: { reference: string; sha256: string };
    readonly recipient?: Identity;
    readonly by?: Identity;
    readonly issued?: string;
  } = {},
): DocumentFile {
  const { warrant = warrantFile(), exhibit = { reference: 'AB/1', sha256: EVIDENCE } } = more;
  const { recipient = workstation, by = agent, issued = '2024-04-01T12:00:00Z' } = more;
  return {
    name: 'release.json',
    bytes: release(
      { warrant, exhibit, recipient: cardOf(recipient), issued },
      { keyKind: 'whatsapp-crypt15-root', secret: SECRET },
      by,
    ),
  };
}
