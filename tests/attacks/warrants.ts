/** Attacks on signatures, on kinds of documents and on what a document may say. */
import { CHECKPOINT_TYPE } from '../../electron/custody/checkpoint.ts';
import { type Envelope, encodeEnvelope, keyId, parseEnvelope, signed } from '../../electron/keys/envelope.ts';
import type { Identity } from '../../electron/keys/identity.ts';
import type { DocumentFile } from '../../electron/warrant/documents.ts';
import {
  agent,
  commissioner,
  minister,
  policy,
  releaseFile,
  signedFile,
  stranger,
  warrantFile,
  warrantOf,
} from '../../electron/warrant/testing/made-authority.ts';
import { parseTrust } from '../../electron/warrant/trust.ts';
import { verifyWarrant } from '../../electron/warrant/warrant.ts';
import { PAYLOAD_TYPES, type TrustPolicy } from '../../shared/warrant/documents.ts';
import { type AttackGroup, flipped } from './attack.ts';

const verify = (warrant: DocumentFile, trust = policy): unknown => verifyWarrant({ warrant }, trust);

/** The made warrant with its envelope changed after it was signed. */
function changed(change: (envelope: Envelope) => Partial<Envelope>): DocumentFile {
  const envelope = parseEnvelope(warrantFile().bytes, 'warrant.json');
  return { name: 'warrant.json', bytes: encodeEnvelope({ ...envelope, ...change(envelope) }) };
}

/** Any payload, truly signed by both halves of the double lock. */
function trulySigned(
  payload: string | Uint8Array,
  payloadType: string = PAYLOAD_TYPES.warrant,
): DocumentFile {
  let envelope: Envelope = { payloadType, payload: Buffer.from(payload), signatures: [] };
  for (const { signing } of [minister, commissioner]) {
    envelope = signed(envelope, signing.publicKey, signing.privateKey);
  }
  return { name: 'warrant.json', bytes: encodeEnvelope(envelope) };
}

/** What a signed warrant says with some of its fields changed before it was signed. */
const saying = (more: object): unknown => verify(trulySigned(JSON.stringify({ ...warrantOf(), ...more })));
const scoped = (more: object): unknown => saying({ scope: { ...warrantOf().scope, ...more } });

const keysOf = (change: (keys: TrustPolicy['keys']) => TrustPolicy['keys']): TrustPolicy => ({
  ...policy,
  keys: change(policy.keys),
});
const trusting = (json: object): unknown => parseTrust(Buffer.from(JSON.stringify(json)), 'trust.json');
const by = (...signers: Identity[]): DocumentFile => signedFile('warrant.json', warrantOf(), ...signers);
const idOf = ({ signing }: Identity): string => keyId(signing.publicKey);

const NOBODY = 'it lacks the valid signature of a minister (it is not signed at all)';
const NO_TRUSTED =
  'it lacks the valid signature of a minister (no signature on it is of a trusted key that was valid when it was issued)';
const NO_COMMISSIONER = 'it lacks the valid signature of a judicial commissioner (signed by A. Minister)';
const NO_MINISTER = 'it lacks the valid signature of a minister (signed by J. Commissioner)';

export const signatures: AttackGroup = {
  title: 'Signatures of a warrant',
  control: () => verify(warrantFile()),
  attacks: [
    { attack: 'Nobody has signed the warrant.', how: () => verify(by()), code: 'untrusted', says: NOBODY },
    {
      attack: 'The minister alone has signed it.',
      how: () => verify(by(minister)),
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'The judicial commissioner alone has signed it.',
      how: () => verify(by(commissioner)),
      code: 'untrusted',
      says: NO_MINISTER,
    },
    {
      attack: 'The minister’s signature stands on it twice, once under the commissioner’s key name.',
      how: () =>
        verify(
          changed(({ signatures: [first] }) => ({
            signatures: [first!, { ...first!, keyid: idOf(commissioner) }],
          })),
        ),
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'The minister’s signature stands on it twice, once under no key name.',
      how: () =>
        verify(changed(({ signatures: [first] }) => ({ signatures: [first!, { ...first!, keyid: '' }] }))),
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'The trust policy lists one key under two names, to have it count as two signers.',
      how: () =>
        trusting(
          keysOf((keys) => [
            ...keys,
            { ...keys[0]!, holder: 'Another Person', roles: ['judicial-commissioner'] },
          ]),
        ),
      code: 'unsupported',
      says: 'it lists a key twice, which could then count as two signers',
    },
    {
      attack: 'One person who holds both roles signs alone.',
      how: () =>
        verify(
          by(minister),
          keysOf((keys) =>
            keys.map((key, i) => (i === 0 ? { ...key, roles: ['minister', 'judicial-commissioner'] } : key)),
          ),
        ),
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'An escrow agent signs in the commissioner’s place.',
      how: () => verify(by(minister, agent)),
      code: 'untrusted',
      says: 'it lacks the valid signature of a judicial commissioner (signed by A. Minister, Escrow One)',
    },
    {
      attack: 'A stranger signs in the commissioner’s place.',
      how: () => verify(by(minister, stranger)),
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'A stranger signs under the minister’s key name.',
      how: () => {
        const file = by(stranger, commissioner);
        const { signatures: all, ...rest } = parseEnvelope(file.bytes, file.name);
        const renamed = all.map((one) =>
          one.keyid === idOf(stranger) ? { ...one, keyid: idOf(minister) } : one,
        );
        return verify({ name: file.name, bytes: encodeEnvelope({ ...rest, signatures: renamed }) });
      },
      code: 'untrusted',
      says: NO_MINISTER,
    },
    {
      attack: 'Both keys had expired when the warrant was issued.',
      how: () => verify(warrantFile({ issued: '2025-01-01T00:00:00Z' })),
      code: 'untrusted',
      says: NO_TRUSTED,
    },
    {
      attack: 'Both keys were not valid yet when the warrant was issued.',
      how: () => verify(warrantFile({ issued: '2023-12-31T23:59:59Z' })),
      code: 'untrusted',
      says: NO_TRUSTED,
    },
    {
      attack: 'The commissioner’s key was withdrawn: the policy ends it before the warrant was issued.',
      how: () =>
        verify(
          warrantFile(),
          keysOf((keys) =>
            keys.map((key, i) => (i === 1 ? { ...key, notAfter: '2024-03-01T00:00:00Z' } : key)),
          ),
        ),
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'The commissioner’s key is no longer in the policy.',
      how: () =>
        verify(
          warrantFile(),
          keysOf((keys) => keys.filter(({ holder }) => holder !== commissioner.name)),
        ),
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'The expiry is put ten years later under the signatures of the true warrant.',
      how: () =>
        verify(
          changed(() => ({
            payload: Buffer.from(JSON.stringify(warrantOf({ expiry: '2034-05-01T00:00:00Z' }))),
          })),
        ),
      code: 'untrusted',
      says: NO_TRUSTED,
    },
    {
      attack: 'One bit of what was signed is changed.',
      how: () =>
        verify(
          changed(({ payload }) => ({ payload: flipped(payload, Buffer.from(payload).indexOf('Home')) })),
        ),
      code: 'untrusted',
      says: NO_TRUSTED,
    },
    {
      attack: 'A space is added to what was signed, which means the same.',
      how: () => verify(changed(({ payload }) => ({ payload: Buffer.concat([payload, Buffer.from(' ')]) }))),
      code: 'untrusted',
      says: NO_TRUSTED,
    },
    {
      attack: 'One bit of the commissioner’s signature is changed.',
      how: () =>
        verify(
          changed(({ signatures: [first, second] }) => ({
            signatures: [first!, { ...second!, sig: flipped(second!.sig, 10) }],
          })),
        ),
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'The commissioner’s signature is cut by a byte.',
      how: () =>
        verify(
          changed(({ signatures: [first, second] }) => ({
            signatures: [first!, { ...second!, sig: second!.sig.subarray(1) }],
          })),
        ),
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'The commissioner’s signature is taken from another warrant.',
      how: () => {
        const other = parseEnvelope(warrantFile({ id: 'W-2024-118' }).bytes, 'other.json');
        return verify(changed(({ signatures: [first] }) => ({ signatures: [first!, other.signatures[1]!] })));
      },
      code: 'untrusted',
      says: NO_COMMISSIONER,
    },
    {
      attack: 'It carries a thousand signatures, to keep the workstation busy.',
      how: () =>
        verify(
          changed(({ signatures: [first] }) => ({ signatures: Array.from({ length: 1000 }, () => first!) })),
        ),
      code: 'unsupported',
      says: 'it is not a signed document (DSSE envelope)',
    },
  ],
};

export const kinds: AttackGroup = {
  title: 'One kind of document for another',
  control: () => verify(trulySigned(JSON.stringify(warrantOf()))),
  attacks: [
    {
      attack: 'What was signed as an amendment is given the type of a warrant afterwards.',
      how: () => {
        const signedAs = trulySigned(JSON.stringify(warrantOf()), PAYLOAD_TYPES.amendment);
        const envelope = parseEnvelope(signedAs.bytes, signedAs.name);
        return verify({
          name: signedAs.name,
          bytes: encodeEnvelope({ ...envelope, payloadType: PAYLOAD_TYPES.warrant }),
        });
      },
      code: 'untrusted',
      says: NO_TRUSTED,
    },
    {
      attack: 'A warrant’s text is signed under the type of an amendment.',
      how: () => verify(trulySigned(JSON.stringify(warrantOf()), PAYLOAD_TYPES.amendment)),
      code: 'unsupported',
      says: 'it is not a warrant',
    },
    {
      attack: 'An amendment’s text is signed under the type of a warrant.',
      how: () => saying({ kind: 'amendment' }),
      code: 'unsupported',
      says: 'what was signed is not a warrant (kind:',
    },
    {
      attack: 'A release is given in the place of the warrant.',
      how: () => verify(releaseFile()),
      code: 'unsupported',
      says: 'it is not a warrant',
    },
    {
      attack: 'A checkpoint of a log is given in the place of the warrant.',
      how: () => verify(trulySigned(JSON.stringify(warrantOf()), CHECKPOINT_TYPE)),
      code: 'unsupported',
      says: 'it is a document of an unknown type',
    },
    {
      attack: 'The warrant’s text is given without an envelope.',
      how: () => verify({ name: 'warrant.json', bytes: Buffer.from(JSON.stringify(warrantOf())) }),
      code: 'unsupported',
      says: 'it is not a signed document (DSSE envelope)',
    },
    {
      attack: 'The warrant is given as the trust policy by which it is to be judged.',
      how: () => trusting(warrantOf()),
      code: 'unsupported',
      says: 'it is not a trust policy (kind:',
    },
    {
      attack: 'The trust policy asks for no signer at all.',
      how: () =>
        trusting({
          ...policy,
          thresholds: { ...policy.thresholds, warrant: [{ role: 'minister', signers: 0 }] },
        }),
      code: 'unsupported',
      says: 'it is not a trust policy (thresholds.warrant.0.signers:',
    },
    {
      attack: 'The trust policy is of a version that is not known.',
      how: () => trusting({ ...policy, version: 2 }),
      code: 'unsupported',
      says: 'it is not a trust policy (version:',
    },
  ],
};

const bad = (field: string): string => `what was signed is not a warrant (${field}`;

export const contents: AttackGroup = {
  title: 'What a truly signed warrant may not say',
  control: () => saying({}),
  attacks: [
    {
      attack: 'It is of a version that is not known.',
      how: () => saying({ version: 2 }),
      code: 'unsupported',
      says: bad('version:'),
    },
    {
      attack: 'It has a field that is not known, which might limit what it allows.',
      how: () => saying({ onlyInPresenceOf: 'the owner' }),
      code: 'unsupported',
      says: bad('onlyInPresenceOf:'),
    },
    {
      attack: 'Its scope has a condition that is not known.',
      how: () => scoped({ onlyDuringDaylight: true }),
      code: 'unsupported',
      says: bad('scope.onlyDuringDaylight:'),
    },
    {
      attack: 'It lacks its expiry.',
      how: () => saying({ expiry: undefined }),
      code: 'unsupported',
      says: bad('expiry:'),
    },
    {
      attack: 'It ends before it begins.',
      how: () => saying({ expiry: '2024-03-01T00:00:00Z' }),
      code: 'unsupported',
      says: 'it ends before it begins',
    },
    {
      attack: 'Its scope is empty: it ends in the instant in which it begins.',
      how: () => scoped({ from: '2024-03-01T00:00:00Z', to: '2024-03-01T00:00:00Z' }),
      code: 'unsupported',
      says: 'its scope ends before it begins',
    },
    {
      attack: 'Its scope is empty: the list of accounts has none.',
      how: () => scoped({ accounts: [] }),
      code: 'unsupported',
      says: bad('scope.accounts:'),
    },
    {
      attack: 'Its scope is empty: the list of chats has none.',
      how: () => scoped({ chats: [] }),
      code: 'unsupported',
      says: bad('scope.chats:'),
    },
    {
      attack: 'It lists an account by a platform alone, which would be everybody on it.',
      how: () => scoped({ accounts: [{ platform: 'whatsapp' }] }),
      code: 'unsupported',
      says: 'it names no account',
    },
    {
      attack: 'It names no exhibit.',
      how: () => saying({ exhibits: [] }),
      code: 'unsupported',
      says: bad('exhibits:'),
    },
    {
      attack: 'It states no purpose.',
      how: () => saying({ purposes: [] }),
      code: 'unsupported',
      says: bad('purposes:'),
    },
    {
      attack: 'Its expiry is on a day that no calendar has.',
      how: () => saying({ expiry: '2024-06-31T00:00:00Z' }),
      code: 'unsupported',
      says: bad('expiry: not a day of the calendar'),
    },
    {
      attack: 'Its expiry has no zone, and could be read to lie hours later.',
      how: () => saying({ expiry: '2024-05-01T00:00:00' }),
      code: 'unsupported',
      says: bad('expiry: not an instant'),
    },
    {
      attack: 'It lists privileged words and no key to seal such messages to.',
      how: () => saying({ privileged: { accounts: [], words: ['counsel'] } }),
      code: 'unsupported',
      says: 'it names privileged material and no filter key to seal it to',
    },
    {
      attack: 'It lists ten thousand and one accounts.',
      how: () => scoped({ accounts: Array.from({ length: 10_001 }, (_, i) => ({ id: `account ${i}` })) }),
      code: 'unsupported',
      says: bad('scope.accounts'),
    },
    {
      attack: 'It is seventeen mebibytes large, to use up the workstation’s memory.',
      how: () => verify({ name: 'warrant.json', bytes: new Uint8Array(17 * 2 ** 20).fill(0x20) }),
      code: 'too-large',
      says: 'it is too large for a signed document',
    },
    {
      attack: 'What was signed is not UTF-8, and could be read in two ways.',
      how: () => verify(trulySigned(Buffer.from(JSON.stringify(warrantOf({ issuer: 'Zoë' })), 'latin1'))),
      code: 'unsupported',
      says: 'what was signed is not a warrant',
    },
  ],
};
