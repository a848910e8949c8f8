/** Where the reader of a chat is: opening it at its place, and moving the selection by keys. */
import { useCallback, useEffect, useRef } from 'react';
import { useCase } from '../../app/case-session.ts';
import type { ChatRow, FullMessage, QueryApi } from '../../query/api.ts';
import { type Align, elementAt, type InSight, scrollWithin } from './scroll-place.ts';
import type { ChatStretch } from './use-loaded-messages.ts';

export interface FeedMoves {
  /** Shows the chat at the selected message, else at the instant, else at its end. */
  open(): void;
  /** Selects a message that is in sight. */
  choose(row: number): void;
  goAndChoose(position: number, align: Align): Promise<void>;
  /** Moves the selection to the next message or the one before; first reads on in one higher than the window. */
  step(by: 1 | -1): void;
  /** Moves it by what is in sight, in the same way. */
  page(by: 1 | -1): void;
  first(): void;
  last(): void;
  toInstant(): void;
  /** The selected message, where it is one of this chat and loaded. */
  current(): FullMessage | null;
  onKeyDown(event: React.KeyboardEvent): void;
}

/** A message's position in a chat; null where it is not one of it. */
async function positionIn(query: QueryApi, chat: number, row: number): Promise<number | null> {
  const position = await query.conversationPositionOf(chat, row);
  const [message] = await query.conversationRows(chat, position, position + 1);
  return message?.row === row ? position : null;
}

/** Whether the keyboard is free to go to a message: on nothing, or in the feed already. */
function mayTakeFocus(scroller: HTMLElement): boolean {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || scroller.contains(activeElement);
}

interface Place {
  readonly chat: ChatRow;
  readonly scroller: React.RefObject<HTMLElement | null>;
  readonly stretch: ChatStretch;
  readonly sight: InSight | null;
}

export function useFeedMoves({ chat, scroller, stretch, sight }: Place): FeedMoves {
  const { store, selected, select, instant, show } = useCase();
  const { query } = store;
  const { loaded, goTo } = stretch;
  /** What this view itself has selected: the feed need not go there. */
  const own = useRef<{ row: number; position: number } | null>(null);
  const isOpen = useRef(false);
  const latest = useRef({ selected, instant, loaded, sight });
  latest.current = { selected, instant, loaded, sight };

  const arrive = useCallback(
    (message: FullMessage | null) => {
      if (!message) return;
      own.current = { row: message.row, position: message.position };
      select(message.row);
      const element = scroller.current && elementAt(scroller.current, message.position);
      if (scroller.current && element && mayTakeFocus(scroller.current))
        element.focus({ preventScroll: true });
    },
    [scroller, select],
  );

  const goAndChoose = useCallback(
    async (position: number, align: Align): Promise<void> => {
      const to = Math.max(0, Math.min(chat.messages - 1, position));
      arrive(await goTo(to, align));
    },
    [chat, goTo, arrive],
  );

  const toInstant = useCallback(async (): Promise<void> => {
    const { instant: when } = latest.current;
    if (when === null || chat.messages === 0) return;
    const position = await query.conversationPositionAt(chat.index, when);
    await goTo(Math.min(position, chat.messages - 1), 'centre');
  }, [query, chat, goTo]);

  const open = useCallback(async (): Promise<void> => {
    if (chat.messages === 0) return;
    const { selected: row, instant: when } = latest.current;
    const position = row === null ? null : await positionIn(query, chat.index, row);
    if (position !== null) arrive(await goTo(position, 'centre'));
    else if (isOpen.current) return;
    else if (when !== null) await toInstant();
    else await goTo(chat.messages - 1, 'end');
    isOpen.current = true;
    if (scroller.current && mayTakeFocus(scroller.current)) {
      const reached = scroller.current.querySelector<HTMLElement>('[data-position][tabindex="0"]');
      reached?.focus({ preventScroll: true });
    }
  }, [query, chat, scroller, goTo, arrive, toInstant]);

  const onFault = useRef(stretch.fail);
  onFault.current = stretch.fail;
  const begin = useCallback(() => {
    open().catch((cause) => onFault.current(cause));
  }, [open]);

  // The selection is also moved from elsewhere: a quote, the command list, another view.
  useEffect(() => {
    if (selected === own.current?.row && isOpen.current) return;
    begin();
  }, [selected, begin]);

  const choose = useCallback(
    (row: number) => {
      const message = latest.current.loaded?.messages.find((one) => one.row === row);
      if (message) arrive(message);
    },
    [arrive],
  );

  /** Position to move from: of the selection, or what is in sight. */
  const from = useCallback((way: number): number | null => {
    const { selected: row, loaded: there, sight: seen } = latest.current;
    if (row !== null && own.current?.row === row) return own.current.position;
    const message = there?.messages.find((one) => one.row === row);
    if (message) return message.position;
    // Nothing is selected: the first step selects what is in sight.
    if (seen) return way > 0 ? seen.first - 1 : seen.last + 1;
    return null;
  }, []);

  /** Reads on in the selected message, where it is higher than the window and goes on that way. */
  const readOn = useCallback(
    (way: 1 | -1): boolean => {
      const chosen = own.current?.row === latest.current.selected ? own.current : null;
      const element = chosen && scroller.current && elementAt(scroller.current, chosen.position);
      return !!element && scrollWithin(scroller.current!, element, way);
    },
    [scroller],
  );

  const step = useCallback(
    (by: 1 | -1) => {
      if (readOn(by)) return;
      const position = from(by);
      if (position !== null) void goAndChoose(position + by, 'nearest');
    },
    [from, goAndChoose, readOn],
  );
  const page = useCallback(
    (way: 1 | -1) => {
      if (readOn(way)) return;
      const { sight: seen } = latest.current;
      const position = from(way);
      if (position === null || !seen) return;
      const by = way * Math.max(1, seen.last - seen.first);
      void goAndChoose(position + by, way > 0 ? 'start' : 'end');
    },
    [from, goAndChoose, readOn],
  );

  const current = useCallback((): FullMessage | null => {
    const { selected: row, loaded: there } = latest.current;
    return there?.messages.find((one) => one.row === row) ?? null;
  }, []);

  const onKeyDown = useCallback(
    (event: React.KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      // Players and sliders within have arrows of their own.
      if (target.closest('video, audio')) return event.stopPropagation();
      if (event.key === 'ArrowDown') step(1);
      else if (event.key === 'ArrowUp') step(-1);
      else if (event.key === 'Enter' && target.matches('[data-position]')) {
        const message = current();
        if (message) show('timeline', { row: message.row });
      } else return;
      event.preventDefault();
    },
    [step, current, show],
  );

  return {
    open: begin,
    choose,
    goAndChoose,
    step,
    page,
    first: () => void goAndChoose(0, 'start'),
    last: () => void goAndChoose(chat.messages - 1, 'end'),
    toInstant: () => {
      toInstant().catch((cause) => onFault.current(cause));
    },
    current,
    onKeyDown,
  };
}
