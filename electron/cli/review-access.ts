/** Who may look at what an import withheld, and when: the warrant of the import, and the holder of its filter key. */
import { type IntakeRecord, Refusal } from '../../shared/model/index.ts';
import { accessAt, assertFull } from '../cases/case-access.ts';
import { actor } from '../custody/actor.ts';
import type { CustodyLog } from '../custody/log.ts';
import { keyId } from '../keys/envelope.ts';
import { type Identity, openIdentity, wipeIdentity } from '../keys/identity.ts';
import { papersOf } from '../warrant/access.ts';
import { documentFile, documentFiles } from '../warrant/document-file.ts';
import type { VerifiedWarrant } from '../warrant/warrant.ts';
import { passphraseOf } from './passphrase.ts';

export interface ReviewDocuments {
  readonly warrant: string;
  readonly trust: string;
  readonly amendments: readonly string[];
  readonly revocations: readonly string[];
  readonly identity: string;
  readonly passphraseFile: string | undefined;
}

/**
 * The warrant under which an import was read, verified.
 * @param now ms since 1970 UTC.
 * @param lastTime of the import's log, ms since 1970 UTC: the clock is not believed to stand before it.
 * @param decides whether anything is to be released or kept, which only a warrant in force allows.
 * @throws Refusal as `papersOf` does; `not-covered`, `expired`, `revoked`, `untrusted` (the clock).
 */
export async function reviewWarrant(
  documents: ReviewDocuments,
  records: readonly IntakeRecord[],
  { now, lastTime, decides }: { readonly now: number; readonly lastTime: number; readonly decides: boolean },
): Promise<VerifiedWarrant> {
  const { warrant } = papersOf({
    trust: await documentFile(documents.trust),
    warrant: await documentFile(documents.warrant),
    amendments: await documentFiles(documents.amendments),
    revocations: await documentFiles(documents.revocations),
    releases: [],
  });
  const under = records.find((record) => record.warrant)?.warrant;
  if (under?.sha256 !== warrant.digest) {
    throw new Refusal(
      'not-covered',
      warrant.file,
      under ? `the import was read under warrant ${under.id}` : 'the import was read under no warrant',
    );
  }
  const access = accessAt(warrant, now, lastTime);
  if (access.access === 'closed') throw new Refusal(access.code!, warrant.file, access.reason!);
  if (decides) assertFull(access, warrant.file);
  return warrant;
}

/**
 * The reviewer's identity, which must hold the warrant's filter key. A refused passphrase is in the log.
 * @throws Refusal `wrong-passphrase`, `wrong-key`; `not-covered` where the warrant has no filter key.
 */
export async function openReviewer(
  { identity: given, passphraseFile }: ReviewDocuments,
  { file, warrant }: VerifiedWarrant,
  log: CustodyLog,
): Promise<Identity> {
  const { filterKey } = warrant.privileged;
  if (filterKey === undefined) {
    throw new Refusal('not-covered', file, 'nothing is withheld: the warrant names no filter key');
  }
  const { name, bytes } = await documentFile(given);
  let reviewer: Identity;
  try {
    reviewer = await openIdentity(bytes, name, await passphraseOf(name, passphraseFile));
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'wrong-passphrase') {
      await log.append({ actor: actor(), action: 'passphrase-refused', subjects: [{ identity: name }] });
    }
    throw cause;
  }
  if (Buffer.from(reviewer.box.publicKey).toString('base64') !== filterKey) {
    wipeIdentity(reviewer);
    throw new Refusal('wrong-key', name, 'its key is not the filter key of the warrant');
  }
  return reviewer;
}

/** Subject of an entry of the log that names the reviewer. */
export const reviewerSubject = ({ name, box }: Identity) => ({ reviewer: name, key: keyId(box.publicKey) });
