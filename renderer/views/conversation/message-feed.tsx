/** The loaded messages of a chat with the lines between them, as a feed that scrolls. */
import { Fragment, memo, useMemo } from 'react';
import { useZone } from '../../ui/case-zone.tsx';
import { fullTimeText } from '../message/message-time.ts';
import { Bubble } from './bubble.tsx';
import { between, type Divider, instantAfter } from './dividers.ts';
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
  const placed = useMemo(
    () =>
      messages.map((message, i) => {
        const above = messages[i - 1] ?? null;
        const { dividers, offset } = between(above, message, zone, instant, start + i === 0);
        const follows =
          dividers.length === 0 &&
          above !== null &&
          above.sender === message.sender &&
          above.direction === message.direction &&
          above.exhibit === message.exhibit &&
          (above.kind === 'system') === (message.kind === 'system');
        return { message, dividers, offset, follows };
      }),
    [messages, start, zone, instant],
  );
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
      {placed.map(({ message, dividers, offset, follows }) => (
        // Keyed by its message: what stays while others come and go before it is not made anew.
        <Fragment key={message.row}>
          {dividers.map((divider) => (
            <Line key={divider.type} divider={divider} />
          ))}
          <Bubble
            message={message}
            offset={offset}
            follows={follows}
            selected={message.row === selected}
            reachable={message.row === reachable}
          />
        </Fragment>
      ))}
      {ends && instant !== null && instantAfter(last, instant) && (
        <Line divider={{ type: 'instant', when: instant }} />
      )}
      {ends && <p className={styles.end}>End of the chat</p>}
    </div>
  );
});

function Line({ divider }: { divider: Divider }) {
  const zone = useZone();
  if (divider.type === 'instant') {
    return (
      <p className={styles.instant}>
        <span>Instant {fullTimeText(zone, { when: divider.when, precision: 's' })}</span>
      </p>
    );
  }
  return (
    <p className={styles.day}>
      <span>
        {divider.type === 'untimed'
          ? 'Without a time'
          : `${divider.weekday} ${divider.date} ${divider.offset}`}
      </span>
    </p>
  );
}
