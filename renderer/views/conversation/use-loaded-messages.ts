/** Loads the stretch of a chat that is in sight, and goes to places in it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { FullMessage, QueryApi } from '../../query/api.ts';
import {
  type Edge,
  extended,
  isLoaded,
  type LoadedMessages,
  rangeAround,
  rangeBeyond,
} from './loaded-messages.ts';
import { type Align, elementAt, keepingPlace, nearEdges, scrollTo } from './scroll-place.ts';

export interface ChatStretch {
  /** Null until the first messages are there. */
  readonly loaded: LoadedMessages | null;
  /** Why messages could not be had; until others come. */
  readonly fault: unknown;
  /** Shows a message; resolves with it once it stands there, or null when another move came first. */
  goTo(position: number, align: Align): Promise<FullMessage | null>;
  /** To be called when what is in sight has changed. */
  fill(): void;
  /** Says that a message could not be found. */
  fail(cause: unknown): void;
  /** Tries once more what failed. */
  again(): void;
}

/** @param scroller the feed; null while it is not there. */
export function useLoadedMessages(
  query: QueryApi,
  chat: number,
  count: number,
  scroller: React.RefObject<HTMLElement | null>,
): ChatStretch {
  const [loaded, setLoaded] = useState<LoadedMessages | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const now = useRef<LoadedMessages | null>(null);
  /** Goes up with each move, so that what was asked for before it is known to be late. */
  const move = useRef(0);
  const asked = useRef({ before: false, after: false });
  /** What comes after the view was left is late. */
  const hasLeft = useRef(false);
  /** A place that is being loaded: of the moves that come meanwhile, as a slider's, only the last goes on. */
  const loading = useRef<Promise<unknown> | null>(null);
  /** Whether the last move waits for that. */
  const isAwaited = useRef(false);
  /** The move that failed; null where messages at an edge did. */
  const failed = useRef<{ readonly position: number; readonly align: Align } | null>(null);

  const put = useCallback((next: LoadedMessages) => {
    now.current = next;
    flushSync(() => {
      setLoaded(next);
      setFault(null);
    });
  }, []);

  const extend = useCallback(
    async (edge: Edge): Promise<void> => {
      const range = now.current && rangeBeyond(now.current, edge);
      if (!range || asked.current[edge]) return;
      asked.current[edge] = true;
      const of = move.current;
      try {
        const more = await query.conversationRows(chat, ...range);
        const next = of === move.current && now.current ? extended(now.current, more, range) : null;
        if (next && scroller.current) keepingPlace(scroller.current, () => put(next));
      } catch (cause) {
        if (of === move.current) {
          failed.current = null;
          setFault(cause);
        }
        return;
      } finally {
        asked.current[edge] = false;
      }
      if (scroller.current && nearEdges(scroller.current)[edge]) void extend(edge);
    },
    [query, chat, scroller, put],
  );

  const fill = useCallback(() => {
    if (!scroller.current) return;
    const near = nearEdges(scroller.current);
    if (near.before) void extend('before');
    if (near.after) void extend('after');
  }, [scroller, extend]);

  const goTo = useCallback(
    async (position: number, align: Align): Promise<FullMessage | null> => {
      const of = ++move.current;
      isAwaited.current = false;
      try {
        if (!now.current || !isLoaded(now.current, position)) {
          while (loading.current) {
            isAwaited.current = true;
            await loading.current;
            if (of !== move.current) return null;
          }
          const [start, end] = rangeAround(position, count);
          const rows = query.conversationRows(chat, start, end);
          loading.current = rows.then(
            () => (loading.current = null),
            () => (loading.current = null),
          );
          const messages = await rows;
          // Where the last move waits it is shown all the same: a slider that is dragged shows where it comes.
          if (hasLeft.current || (of !== move.current && !isAwaited.current)) return null;
          put({ count, start, messages });
        }
      } catch (cause) {
        if (of === move.current) {
          failed.current = { position, align };
          setFault(cause);
        }
        return null;
      }
      const element = scroller.current && elementAt(scroller.current, position);
      if (scroller.current && element) scrollTo(scroller.current, element, align);
      fill();
      if (of !== move.current) return null;
      return now.current!.messages[position - now.current!.start] ?? null;
    },
    [query, chat, count, scroller, put, fill],
  );

  useEffect(() => {
    hasLeft.current = false;
    return () => {
      hasLeft.current = true;
      move.current++;
    };
  }, []);

  const again = useCallback(() => {
    setFault(null);
    if (failed.current) void goTo(failed.current.position, failed.current.align);
    else fill();
  }, [goTo, fill]);

  return { loaded, fault, goTo, fill, fail: setFault, again };
}
