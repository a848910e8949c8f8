/**
 * The sample case's authority, made up like the case: its signers, its trust policy, a warrant for the first
 * phone and the release of that phone's key to a workstation. The documents hold from yesterday for thirty days.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeEnvelope } from '../../electron/keys/envelope.ts';
import { cardOf, type Identity, makeIdentity } from '../../electron/keys/identity.ts';
import { envelopeOf, release, sign } from '../../electron/warrant/authority.ts';
import type { TrustPolicy, Warrant } from '../../shared/warrant/documents.ts';

const PHONE = path.resolve(import.meta.dirname, '../../resources/sample-case/AB-1');
const KEY = readFileSync(path.join(PHONE, 'encrypted_backup.key'));
const DAY = 86_400_000;
const instant = (days: number): string => `${new Date(Date.now() + days * DAY).toISOString().slice(0, 19)}Z`;
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** What an import under the sample warrant is given. */
export interface SamplePapers {
  readonly evidence: readonly string[];
  readonly exhibit: string;
  readonly warrant: string;
  readonly trust: string;
  readonly release: string;
  readonly identity: string;
  readonly passphraseFile: string;
}

type Role = TrustPolicy['keys'][number]['roles'][number];

function policyOf(signers: readonly (readonly [Identity, Role])[]): TrustPolicy {
  const lock: TrustPolicy['thresholds']['warrant'] = [
    { role: 'minister', signers: 1 },
    { role: 'judicial-commissioner', signers: 1 },
  ];
  return {
    version: 1,
    kind: 'trust-policy',
    name: 'Sample authority',
    keys: signers.map(([identity, role]) => ({
      holder: identity.name,
      roles: [role],
      publicKey: cardOf(identity).signing,
      notBefore: instant(-100),
      notAfter: instant(100),
    })),
    thresholds: {
      warrant: lock,
      amendment: lock,
      revocation: ['judicial-commissioner'],
      release: [{ role: 'escrow-agent', signers: 1 }],
    },
  };
}

/** Writes everything into a folder of its own. */
export async function makeSamplePapers(folder: string): Promise<SamplePapers> {
  mkdirSync(folder, { recursive: true });
  const at = (name: string): string => path.join(folder, name);
  const evidence = [path.join(PHONE, 'msgstore.db.crypt15'), path.join(PHONE, 'wa.db')];
  const person = async (name: string): Promise<Identity> =>
    (await makeIdentity(name, `${name}’s own passphrase`)).identity;
  const minister = await person('A. Minister');
  const commissioner = await person('J. Commissioner');
  const agent = await person('Escrow agent');
  const reviewer = await person('R. Reviewer');
  const passphrase = 'the passphrase of the room';
  const room = await makeIdentity('Evidence room 7', passphrase);
  writeFileSync(at('room.json'), room.file);
  writeFileSync(at('room.pass'), `${passphrase}\n`);
  const policy = policyOf([
    [minister, 'minister'],
    [commissioner, 'judicial-commissioner'],
    [agent, 'escrow-agent'],
  ]);
  writeFileSync(at('trust.json'), JSON.stringify(policy, null, 2));
  const warrant: Warrant = {
    version: 1,
    kind: 'warrant',
    id: 'W-2024-117',
    issuer: 'Home Office',
    caseReference: 'OP LANTERN',
    issued: instant(-2),
    notBefore: instant(-1),
    expiry: instant(30),
    exhibits: [{ reference: 'AB/1', sha256: evidence.map(sha256) }],
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
  };
  let signed = encodeEnvelope(envelopeOf(warrant));
  for (const signer of [minister, commissioner])
    signed = sign({ name: 'warrant.json', bytes: signed }, signer);
  writeFileSync(at('warrant.json'), signed);
  writeFileSync(
    at('release.json'),
    release(
      {
        warrant: { name: 'warrant.json', bytes: signed },
        exhibit: { reference: 'AB/1', sha256: sha256(evidence[0]!) },
        recipient: cardOf(room.identity),
        issued: instant(-1),
      },
      { keyKind: 'whatsapp-crypt15-root', secret: new Uint8Array(KEY.subarray(-32)) },
      agent,
    ),
  );
  return {
    evidence,
    exhibit: 'AB/1',
    warrant: at('warrant.json'),
    trust: at('trust.json'),
    release: at('release.json'),
    identity: at('room.json'),
    passphraseFile: at('room.pass'),
  };
}
