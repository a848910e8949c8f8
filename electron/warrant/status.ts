/** What a warrant is at some moment, with all that goes with it: for the window. */
import type { Signature, WarrantStatus } from '../../shared/contract/index.ts';
import type { TrustPolicy } from '../../shared/warrant/documents.ts';
import type { DocumentFile, VerifiedDocument } from './documents.ts';
import { readRelease, releaseFault } from './release.ts';
import { reviewUntil, stateOf, type VerifiedWarrant } from './warrant.ts';

/** A warrant that was verified, with the releases that came under it. */
export interface WarrantPapers {
  readonly policy: TrustPolicy;
  readonly warrant: VerifiedWarrant;
  readonly releases: readonly DocumentFile[];
}

const signersOf = (signers: readonly Signature[]): Signature[] =>
  signers.map(({ holder, roles, keyId }) => ({ holder, roles, keyId }));

function ofDocument<Document>({
  digest,
  document,
  signers,
}: {
  digest: string;
  document: Document;
  signers: readonly Signature[];
}) {
  return { digest, document, signers: signersOf(signers) };
}

function releaseStatus(
  release: VerifiedDocument<'release'>,
  papers: WarrantPapers,
  box: string | null,
): WarrantStatus['releases'][number] {
  const { sealed: _sealed, ...document } = release.document;
  const problem =
    releaseFault(release, papers)?.reason ??
    (papers.warrant.exhibits.some(({ reference }) => reference === document.exhibit.reference)
      ? undefined
      : `the warrant does not name exhibit ${document.exhibit.reference}`);
  return {
    ...ofDocument({ ...release, document }),
    ...(problem === undefined ? {} : { problem }),
    forThisWorkstation: document.recipient === box,
  };
}

/**
 * @param box X25519 public key of this workstation, base64; null while it has no identity.
 * @param now ms since 1970 UTC.
 * @throws Refusal `unsupported` when one of the releases is none.
 */
export function warrantStatus(papers: WarrantPapers, box: string | null, now: number): WarrantStatus {
  const { policy, warrant, releases } = papers;
  return {
    state: stateOf(warrant, now),
    digest: warrant.digest,
    warrant: warrant.warrant,
    amendments: warrant.amendments.map(ofDocument),
    revocations: warrant.revocations.map(ofDocument),
    releases: releases.map((file) => releaseStatus(readRelease(file, policy), papers, box)),
    signers: signersOf(warrant.signers),
    policy: policy.name,
    notBefore: warrant.notBefore,
    expiry: warrant.expiry,
    reviewUntil: reviewUntil(warrant),
  };
}
