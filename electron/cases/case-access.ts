/** What may be done with a case at some moment: as its warrant says, by a clock that its log vouches for. */
import type { Access, WarrantState } from '../../shared/contract/index.ts';
import { assertNever, Refusal, type RefusalCode } from '../../shared/model/index.ts';
import { reviewUntil, stateOf, type VerifiedWarrant } from '../warrant/warrant.ts';

/** Clocks are set right by a little now and then. */
export const CLOCK_SLACK_MS = 5 * 60_000;

export interface CaseAccess {
  readonly access: Access;
  /** Absent where there is no warrant. */
  readonly state?: WarrantState;
  /** Why it is not full, as a phrase; its code says what a call that needs more is refused with. */
  readonly reason?: string;
  readonly code?: RefusalCode;
}

const at = (ms: number): string => new Date(ms).toISOString();

/**
 * @param warrant null where the case has none: it is always open.
 * @param clock this workstation's, ms since 1970 UTC.
 * @param latest latest time that the case is known to have lived through: of its log, and of this session.
 */
export function accessAt(warrant: VerifiedWarrant | null, clock: number, latest: number): CaseAccess {
  if (!warrant) return { access: 'full' };
  const state = stateOf(warrant, Math.max(clock, latest));
  if (clock < latest - CLOCK_SLACK_MS) {
    const reason = `this workstation’s clock stands at ${at(clock)}, and the case’s log goes on to ${at(latest)}: until the clock is right only the log can be read`;
    return { access: 'closed', state, reason, code: 'untrusted' };
  }
  const { expiry, notBefore, revocations, digest } = warrant;
  switch (state) {
    case 'in-force':
      return { access: 'full', state };
    case 'not-yet': {
      const reason = `the warrant is not in force before ${at(notBefore)}`;
      return { access: 'review', state, reason, code: 'not-covered' };
    }
    case 'review': {
      const reason = `the warrant expired at ${at(expiry)}; the case may be looked at until ${at(reviewUntil(warrant))}`;
      return { access: 'review', state, reason, code: 'expired' };
    }
    case 'ended': {
      const reason = `the warrant expired at ${at(expiry)}, and the case could be looked at until ${at(reviewUntil(warrant))}`;
      return { access: 'closed', state, reason, code: 'expired' };
    }
    case 'revoked': {
      const { document } = revocations.find((one) => one.document.document === digest)!;
      const reason = `the warrant was revoked at ${document.issued}: ${document.reason}`;
      return { access: 'closed', state, reason, code: 'revoked' };
    }
    default:
      return assertNever(state, 'state of a warrant');
  }
}

/** @param name of the case, for messages. @throws Refusal when the case takes and gives out nothing now. */
export function assertFull({ access, reason, code }: CaseAccess, name: string): void {
  if (access !== 'full') throw new Refusal(code ?? 'not-covered', name, reason ?? 'it is read-only');
}

/** Whether two are the same to whoever works on the case. */
export function sameAccess(a: CaseAccess, b: CaseAccess): boolean {
  return a.access === b.access && a.state === b.state;
}
