/**
 * Opening a release: the key comes out only when the release is of this warrant, for this exhibit and
 * this workstation, is signed by as many escrow agents as the policy asks for, and the warrant is in force.
 */
import { combine } from 'shamir-secret-sharing';
import { Refusal } from '../../shared/model/index.ts';
import type { KeyKind, TrustPolicy } from '../../shared/warrant/documents.ts';
import type { HashedEvidence } from '../intake/protocol.ts';
import { sha256Hex } from '../keys/sha256.ts';
import { sodium } from '../keys/sodium.ts';
import { type DocumentFile, readDocument, type VerifiedDocument } from './documents.ts';
import { missingRole, ROLE_WORDS, type Signer, trustedSigners } from './trust.ts';
import { assertInForce, type VerifiedWarrant } from './warrant.ts';

/** The workstation's X25519 key pair, 32 bytes each. */
export interface BoxKeys {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

export interface ReleasedKey {
  readonly kind: KeyKind;
  /** The key's bytes, or a password's UTF-8; the caller overwrites them after use. */
  readonly key: Uint8Array;
  /** Ids of the releases that were used, for the log. */
  readonly releases: readonly string[];
  readonly signers: readonly Signer[];
}

export interface ReleaseContext {
  readonly policy: TrustPolicy;
  readonly warrant: VerifiedWarrant;
  /** Reference of the exhibit that the key is for. */
  readonly exhibit: string;
  readonly evidence: readonly HashedEvidence[];
  readonly workstation: BoxKeys;
  /** ms since 1970 UTC. */
  readonly now: number;
}

type Read = VerifiedDocument<'release'>;

/** A release with the trusted keys that signed it; whether they are enough is asked of all of an exhibit's. */
export function readRelease(file: DocumentFile, policy: TrustPolicy): VerifiedDocument<'release'> {
  const read = readDocument(file, 'release');
  return { ...read, signers: trustedSigners(read.envelope, read.document.issued, policy) };
}

/** Why no key may be had by a release under a warrant, whatever the evidence is; null when there is no reason. */
export function releaseFault(
  { file, document, digest, signers }: VerifiedDocument<'release'>,
  { policy, warrant }: Pick<ReleaseContext, 'policy' | 'warrant'>,
): Refusal | null {
  const needed = policy.thresholds.release.map(({ role }) => role);
  if (!signers.some(({ roles }) => roles.some((role) => needed.includes(role)))) {
    const others = signers.map(({ holder }) => holder).join(', ');
    return new Refusal(
      'untrusted',
      file,
      `it lacks the valid signature of ${ROLE_WORDS[needed[0]!]}${others === '' ? '' : ` (signed by ${others})`}`,
    );
  }
  if (warrant.revocations.some((one) => one.document.document === digest)) {
    return new Refusal('revoked', file, 'the release was revoked');
  }
  if (document.warrant !== warrant.digest) {
    return new Refusal('not-covered', file, `it was released under another warrant than ${warrant.file}`);
  }
  return null;
}

function checked(file: DocumentFile, context: ReleaseContext): Read {
  const { exhibit, evidence, workstation, policy } = context;
  const read = readRelease(file, policy);
  const { document } = read;
  const fault = releaseFault(read, context);
  if (fault) throw fault;
  if (document.exhibit.reference !== exhibit) {
    throw new Refusal(
      'not-covered',
      file.name,
      `it was released for exhibit ${document.exhibit.reference}, not ${exhibit}`,
    );
  }
  const hashes = evidence.flatMap(({ sha256, files }) => [sha256, ...files.map((one) => one.sha256)]);
  if (!hashes.includes(document.exhibit.sha256)) {
    throw new Refusal(
      'not-covered',
      file.name,
      `it was released for evidence of another SHA-256 (${document.exhibit.sha256})`,
    );
  }
  if (!Buffer.from(document.recipient, 'base64').equals(workstation.publicKey)) {
    throw new Refusal('not-covered', file.name, 'it was released to another workstation');
  }
  return read;
}

function opened({ file, document }: Read, { publicKey, privateKey }: BoxKeys): Uint8Array {
  try {
    return sodium.crypto_box_seal_open(
      new Uint8Array(Buffer.from(document.sealed, 'base64')),
      publicKey,
      privateKey,
    );
  } catch {
    throw new Refusal('tampered', file, 'its sealed key does not open with this workstation’s identity');
  }
}

/** Joins the shares of one set. */
async function joined(releases: readonly Read[], context: ReleaseContext): Promise<Uint8Array> {
  const [first] = releases;
  const share = first!.document.share!;
  for (const { file, document } of releases) {
    const other = document.share;
    if (
      other?.set !== share.set ||
      other.threshold !== share.threshold ||
      other.keySha256 !== share.keySha256
    ) {
      throw new Refusal(
        'not-covered',
        file,
        `it holds no share of the key that ${first!.file} is a share of`,
      );
    }
  }
  const parts = new Map<string, Uint8Array>();
  for (const release of releases) {
    const part = opened(release, context.workstation);
    parts.set(Buffer.from(part).toString('hex'), part);
  }
  if (parts.size < share.threshold) {
    throw new Refusal(
      'key-missing',
      first!.file,
      `${share.threshold} shares of the key are needed, and ${parts.size} ${parts.size === 1 ? 'is' : 'are'} there`,
    );
  }
  const key = await combine([...parts.values()]).catch(() => null);
  for (const part of parts.values()) sodium.memzero(part);
  if (key === null || sha256Hex(key) !== share.keySha256) {
    throw new Refusal('tampered', first!.file, 'its shares do not make up the key that was split');
  }
  return key;
}

/**
 * Opens the key of one exhibit from one release, or from several that hold its shares.
 * @throws Refusal, one for each condition that fails: see docs/warrants.md.
 */
export async function openRelease(
  files: readonly DocumentFile[],
  context: ReleaseContext,
): Promise<ReleasedKey> {
  const [first] = files;
  if (!first) throw new RangeError('no release was given');
  assertInForce(context.warrant, context.now);
  const releases = files.map((file) => checked(file, context));
  const kinds = new Set(releases.map(({ document }) => document.keyKind));
  if (kinds.size > 1)
    throw new Refusal('not-covered', first.name, 'the releases are for keys of different kinds');
  const isShared = releases.some(({ document }) => document.share !== undefined);
  if (!isShared && releases.length > 1) {
    throw new Refusal('not-covered', releases[1]!.file, 'one release is enough: each holds the whole key');
  }
  const signers = [
    ...new Map(
      releases.flatMap((release) => release.signers).map((signer) => [signer.keyId, signer]),
    ).values(),
  ];
  const missing = missingRole(context.policy.thresholds.release, signers);
  if (missing !== null) {
    throw new Refusal(
      'untrusted',
      first.name,
      `it lacks the valid signature of ${ROLE_WORDS[missing]} (signed by ${signers.map(({ holder }) => holder).join(', ')})`,
    );
  }
  return {
    kind: releases[0]!.document.keyKind,
    key: isShared ? await joined(releases, context) : opened(releases[0]!, context.workstation),
    releases: releases.map(({ document }) => document.id),
    signers,
  };
}
