import { useState } from 'react';
import type { Reaction } from '../../../shared/model/index.ts';
import type { FullMessage } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted } from '../../ui/numbers.ts';
import { accountName } from '../message/names.ts';
import { storedTimeText } from '../message/stored-time.ts';
import styles from './bubble.module.css';
import { useFeed } from './feed-scope.ts';

/** Each emoji once with its count, in order of the first; a reaction that was taken back has none. */
export function talliedReactions(reactions: readonly Reaction[]): [emoji: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { emoji } of reactions) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return [...counts];
}

const emojiText = (emoji: string) => (emoji === '' ? 'taken back' : <EvidenceText text={emoji} />);

/** Reactions in one line, and on demand who gave which, and when. */
export function Reactions({ message, tabIndex }: { message: FullMessage; tabIndex: number }) {
  const { people } = useFeed();
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const reactions = message.message.reactions ?? [];
  return (
    <div className={styles.reactions}>
      <button
        type="button"
        className={styles.tally}
        tabIndex={tabIndex}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="unseen">{counted(reactions.length, 'reaction')}: </span>
        {talliedReactions(reactions).map(([emoji, count]) => (
          <span key={emoji}>
            {emojiText(emoji)} {count}
          </span>
        ))}
      </button>
      {open && (
        <ul>
          {reactions.map(({ sender, emoji, at }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a message's reactions have no other name and never move
            <li key={index}>
              {emojiText(emoji)}{' '}
              {sender === undefined ? (
                'sender not in the source'
              ) : (
                <EvidenceText text={accountName(sender, message, people)} />
              )}
              {at !== undefined && <span className="dim"> {storedTimeText(zone, at)}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
