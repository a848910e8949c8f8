/** The loaded messages of a chat with the lines between them, as a feed that scrolls. */
import { Fragment, memo, useMemo } from 'react';
import { useZone } from '../../ui/case-zone.tsx';
import { fullTimeText } from '../message/message-time.ts';
import { Bubble } from './bubble.tsx';
import { byDay, instantAfter } from './dividers.ts';
import { useFeed } from './feed-scope.ts';
import { endOf, type LoadedMessages } from './loaded-messages.ts';
import styles from './message-feed.module.css';

interface Props {
  readonly loaded: LoadedMessages;
  readonly selected: number | null;
  /** Row that the Tab key comes to where none is selected. */
  readonly reachable: number | null;
  readonly ref: React.Ref<HTMLDivElement>;
  readonly id: string;
  onScroll(): void;
  onKeyDown(event: React.KeyboardEvent): void;
}

export const MessageFeed = memo(function MessageFeed({
  loaded,
  selected,
  reachable,
  ref,
  id,
  onScroll,
  onKeyDown,
}: Props) {
  const { instant } = useFeed();
  const zone = useZone();
  const { messages, start, count } = loaded;
  const days = useMemo(() => byDay(messages, start, zone, instant), [messages, start, zone, instant]);
  const last = messages.at(-1);
  const ends = last !== undefined && endOf(loaded) === count;
  return (
    <div
      ref={ref}
      className={styles.feed}
      role="feed"
      id={id}
      aria-label="Messages"
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      {start === 0 && <p className={styles.end}>Beginning of the chat</p>}
      {days.map(({ key, divider, messages: ofDay }) => (
        // Keyed by its day, its messages by theirs: what stays while others come and go is not made anew.
        <div key={key} role="presentation">
          {ofDay[0]!.instant && <InstantLine when={instant!} />}
          <p className={styles.day}>
            <span>
              {divider.type === 'untimed'
                ? 'Without a time'
                : `${divider.weekday} ${divider.date} ${divider.offset}`}
            </span>
          </p>
          {ofDay.map(({ message, offset, follows, instant: crosses }, i) => (
            <Fragment key={message.row}>
              {crosses && i > 0 && <InstantLine when={instant!} />}
              <Bubble
                message={message}
                offset={offset}
                follows={follows}
                selected={message.row === selected}
                reachable={message.row === reachable}
              />
            </Fragment>
          ))}
        </div>
      ))}
      {ends && instant !== null && instantAfter(last, instant) && <InstantLine when={instant} />}
      {ends && <p className={styles.end}>End of the chat</p>}
    </div>
  );
});

function InstantLine({ when }: { when: number }) {
  const zone = useZone();
  return (
    <p className={styles.instant}>
      <span>Instant {fullTimeText(zone, { when, precision: 's' })}</span>
    </p>
  );
}
