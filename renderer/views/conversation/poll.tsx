import type { Poll } from '../../../shared/model/index.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted } from '../../ui/numbers.ts';
import styles from './bubble.module.css';

/** A poll's question and its options with their votes. */
export function PollResult({ poll: { question, options } }: { poll: Poll }) {
  const most = Math.max(1, ...options.map(({ votes = 0 }) => votes));
  return (
    <div className={styles.poll}>
      <p className={styles.pollQuestion}>
        <EvidenceText text={question} />
      </p>
      <ul>
        {options.map(({ text, votes }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two options may read alike, and they never move
          <li key={index}>
            <span className={styles.pollOption}>
              <EvidenceText text={text} />
            </span>
            <span className={styles.pollVotes}>
              {votes === undefined ? 'votes not in the source' : counted(votes, 'vote')}
            </span>
            <span className={styles.pollBar} aria-hidden>
              <span style={{ inlineSize: `${(100 * (votes ?? 0)) / most}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
