import type { FullMessage } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { KIND_WORDS } from '../../ui/kind-words.ts';
import { personName } from '../message/names.ts';
import styles from './bubble.module.css';
import { useFeed } from './feed-scope.ts';

/** The message replied to, and the way to it; or that it is not in the case, and its key. */
export function Quote({ message, tabIndex }: { message: FullMessage; tabIndex: number }) {
  const { people, chat, showQuoted } = useFeed();
  const { reply, message: own } = message;
  if (reply === null) {
    return (
      <p className={styles.quoteMissing}>
        In reply to a message that is not in the case. Its key:{' '}
        <span className="mono">
          <EvidenceText text={own.replyTo ?? ''} />
        </span>
      </p>
    );
  }
  const name = personName(reply.sender, people);
  const elsewhere =
    reply.chat !== chat.index
      ? 'in another chat'
      : reply.exhibit !== message.exhibit
        ? `in ${reply.exhibit}`
        : '';
  return (
    <button
      type="button"
      className={styles.quote}
      tabIndex={tabIndex}
      title="Go to the message replied to (R)"
      onClick={(event) => {
        event.stopPropagation();
        showQuoted(message);
      }}
    >
      <span className={styles.quoteFrom}>
        In reply to {name === null ? 'a message without a sender' : <EvidenceText text={name} />}
        {elsewhere !== '' && <span className="dim"> {elsewhere}</span>}
      </span>
      <span className={styles.quoteText}>
        {reply.text === null ? KIND_WORDS[reply.kind] : <EvidenceText text={reply.text} />}
        {reply.textCut && '…'}
      </span>
    </button>
  );
}
