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
  /** Why messages could not be had; the next move tries again. */
  readonly fault: unknown;
  /** Shows a message; resolves with it once it stands there, or null when another move came first. */
  goTo(position: number, align: Align): Promise<FullMessage | null>;
  /** To be called when what is in sight has changed. */
  fill(): void;
  /** Says that a message could not be found. */
  fail(cause: unknown): void;
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
        if (of === move.current) setFault(cause);
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
      try {
        if (!now.current || !isLoaded(now.current, position)) {
          const [start, end] = rangeAround(position, count);
          const messages = await query.conversationRows(chat, start, end);
          if (of !== move.current) return null;
          put({ count, start, messages });
        }
      } catch (cause) {
        if (of === move.current) setFault(cause);
        return null;
      }
      const element = scroller.current && elementAt(scroller.current, position);
      if (scroller.current && element) scrollTo(scroller.current, element, align);
      fill();
      return now.current!.messages[position - now.current!.start] ?? null;
    },
    [query, chat, count, scroller, put, fill],
  );

  // What comes after the view was left is late.
  useEffect(() => () => void move.current++, []);

  return { loaded, fault, goTo, fill, fail: setFault };
}
