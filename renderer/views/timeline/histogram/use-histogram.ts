import { useEffect, useRef, useState } from 'react';
import { useCase } from '../../../app/case-session.ts';
import type { Histogram } from '../../../query/api.ts';
import { useFault } from '../../../ui/use-fault.ts';

/** Counts between edges, of the current result; the last ones known until the new are there. */
export function useHistogram(edges: Float64Array | null): Histogram | null {
  const { store, result } = useCase();
  const fault = useFault();
  const [histogram, setHistogram] = useState<Histogram | null>(null);
  const asked = useRef(0);
  const shown = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another result, another histogram
  useEffect(() => {
    if (edges === null) return;
    const number = ++asked.current;
    store.query.histogram(edges).then((answer) => {
      if (number < shown.current) return;
      shown.current = number;
      setHistogram(answer);
    }, fault);
  }, [store, result, edges, fault]);
  return histogram;
}
