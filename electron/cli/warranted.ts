/** Reading under a warrant on the command line: the documents, and what the log says of their use. */
import type { CustodyLog } from '../custody/log.ts';
import type { Authorisation, HashedEvidence } from '../intake/protocol.ts';
import { wipeIdentity } from '../keys/identity.ts';
import { authorise, papersOf } from '../warrant/access.ts';
import { documentFile } from '../warrant/document-file.ts';
import { logReleased, logVerified } from '../warrant/log-access.ts';
import { identityOf } from './authority/files.ts';
import type { WarrantOptions } from './import-request.ts';

export interface OpenAccess {
  authorise(
    exhibit: string,
    exhibits: readonly string[],
    evidence: readonly HashedEvidence[],
  ): Promise<Authorisation>;
  /** Overwrites the identity's keys. */
  close(): void;
}

/** Verifies the documents and notes so in the log. @throws Refusal, UsageError. */
export async function openAccess(options: WarrantOptions, log: CustodyLog): Promise<OpenAccess> {
  const all = (paths: readonly string[]) => Promise.all(paths.map(documentFile));
  const files = {
    trust: await documentFile(options.trust),
    warrant: await documentFile(options.warrant),
    amendments: await all(options.amendments),
    revocations: await all(options.revocations),
    releases: await all(options.releases),
  };
  const identity =
    options.identity === undefined ? null : await identityOf(options.identity, options.passphraseFile);
  const access = { ...papersOf(files), workstation: identity?.box ?? null };
  const { warrant } = access;
  await logVerified(log, warrant);
  return {
    async authorise(exhibit, exhibits, evidence) {
      const { authorisation, released } = await authorise(access, exhibit, exhibits, evidence, Date.now());
      if (released) await logReleased(log, exhibit, warrant, released);
      return authorisation;
    },
    close() {
      if (identity) wipeIdentity(identity);
    },
  };
}
