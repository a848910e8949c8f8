/** The list of differences that the worker holds. */
import { useEffect, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { DifferenceCounts, DifferenceFilter, DifferenceRow } from '../../query/api.ts';
import { useFault } from '../../ui/use-fault.ts';
import { RowPages } from '../timeline/row-pages.ts';

export interface ShownDifferences {
  readonly counts: DifferenceCounts;
  readonly pages: RowPages<DifferenceRow>;
}

/** null until the first list is there; each list stays until the next one is. */
export function useDifferences(filter: DifferenceFilter): ShownDifferences | null {
  const { store } = useCase();
  const [shown, setShown] = useState<ShownDifferences | null>(null);
  const [, setArrived] = useState(0);
  const fault = useFault();
  useEffect(() => {
    let left = false;
    store.query.differences(filter).then(
      (counts) => {
        if (left) return;
        const pages = new RowPages<DifferenceRow>(
          counts.count,
          (start, end) => store.query.differenceRows(start, end),
          () => setArrived((n) => n + 1),
          fault,
        );
        setShown((before) => {
          before?.pages.close();
          return { counts, pages };
        });
      },
      (cause) => {
        if (!left) fault(cause);
      },
    );
    return () => {
      left = true;
    };
  }, [store, filter, fault]);
  const last = useRef(shown);
  last.current = shown;
  useEffect(() => () => last.current?.pages.close(), []);
  return shown;
}
