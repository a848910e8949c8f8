/**
 * What the open case stands on and what may be done with it. It is there also where the case is open to its
 * log only, without a store: `useCase()` is not.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { OpenCase, WarrantStatus } from '../../shared/contract/index.ts';
import { Zone } from '../../shared/time/zone.ts';
import { type Deed, whyNot } from '../views/warrant/warrant-state.ts';
import { listen } from './bridge.ts';

export interface CaseStanding {
  /** As it is now: documents that were added and the clock change it. */
  readonly openCase: OpenCase;
  /** After documents were added. */
  setWarrant(status: WarrantStatus): void;
  /** Why something cannot be done now, in a sentence; null when it can. */
  whyNot(deed: Deed): string | null;
}

export const CaseStandingContext = createContext<CaseStanding | null>(null);

/** The open case's standing. Only below the screen of an open case. */
export function useStanding(): CaseStanding {
  const standing = useContext(CaseStandingContext);
  if (standing === null) throw new Error('useStanding outside an open case');
  return standing;
}

/** Follows a case from its opening. */
export function useCaseStanding(first: OpenCase): CaseStanding {
  const [openCase, setOpenCase] = useState(first);
  const zone = useMemo(() => new Zone(first.timeZone), [first.timeZone]);

  useEffect(
    () =>
      listen('case.access', ({ access, state, reason }) =>
        setOpenCase(({ accessReason: _before, ...now }) => ({
          ...now,
          access,
          ...(reason === undefined ? {} : { accessReason: reason }),
          basis:
            now.basis.kind === 'warrant'
              ? { kind: 'warrant', warrant: { ...now.basis.warrant, state } }
              : now.basis,
        })),
      ),
    [],
  );

  const setWarrant = useCallback(
    (warrant: WarrantStatus) => setOpenCase((now) => ({ ...now, basis: { kind: 'warrant', warrant } })),
    [],
  );
  return useMemo(
    () => ({ openCase, setWarrant, whyNot: (deed) => whyNot(deed, openCase, zone) }),
    [openCase, setWarrant, zone],
  );
}
