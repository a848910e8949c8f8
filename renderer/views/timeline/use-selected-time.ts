import { useEffect, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import { useFault } from '../../ui/use-fault.ts';

/** When the selected message was sent, also when it does not pass the filter; null without one or its time. */
export function useSelectedTime(): number | null {
  const { store, selected } = useCase();
  const fault = useFault();
  const [when, setWhen] = useState<number | null>(null);
  useEffect(() => {
    if (selected === null) {
      setWhen(null);
      return;
    }
    let left = false;
    store.query.message(selected).then((message) => {
      if (!left) setWhen(Number.isNaN(message.when) ? null : message.when);
    }, fault);
    return () => {
      left = true;
    };
  }, [store, selected, fault]);
  return when;
}
