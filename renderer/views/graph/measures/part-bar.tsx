/** What part of the graph is drawn, and the way back to the whole. */
import { Button } from '@blueprintjs/core';
import { ArrowLeft } from '@blueprintjs/icons';
import styles from './measures.module.css';

interface Props {
  readonly text: string;
  /** What is drawn when there is no part: the communities, or the whole graph. */
  readonly backTo: 'the communities' | 'the whole graph';
  onBack(): void;
}

export function PartBar({ text, backTo, onBack }: Props) {
  return (
    <div className={styles.part}>
      <Button size="small" icon={<ArrowLeft />} text={`Back to ${backTo}`} onClick={onBack} />
      <span role="status" aria-label="Part drawn" className="ellipsis" title={text}>
        {text}
      </span>
    </div>
  );
}
