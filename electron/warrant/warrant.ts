/** A warrant with its amendments and revocations: what it covers, and until when. */
import type { WarrantState } from '../../shared/contract/index.ts';
import { Refusal, type WarrantReference } from '../../shared/model/index.ts';
import type { Scope } from '../../shared/scope/index.ts';
import type { TrustPolicy, Warrant } from '../../shared/warrant/documents.ts';
import type { HashedEvidence } from '../intake/protocol.ts';
import { type DocumentFile, type VerifiedDocument, verifyDocument } from './documents.ts';

export interface WarrantFiles {
  readonly warrant: DocumentFile;
  readonly amendments?: readonly DocumentFile[];
  readonly revocations?: readonly DocumentFile[];
}

/** A warrant whose signatures hold. Whether it is in force is asked apart, of a moment. */
export interface VerifiedWarrant {
  readonly file: string;
  readonly warrant: Warrant;
  /** SHA-256 of its payload, by which releases and amendments name it. */
  readonly digest: string;
  readonly signers: VerifiedDocument['signers'];
  readonly amendments: readonly VerifiedDocument<'amendment'>[];
  readonly revocations: readonly VerifiedDocument<'revocation'>[];
  readonly scope: Scope;
  /** ms since 1970 UTC; of the warrant or the latest amendment; exclusive. */
  readonly expiry: number;
  readonly notBefore: number;
  readonly exhibits: Warrant['exhibits'];
}

/**
 * Verifies a warrant and what goes with it.
 * @throws Refusal `untrusted`, `unsupported`; `not-covered` for an amendment of another warrant.
 */
export function verifyWarrant(files: WarrantFiles, policy: TrustPolicy): VerifiedWarrant {
  const { file, document: warrant, digest, signers } = verifyDocument(files.warrant, 'warrant', policy);
  const amendments = (files.amendments ?? []).map((given) => {
    const amendment = verifyDocument(given, 'amendment', policy);
    if (amendment.document.warrant !== digest) {
      throw new Refusal('not-covered', given.name, `it amends another warrant than ${file}`);
    }
    return amendment;
  });
  amendments.sort((a, b) => Date.parse(a.document.issued) - Date.parse(b.document.issued));
  const revocations = (files.revocations ?? []).map((given) => verifyDocument(given, 'revocation', policy));
  const clauses = [warrant.scope, ...amendments.flatMap(({ document }) => document.scope ?? [])];
  const { accounts, words } = warrant.privileged;
  return {
    file,
    warrant,
    digest,
    signers,
    amendments,
    revocations,
    scope: { clauses, privileged: { accounts, words } },
    notBefore: Date.parse(warrant.notBefore),
    expiry: Math.max(
      ...[warrant.expiry, ...amendments.flatMap(({ document }) => document.expiry ?? [])].map(Date.parse),
    ),
    exhibits: [...warrant.exhibits, ...amendments.flatMap(({ document }) => document.exhibits ?? [])],
  };
}

const DAY_MS = 86_400_000;

/** Until when a warrant's case may be looked at, ms since 1970 UTC; exclusive. */
export function reviewUntil({ expiry, warrant }: VerifiedWarrant): number {
  return expiry + warrant.retention.reviewDays * DAY_MS;
}

/** @param now ms since 1970 UTC. */
export function stateOf(warrant: VerifiedWarrant, now: number): WarrantState {
  const { notBefore, expiry, digest, revocations } = warrant;
  if (revocations.some(({ document }) => document.document === digest)) return 'revoked';
  if (now < notBefore) return 'not-yet';
  if (now < expiry) return 'in-force';
  return now < reviewUntil(warrant) ? 'review' : 'ended';
}

/** @throws Refusal `expired`, `revoked`, `not-covered` (before its first day). */
export function assertInForce(warrant: VerifiedWarrant, now: number): void {
  const state = stateOf(warrant, now);
  const { file, notBefore, expiry, revocations, digest } = warrant;
  const day = (ms: number): string => new Date(ms).toISOString();
  switch (state) {
    case 'in-force':
      return;
    case 'not-yet':
      throw new Refusal('not-covered', file, `the warrant is not in force before ${day(notBefore)}`);
    case 'revoked': {
      const { document } = revocations.find((one) => one.document.document === digest)!;
      throw new Refusal('revoked', file, `the warrant was revoked at ${document.issued}: ${document.reason}`);
    }
    case 'review':
    case 'ended':
      throw new Refusal('expired', file, `the warrant expired at ${day(expiry)}`);
  }
}

/**
 * Whether the warrant covers an exhibit and each piece of evidence given for it. Where the warrant states
 * hashes, each file or folder must have one of them, or a folder each of its files.
 * @throws Refusal `not-covered`.
 */
export function assertCovers(
  { file, exhibits }: VerifiedWarrant,
  reference: string,
  evidence: readonly HashedEvidence[],
): void {
  const named = exhibits.filter((exhibit) => exhibit.reference === reference);
  if (named.length === 0) {
    throw new Refusal('not-covered', file, `the warrant does not name exhibit ${reference}`);
  }
  if (named.some(({ sha256 }) => sha256 === undefined)) return;
  const known = new Set(named.flatMap(({ sha256 }) => sha256 ?? []));
  for (const { name, sha256, files } of evidence) {
    if (known.has(sha256)) continue;
    const stranger = files.find((one) => !known.has(one.sha256));
    if (stranger || files.length === 0) {
      throw new Refusal(
        'not-covered',
        stranger?.name ?? name,
        `its SHA-256 is not among those that the warrant states for exhibit ${reference}`,
      );
    }
  }
}

/** How records name a warrant. */
export function referenceOf({ warrant, digest, amendments }: VerifiedWarrant): WarrantReference {
  return {
    id: warrant.id,
    sha256: digest,
    amendments: amendments.map(({ document, digest: own }) => ({ id: document.id, sha256: own })),
  };
}
