import type { Request, WarrantStatus } from '../../shared/contract/index.ts';
import type { WorkstationIdentity } from '../keys/workstation.ts';
import { papersOf } from '../warrant/access.ts';
import { documentFile, documentFiles } from '../warrant/document-file.ts';
import { warrantStatus } from '../warrant/status.ts';

/** Verifies documents that no case has yet, and says what they cover. @throws Refusal as `papersOf` does. */
export async function inspectWarrant(
  { warrant, trust, amendments, revocations, releases }: Request<'warrant.inspect'>,
  identity: WorkstationIdentity,
): Promise<WarrantStatus> {
  const papers = papersOf({
    trust: await documentFile(trust),
    warrant: await documentFile(warrant),
    amendments: await documentFiles(amendments),
    revocations: await documentFiles(revocations),
    releases: await documentFiles(releases),
  });
  const box = (await identity.card().catch(() => null))?.box ?? null;
  return warrantStatus(papers, box, Date.now());
}
