/** One message of a chat, as an article of its feed. */
import { Annotation } from '@blueprintjs/icons';
import { memo } from 'react';
import { distanceText } from '../../../shared/time/text.ts';
import { useAnnotations } from '../../app/annotations.ts';
import type { FullMessage } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { markedText } from '../../ui/marked-text.ts';
import { counted } from '../../ui/numbers.ts';
import { NamedTag } from '../../ui/tag-badge.tsx';
import { EvidenceWords } from '../message/evidence-words.tsx';
import { clockText, fullTimeText, timeNotes } from '../message/message-time.ts';
import { accountName, personName } from '../message/names.ts';
import { systemWords } from '../message/system-text.ts';
import styles from './bubble.module.css';
import { BubbleBody } from './bubble-body.tsx';
import { isOwn, useFeed } from './feed-scope.ts';

interface Props {
  readonly message: FullMessage;
  /** Offset from UTC, where it differs from the message above. */
  readonly offset: string | null;
  /** Whether the message above is of the same sender and day. */
  readonly follows: boolean;
  readonly selected: boolean;
  /** Whether it is the one that the Tab key comes to. */
  readonly reachable: boolean;
}

export const Bubble = memo(function Bubble({ message, offset, follows, selected, reachable }: Props) {
  const feed = useFeed();
  const zone = useZone();
  const { row, position, kind, sender, direction, exhibit } = message;
  const isSystem = kind === 'system' || (direction === 'system' && kind !== 'call');
  const own = !isSystem && isOwn(message, feed);
  const several = feed.chat.exhibits.length > 1;
  const name = personName(sender, feed.people);
  const named = !own && !isSystem && !follows && (feed.chat.type !== 'direct' || several || name === null);
  const label = [
    isSystem ? 'System message' : (name ?? 'Without a sender'),
    ...(own ? ['device owner'] : []),
    fullTimeText(zone, message),
    ...(kind === 'text' || isSystem ? [] : [KIND_WORDS[kind]]),
    ...(several ? [exhibit] : []),
  ];
  const side = isSystem ? styles.system : own ? styles.own : styles.other;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the feed moves the selection by keys
    <article
      className={`${styles.bubble} ${side} ${follows ? styles.follows : ''}`}
      data-position={position}
      aria-posinset={position + 1}
      aria-setsize={feed.chat.messages}
      aria-label={markedText(label.join(', '))}
      aria-current={selected ? 'true' : undefined}
      tabIndex={reachable ? 0 : -1}
      onClick={() => {
        // Marking a stretch of text is not choosing the message.
        if (document.getSelection()?.isCollapsed !== false) feed.select(row);
      }}
    >
      <div className={styles.box}>
        {named && (
          <p className={styles.sender}>
            {name === null ? <span className="dim">Without a sender</span> : <EvidenceText text={name} />}
          </p>
        )}
        {isSystem ? (
          <SystemLine message={message} />
        ) : (
          <BubbleBody message={message} tabIndex={selected ? 0 : -1} />
        )}
        <BubbleAnnotations message={message} />
        <Meta message={message} offset={offset} />
      </div>
    </article>
  );
});

/** Its tags by name, and how many notes it has. */
function BubbleAnnotations({ message }: { message: FullMessage }) {
  const { annotated } = useFeed();
  const { tagOf } = useAnnotations();
  const { tags, notes } = annotated.get(message.row) ?? message;
  if (tags.length === 0 && notes === 0) return null;
  return (
    <div className={styles.annotations}>
      {tags.map((id) => {
        const tag = tagOf(id);
        return tag && <NamedTag key={id} tag={tag} />;
      })}
      {notes > 0 && (
        <span className={styles.notes}>
          <Annotation size={12} aria-hidden /> {counted(notes, 'note')}
        </span>
      )}
    </div>
  );
}

function SystemLine({ message }: { message: FullMessage }) {
  const { people } = useFeed();
  const { system, text, deleted } = message.message;
  const actor = personName(message.sender, people);
  return (
    <>
      <p>
        <EvidenceWords
          words={systemWords(system ?? { action: 'unknown' }, actor, (account) =>
            accountName(account, message, people),
          )}
        />
        {deleted && ' (deleted)'}
      </p>
      {text !== undefined && text !== system?.value && (
        <p className={styles.systemText}>
          <EvidenceText text={text} />
        </p>
      )}
    </>
  );
}

/** The time, how far from the instant it is, and which exhibit has it where several do. */
function Meta({ message, offset }: { message: FullMessage; offset: string | null }) {
  const { chat, instant } = useFeed();
  const zone = useZone();
  const { when, precision, exhibit } = message;
  const notes = timeNotes(message);
  return (
    <p className={styles.meta}>
      {chat.exhibits.length > 1 && (
        <span>
          <EvidenceText text={exhibit} />
        </span>
      )}
      {instant !== null && !Number.isNaN(when) && (
        <span className={styles.distance}>
          <span className="unseen">From the instant: </span>
          {distanceText(when - instant, precision ?? undefined)}
        </span>
      )}
      {notes !== '' && <span>{notes}</span>}
      <span>
        {clockText(zone, message)}
        {offset !== null && ` ${offset}`}
      </span>
    </p>
  );
}
