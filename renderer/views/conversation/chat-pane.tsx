/** One chat: its header, its messages, and the way through them. */
import { Button, NonIdealState, Spinner } from '@blueprintjs/core';
import { Chat } from '@blueprintjs/icons';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useRowAnnotations } from '../../app/annotations.ts';
import { messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import type { ChatRow, FullMessage } from '../../query/api.ts';
import { ChatHeader } from './chat-header.tsx';
import styles from './chat-pane.module.css';
import { FeedContext, type FeedScope } from './feed-scope.ts';
import { MessageFeed } from './message-feed.tsx';
import { PositionSlider } from './position-slider.tsx';
import { type InSight, inSight } from './scroll-place.ts';
import { useFeedCommands } from './use-feed-commands.ts';
import { useFeedMoves } from './use-feed-moves.ts';
import { useLoadedMessages } from './use-loaded-messages.ts';
import { type Viewed, Viewer } from './viewer.tsx';

export function ChatPane({ chat }: { chat: ChatRow }) {
  const session = useCase();
  const { openCase, store, summary, instant, selected, show, setFilter } = session;
  const { people } = summary;
  const feedId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const stretch = useLoadedMessages(store.query, chat.index, chat.messages, scroller);
  const { loaded, fault, goTo, fill } = stretch;
  const [sight, setSight] = useState<InSight | null>(null);
  const [viewed, setViewed] = useState<Viewed | null>(null);
  const moves = useFeedMoves({ chat, scroller, stretch, sight });

  const look = useCallback(() => {
    const next = scroller.current && inSight(scroller.current);
    if (next) setSight((now) => (now?.first === next.first && now.last === next.last ? now : next));
  }, []);
  const frame = useRef(0);
  const onScroll = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      look();
      fill();
    });
  }, [look, fill]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const isThere = loaded !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other messages are there
  useEffect(look, [loaded]);
  useEffect(() => {
    if (!isThere) return;
    const observer = new ResizeObserver(onScroll);
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, [isThere, onScroll]);

  const { choose } = moves;
  const annotated = useRowAnnotations(useMemo(() => loaded?.messages.map(({ row }) => row) ?? [], [loaded]));
  const showQuoted = useCallback(
    ({ reply }: FullMessage) => {
      if (reply) show('conversation', { row: reply.row, chat: reply.chat });
    },
    [show],
  );
  const scope = useMemo(
    (): FeedScope => ({
      caseId: openCase.id,
      chat,
      people,
      instant,
      annotated,
      select: choose,
      showQuoted,
      view: (message, attachment) => setViewed({ message, attachment }),
    }),
    [openCase.id, chat, people, instant, annotated, choose, showQuoted],
  );
  useFeedCommands(moves, scope);

  const reachable =
    loaded?.messages.find(({ row }) => row === selected)?.row ??
    (sight && loaded?.messages[sight.first - loaded.start]?.row) ??
    null;
  return (
    <section className={styles.pane} aria-label="Chat">
      <ChatHeader
        chat={chat}
        people={people}
        onFilter={() => {
          setFilter((now) => ({ ...now, chats: [chat.index] }));
          show('timeline');
        }}
      />
      {fault !== null && (
        <div role="alert" className={styles.fault}>
          Messages could not be loaded: {messageOf(fault)}{' '}
          <Button size="small" text="Try again" onClick={loaded ? stretch.again : moves.open} />
        </div>
      )}
      {chat.messages === 0 ? (
        <NonIdealState
          icon={<Chat size={32} />}
          title="No messages"
          description="The evidence names this chat and holds no message of it."
        />
      ) : loaded === null ? (
        <div className={styles.opening}>
          {fault === null && <Spinner size={24} aria-label="Opening the chat" />}
        </div>
      ) : (
        <div className={styles.body}>
          <FeedContext value={scope}>
            <MessageFeed
              ref={scroller}
              id={feedId}
              loaded={loaded}
              selected={selected}
              reachable={reachable}
              onScroll={onScroll}
              onKeyDown={moves.onKeyDown}
            />
          </FeedContext>
          {sight !== null && sight.last - sight.first + 1 < loaded.count && (
            <PositionSlider
              count={loaded.count}
              inSight={sight}
              feedId={feedId}
              whenAt={(position) => loaded.messages[position - loaded.start]?.when ?? null}
              onMove={(first) => void goTo(first, 'start')}
            />
          )}
        </div>
      )}
      <Viewer
        viewed={viewed}
        caseId={openCase.id}
        query={store.query}
        chat={chat}
        people={people}
        onView={setViewed}
        onShow={(message) => {
          setViewed(null);
          void moves.goAndChoose(message.position, 'centre');
        }}
      />
    </section>
  );
}
