/** What the custody log says of a warrant and of the keys that were released under it. */
import { actor } from '../custody/actor.ts';
import type { NewEntry } from '../custody/log.ts';
import type { ReleasedKey } from './release.ts';
import type { VerifiedWarrant } from './warrant.ts';

/** A log that entries are written to. */
export interface Log {
  append(entry: NewEntry): Promise<number>;
}

const signersOf = (signers: VerifiedWarrant['signers']) =>
  signers.map(({ holder, keyId }) => ({ signer: holder, key: keyId }));

/** That the warrant's signatures hold, and whose they are. */
export async function logVerified(log: Log, warrant: VerifiedWarrant): Promise<void> {
  await log.append({
    actor: actor(),
    action: 'warrant-verified',
    subjects: [
      { warrant: warrant.warrant.id, sha256: warrant.digest, case: warrant.warrant.caseReference },
      ...warrant.amendments.map(({ document, digest }) => ({ amendment: document.id, sha256: digest })),
      ...signersOf(warrant.signers),
    ],
  });
}

/** That a key was opened; the key itself is nowhere written. */
export async function logReleased(
  log: Log,
  exhibit: string,
  warrant: VerifiedWarrant,
  released: ReleasedKey,
): Promise<void> {
  await log.append({
    actor: actor(),
    action: 'key-released',
    subjects: [
      { exhibit, keyKind: released.kind, warrant: warrant.warrant.id },
      ...released.releases.map((release) => ({ release })),
      ...signersOf(released.signers),
    ],
  });
}
