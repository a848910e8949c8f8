import { useEffect, useState } from 'react';

/** The time, ms since 1970 UTC, again after so many ms. */
export function useNow(again: (now: number) => number): number {
  const [now, setNow] = useState(Date.now);
  const wait = again(now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), wait - (Date.now() - now));
    return () => clearTimeout(timer);
  }, [now, wait]);
  return now;
}
