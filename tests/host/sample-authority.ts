/**
 * The sample case's authority, made up like the case: its signers and the filter key's reviewer, its trust
 * policy, a warrant for the first phone and the release of that phone's key to a workstation.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeEnvelope } from '../../electron/keys/envelope.ts';
import { cardOf, type Identity, type IdentityCard, makeIdentity } from '../../electron/keys/identity.ts';
import { LEAST_COST } from '../../electron/keys/passphrase.ts';
import { envelopeOf, release, sign } from '../../electron/warrant/authority.ts';
import { madePolicy } from '../../electron/warrant/testing/made-policy.ts';
import type { SignedDocument, TrustPolicy, Warrant } from '../../shared/warrant/documents.ts';

const PHONE = path.resolve(import.meta.dirname, '../../resources/sample-case/AB-1');
const KEY = readFileSync(path.join(PHONE, 'encrypted_backup.key'));
const DAY = 86_400_000;

/** A time of this many days from now, as documents state it. */
export const daysFromNow = (days: number): string =>
  `${new Date(Date.now() + days * DAY).toISOString().slice(0, 19)}Z`;

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The first phone's backup and its address book. */
export const SAMPLE_EVIDENCE = [path.join(PHONE, 'msgstore.db.crypt15'), path.join(PHONE, 'wa.db')] as const;
/** The 32 bytes that open the backup. */
export const SAMPLE_KEY = new Uint8Array(KEY.subarray(-32));
export const REVIEWER_PASSPHRASE = 'the passphrase of the reviewer';

export interface SampleAuthority {
  readonly minister: Identity;
  readonly commissioner: Identity;
  readonly agent: Identity;
  /** Holds the filter key. */
  readonly reviewer: Identity;
  /** The reviewer's identity as a file, under REVIEWER_PASSPHRASE. */
  readonly reviewerFile: Uint8Array;
  readonly policy: TrustPolicy;
}

export async function makeSampleAuthority(): Promise<SampleAuthority> {
  const person = (name: string, passphrase = name) => makeIdentity(name, passphrase, LEAST_COST);
  const [{ identity: minister }, { identity: commissioner }, { identity: agent }, reviewer] =
    await Promise.all([
      person('A. Minister'),
      person('J. Commissioner'),
      person('Escrow One'),
      person('R. Reviewer', REVIEWER_PASSPHRASE),
    ]);
  const policy = madePolicy(
    'Sample authority',
    [
      [minister, 'minister'],
      [commissioner, 'judicial-commissioner'],
      [agent, 'escrow-agent'],
    ],
    { notBefore: daysFromNow(-100), notAfter: daysFromNow(100) },
  );
  return {
    minister,
    commissioner,
    agent,
    reviewer: reviewer.identity,
    reviewerFile: reviewer.file,
    policy,
  };
}

/** Two hours and forty minutes of the first phone, with one account's messages withheld. */
export const sampleWarrant = (reviewer: Identity, more: Partial<Warrant> = {}): Warrant => ({
  version: 1,
  kind: 'warrant',
  id: 'W-2024-117',
  issuer: 'Home Office',
  caseReference: 'OP LANTERN',
  issued: daysFromNow(-2),
  notBefore: daysFromNow(-1),
  expiry: daysFromNow(12.4),
  exhibits: [{ reference: 'AB/1', sha256: SAMPLE_EVIDENCE.map(sha256) }],
  scope: {
    accounts: 'any',
    context: { counterpart: true, wholeGroups: true },
    from: '2024-03-22T12:00:00Z',
    to: '2024-03-22T14:40:00Z',
    uncertainTimes: 'leave-out',
  },
  purposes: ['Who knew of the meeting, and when'],
  privileged: {
    accounts: [{ account: { name: 'Jonas Keller' }, privilege: 'legal' }],
    words: [],
    filterKey: cardOf(reviewer).box,
  },
  retention: { reviewDays: 90 },
  ...more,
});

/** Writes a document, signed by each in turn; gives its path. */
export function writeSigned(file: string, document: SignedDocument, ...signers: readonly Identity[]): string {
  let bytes = encodeEnvelope(envelopeOf(document));
  for (const signer of signers) bytes = sign({ name: path.basename(file), bytes }, signer);
  writeFileSync(file, bytes);
  return file;
}

/** Writes the release of the backup's key to a workstation, under the warrant of a file; gives its path. */
export function writeRelease(
  file: string,
  warrant: string,
  { agent }: SampleAuthority,
  recipient: IdentityCard,
): string {
  const bytes = release(
    {
      warrant: { name: path.basename(warrant), bytes: readFileSync(warrant) },
      exhibit: { reference: 'AB/1', sha256: sha256(SAMPLE_EVIDENCE[0]) },
      recipient,
      issued: daysFromNow(-1),
    },
    { keyKind: 'whatsapp-crypt15-root', secret: SAMPLE_KEY },
    agent,
  );
  writeFileSync(file, bytes);
  return file;
}

/** What an import under the sample warrant is given, and what the window asks for beside it. */
export interface SamplePapers {
  readonly authority: SampleAuthority;
  readonly exhibit: string;
  readonly warrant: string;
  readonly trust: string;
  readonly release: string;
  readonly identity: string;
  readonly passphraseFile: string;
  readonly reviewer: string;
}

/** Writes everything into a folder of its own. */
export async function makeSamplePapers(folder: string): Promise<SamplePapers> {
  mkdirSync(folder, { recursive: true });
  const at = (name: string): string => path.join(folder, name);
  const authority = await makeSampleAuthority();
  const { minister, commissioner, reviewer, reviewerFile, policy } = authority;
  const passphrase = 'the passphrase of the room';
  const room = await makeIdentity('Evidence room 7', passphrase);
  writeFileSync(at('room.json'), room.file);
  writeFileSync(at('room.pass'), `${passphrase}\n`);
  writeFileSync(at('reviewer.json'), reviewerFile);
  writeFileSync(at('trust.json'), JSON.stringify(policy, null, 2));
  const warrant = writeSigned(at('warrant.json'), sampleWarrant(reviewer), minister, commissioner);
  return {
    authority,
    exhibit: 'AB/1',
    warrant,
    trust: at('trust.json'),
    release: writeRelease(at('release.json'), warrant, authority, cardOf(room.identity)),
    identity: at('room.json'),
    passphraseFile: at('room.pass'),
    reviewer: at('reviewer.json'),
  };
}
