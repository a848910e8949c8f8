/** The line under the picture: what it holds, what is left out, what is under way. */
import { Button, HTMLSelect } from '@blueprintjs/core';
import { useCase } from '../../app/case-session.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import styles from './graph.module.css';
import {
  countsText,
  drawnCounts,
  isCut,
  leftOutText,
  strongestChoices,
  untied,
  wholeCounts,
} from './graph-words.ts';
import type { LoadedGraph } from './use-contact-graph.ts';

interface Props {
  readonly loaded: LoadedGraph | null;
  readonly isLoading: boolean;
  readonly isLaying: boolean;
  /** How saving a picture went, or what failed; empty when there is nothing to say. */
  readonly told: string;
  readonly strongest: number;
  /** What the picture shows when it is of communities. */
  readonly communities: string | null;
  /** Whether a part of the graph is drawn. */
  readonly isPart: boolean;
  onStrongest(strongest: number): void;
  onStop(): void;
}

export function GraphStatus(props: Props) {
  const { loaded, isLoading, isLaying, told, strongest, communities, isPart, onStrongest, onStop } = props;
  return (
    <div className={styles.status}>
      {loaded !== null && (
        <Counts
          loaded={loaded}
          strongest={strongest}
          communities={communities}
          isPart={isPart}
          onStrongest={onStrongest}
        />
      )}
      <span role="status" aria-label="Contact graph" className={styles.doing}>
        {isLoading && loaded !== null ? 'Counting…' : isLaying ? 'Laying out…' : told}
      </span>
      {isLaying && <Button size="small" text="Stop laying out" onClick={onStop} />}
      {communities === null ? <Key /> : <CommunityKey />}
    </div>
  );
}

function Key() {
  return (
    <ul className={styles.key} aria-label="Key">
      <li>
        <span className={styles.keyPerson} /> Person
      </li>
      <li>
        <span className={styles.keyOwner} /> Owner of an exhibit
      </li>
      <li>
        <span className={styles.keyGroup} /> Group or feed
      </li>
      <li className="dim">Sizes and widths by messages</li>
    </ul>
  );
}

function CommunityKey() {
  return (
    <ul className={styles.key} aria-label="Key">
      <li>
        <span className={styles.keyPerson} /> Community: its hub, and how many are in it
      </li>
      <li className="dim">Sizes by messages within, widths by messages between</li>
    </ul>
  );
}

interface CountsProps extends Pick<Props, 'communities' | 'isPart'> {
  readonly loaded: LoadedGraph;
  readonly strongest: number;
  onStrongest(strongest: number): void;
}

function Counts({
  loaded: { part, mode, messages },
  strongest,
  communities,
  isPart,
  onStrongest,
}: CountsProps) {
  const { summary } = useCase();
  const whole = wholeCounts(part, summary);
  const left = untied(part, mode, messages);
  const cut = communities === null && isCut(part);
  return (
    <>
      <span role="status" aria-label="What the graph holds">
        {countsText(whole)}
        {left !== null && left > 0 && `; ${counted(left, 'message')} on no tie`}
      </span>
      {communities !== null && <span>Drawn: {communities}</span>}
      {cut && isPart && (
        <span className={styles.cut}>Drawn of it: {countsText(drawnCounts(part, summary))}</span>
      )}
      {cut && !isPart && (
        <span className={styles.cut}>
          Drawn: the{' '}
          <HTMLSelect
            minimal
            value={strongest}
            onChange={(event) => onStrongest(Number(event.currentTarget.value))}
            aria-label="How many of the strongest ties are drawn"
            options={strongestChoices(part.ties).map(({ value, text }) => ({ value, label: text }))}
          />{' '}
          strongest of {grouped(part.ties)} ties. Left out: {leftOutText(whole, drawnCounts(part, summary))}.
        </span>
      )}
    </>
  );
}
