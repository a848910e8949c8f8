import { useEffect, useState } from 'react';
import type { QuarantineGroup } from '../../../shared/contract/index.ts';
import { call } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import { useFault } from '../../ui/use-fault.ts';

/** Whether imports of the open case withheld anything. */
export function useHasWithheld(): boolean {
  const { exhibits } = useCase().summary;
  return exhibits.some(({ counts }) => counts.privileged > 0);
}

/**
 * What is withheld, by exhibit and privilege; null while it is being asked for.
 * @param again another one asks anew.
 */
export function useWithheld(again: unknown = null): readonly QuarantineGroup[] | null {
  const { revision } = useCase().summary;
  const has = useHasWithheld();
  const fault = useFault();
  const [groups, setGroups] = useState<readonly QuarantineGroup[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision, or another decision, another answer
  useEffect(() => {
    if (!has) return setGroups([]);
    let left = false;
    call('quarantine.summary', {}).then((answer) => {
      if (!left) setGroups(answer);
    }, fault);
    return () => {
      left = true;
    };
  }, [has, revision, again, fault]);
  return groups;
}
