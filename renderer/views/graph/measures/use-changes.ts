/** The list of changed ties that the query worker holds. */
import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../../app/bridge.ts';
import { useCase } from '../../../app/case-session.ts';
import type { ChangeCounts, ChangeKind, ChangeRow, Period } from '../../../query/api.ts';
import { useFault } from '../../../ui/use-fault.ts';
import { RowPages } from '../../timeline/row-pages.ts';

export interface Periods {
  readonly first: Period;
  readonly second: Period;
}

export interface ShownChanges {
  readonly periods: Periods;
  readonly counts: ChangeCounts;
  readonly pages: RowPages<ChangeRow>;
}

/** Each list stays until the next one is. @param periods null: there is nothing to compare. */
export function useChanges(
  periods: Periods | null,
  kind: ChangeKind | null,
): { readonly shown: ShownChanges | null; readonly fault: string | null } {
  const { store, result, summary } = useCase();
  const [shown, setShown] = useState<ShownChanges | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [, setArrived] = useState(0);
  const fault = useFault();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision or result, other ties
  useEffect(() => {
    if (periods === null) return;
    let left = false;
    store.query.changes({ ...periods, ...(kind === null ? {} : { kind }) }).then(
      (counts) => {
        if (left) return;
        const pages = new RowPages<ChangeRow>(
          counts.count,
          (start, end) => store.query.changeRows(start, end),
          () => setArrived((n) => n + 1),
          fault,
        );
        setFailed(null);
        setShown((before) => {
          before?.pages.close();
          return { periods, counts, pages };
        });
      },
      (cause) => {
        if (!left) setFailed(messageOf(cause));
      },
    );
    return () => {
      left = true;
    };
  }, [store, periods, kind, summary.revision, result, fault]);
  const last = useRef(shown);
  last.current = shown;
  useEffect(() => () => last.current?.pages.close(), []);
  return { shown: periods === null ? null : shown, fault: failed };
}
