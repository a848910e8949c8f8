import { useEffect, useMemo, useRef, useState } from 'react';
import type { FullMessage, QueryApi } from '../../query/api.ts';

export interface LatestMessage {
  /** The message last asked for that has come: it stays until the next is there. */
  readonly message: FullMessage | null;
  readonly fault: unknown;
}

/**
 * The selected message in full. The selection may move faster than messages come: one is asked for at a
 * time, and of those chosen meanwhile only the last.
 * @param revision of the case: with a new one the message is asked for again.
 */
export function useLatestMessage(query: QueryApi, row: number | null, revision: number): LatestMessage {
  const [latest, setLatest] = useState<LatestMessage>({ message: null, fault: null });
  const wish = useMemo(() => ({ row, revision }), [row, revision]);
  const wanted = useRef(wish);
  wanted.current = wish;
  const asking = useRef(false);
  const isThere = useRef(true);

  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);

  useEffect(() => {
    if (wish.row === null) {
      setLatest({ message: null, fault: null });
      return;
    }
    // Whoever is asking comes to it.
    if (asking.current) return;
    asking.current = true;
    const ask = async (): Promise<void> => {
      for (let asked: typeof wish | null = null; asked !== wanted.current; ) {
        asked = wanted.current;
        if (asked.row === null) return;
        const next = await query.message(asked.row).then(
          (message) => ({ message, fault: null }),
          (fault: unknown) => ({ message: null, fault }),
        );
        if (!isThere.current) return;
        if (wanted.current.row !== null) setLatest(next);
      }
    };
    void ask().finally(() => {
      asking.current = false;
    });
  }, [query, wish]);

  return latest;
}
