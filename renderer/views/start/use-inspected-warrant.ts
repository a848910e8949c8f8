import { useEffect, useState } from 'react';
import type { WarrantStatus } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { inspectRequest, type NewCaseDraft } from './new-case.ts';

/** What the chosen documents turned out to be. */
export interface InspectedWarrant {
  readonly status: WarrantStatus | null;
  /** Why they were refused, in one line. */
  readonly refusal: string | null;
  readonly busy: boolean;
}

const NOTHING: InspectedWarrant = { status: null, refusal: null, busy: false };

/** Verifies the chosen documents anew whenever one is chosen. */
export function useInspectedWarrant(draft: NewCaseDraft): InspectedWarrant {
  const [inspected, setInspected] = useState(NOTHING);
  const { warrant, trust, amendments, revocations } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the draft that are asked with
  useEffect(() => {
    const asked = inspectRequest(draft);
    if (asked === null) return setInspected(NOTHING);
    let left = false;
    setInspected({ ...NOTHING, busy: true });
    call('warrant.inspect', asked).then(
      (status) => {
        if (!left) setInspected({ ...NOTHING, status });
      },
      (cause) => {
        if (!left) setInspected({ ...NOTHING, refusal: messageOf(cause) });
      },
    );
    return () => {
      left = true;
    };
  }, [warrant, trust, amendments, revocations]);
  return inspected;
}
