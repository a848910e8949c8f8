/** What a workstation may do with evidence under a warrant: asked for each job, once its evidence is hashed. */

import { Refusal } from '../../shared/model/index.ts';
import type { Authorisation, HashedEvidence } from '../intake/protocol.ts';
import { type DocumentFile, readDocument } from './documents.ts';
import { type BoxKeys, openRelease, type ReleasedKey } from './release.ts';
import type { WarrantPapers } from './status.ts';
import { parseTrust } from './trust.ts';
import { assertCovers, assertInForce, referenceOf, verifyWarrant, type WarrantFiles } from './warrant.ts';

/** Documents as they were given. */
export interface AccessFiles extends WarrantFiles {
  readonly trust: DocumentFile;
  readonly releases: readonly DocumentFile[];
}

/** A warrant that was verified, with what may open evidence under it. */
export interface WarrantedAccess extends WarrantPapers {
  /** Of this workstation; needed where a release is given. */
  readonly workstation: BoxKeys | null;
}

/**
 * Verifies the documents.
 * @throws Refusal `untrusted`, `unsupported`, `not-covered`.
 */
export function papersOf(files: AccessFiles): WarrantPapers {
  const policy = parseTrust(files.trust.bytes, files.trust.name);
  return { policy, warrant: verifyWarrant(files, policy), releases: files.releases };
}

export interface Authorised {
  readonly authorisation: Authorisation;
  /** Absent where the evidence was opened without a released key. */
  readonly released?: ReleasedKey;
}

/**
 * Authorises a job, or refuses it. Of several exhibits each takes the releases that name it; a release
 * that names none of them is refused with its reason.
 * @param exhibits references of all exhibits that the releases were given for.
 * @param now ms since 1970 UTC.
 * @throws Refusal, one for each condition that fails: see docs/warrants.md.
 */
export async function authorise(
  { policy, warrant, releases, workstation }: WarrantedAccess,
  exhibit: string,
  exhibits: readonly string[],
  evidence: readonly HashedEvidence[],
  now: number,
): Promise<Authorised> {
  assertInForce(warrant, now);
  assertCovers(warrant, exhibit, evidence);
  const { filterKey } = warrant.warrant.privileged;
  const base = {
    warrant: referenceOf(warrant),
    scope: warrant.scope,
    ...(filterKey === undefined ? {} : { filterKey }),
  };
  const own = releases.filter((file) => {
    const named = readDocument(file, 'release').document.exhibit.reference;
    return named === exhibit || !exhibits.includes(named);
  });
  if (own.length === 0) return { authorisation: base };
  if (!workstation) {
    throw new Refusal(
      'key-missing',
      own[0]!.name,
      'it opens with this workstation’s identity, which was not given',
    );
  }
  const released = await openRelease(own, { policy, warrant, exhibit, evidence, workstation, now });
  return { authorisation: { ...base, key: { released: released.key, kind: released.kind } }, released };
}
