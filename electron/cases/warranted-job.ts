/** A job under a case's warrant: what it may open and keep, with the key that was released for it. */
import { Refusal } from '../../shared/model/index.ts';
import type { Authorisation, HashedEvidence } from '../intake/protocol.ts';
import type { WorkstationIdentity } from '../keys/workstation.ts';
import { authorise } from '../warrant/access.ts';
import { logReleased } from '../warrant/log-access.ts';
import { type PickedReleases, pickReleases } from '../warrant/pick-releases.ts';
import type { OpenedCase } from './opened-case.ts';

export interface WarrantedJob {
  /** @throws Refusal when the job may not be done. */
  authorise(evidence: readonly HashedEvidence[]): Promise<Authorisation>;
  /** A refusal of the intake, in words of the warrant. */
  explain(cause: unknown): unknown;
  /** Overwrites the key. */
  end(): void;
}

function faultOf({ fault }: PickedReleases): Refusal | null {
  if (!fault) return null;
  if (fault instanceof Refusal) return fault;
  return new Refusal('not-covered', fault.otherWorkstation.name, 'it was released to another workstation');
}

/** @param opened a case that is under a warrant. */
export function warrantedJob(
  opened: OpenedCase,
  identity: WorkstationIdentity,
  exhibit: string,
): WarrantedJob {
  let key: Uint8Array | null = null;
  return {
    async authorise(evidence) {
      opened.assertFull();
      const { papers } = opened.papers!;
      const box = (await identity.card())?.box ?? null;
      const picked = pickReleases(papers, exhibit, evidence, box);
      const fault = faultOf(picked);
      if (fault) throw fault;
      const { unlocked } = identity;
      if (picked.files.length > 0 && !unlocked) {
        throw new Refusal(
          'key-missing',
          exhibit,
          'its key comes with a release to this workstation’s identity, which is locked: unlock it first',
        );
      }
      const access = { ...papers, releases: picked.files, workstation: unlocked?.box ?? null };
      const { authorisation, released } = await authorise(access, exhibit, [exhibit], evidence, opened.now());
      if (released) {
        key = released.key;
        await logReleased(opened.log, exhibit, papers.warrant, released);
      }
      return authorisation;
    },
    explain(cause) {
      if (key || !(cause instanceof Refusal) || cause.code !== 'key-missing' || cause.file === exhibit) {
        return cause;
      }
      return new Refusal('key-missing', cause.file, 'it is encrypted, and the case has no release for it');
    },
    end() {
      key?.fill(0);
    },
  };
}
