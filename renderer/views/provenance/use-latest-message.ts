import { useEffect, useRef, useState } from 'react';
import type { FullMessage, QueryApi } from '../../query/api.ts';

export interface LatestMessage {
  /** The message last asked for that has come: it stays until the next is there. */
  readonly message: FullMessage | null;
  readonly fault: unknown;
}

/**
 * The selected message in full. The selection may move faster than messages come: one is asked for at a
 * time, and of those chosen meanwhile only the last.
 */
export function useLatestMessage(query: QueryApi, row: number | null): LatestMessage {
  const [latest, setLatest] = useState<LatestMessage>({ message: null, fault: null });
  const wanted = useRef(row);
  wanted.current = row;
  const asking = useRef(false);
  const isThere = useRef(true);

  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);

  useEffect(() => {
    if (row === null) {
      setLatest({ message: null, fault: null });
      return;
    }
    if (asking.current) return;
    asking.current = true;
    const ask = async (): Promise<void> => {
      for (let asked: number | null = null; asked !== wanted.current && wanted.current !== null; ) {
        asked = wanted.current;
        const next = await query.message(asked).then(
          (message) => ({ message, fault: null }),
          (fault: unknown) => ({ message: null, fault }),
        );
        if (!isThere.current) return;
        if (wanted.current !== null) setLatest(next);
      }
    };
    void ask().finally(() => {
      asking.current = false;
    });
  }, [query, row]);

  return latest;
}
