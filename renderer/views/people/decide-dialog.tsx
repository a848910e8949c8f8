/** Asks for the reason of a decision about persons, and makes it. */
import { type Asked, ReasonDialog } from '../../ui/reason-dialog.tsx';
import { EvidenceWords } from '../message/evidence-words.tsx';
import { plainText, type Words } from '../message/words.ts';
import styles from './people.module.css';
import type { NewDecision } from './use-people.ts';

/** `reason` is asked for. */
export interface Proposal {
  readonly title: string;
  /** What it says, a line each. */
  readonly lines: readonly Words[];
  /** The button, such as “Merge”. */
  readonly action: string;
  /** For the log. */
  readonly words: string;
  decision(reason: string): NewDecision;
}

interface Props {
  readonly proposal: Proposal | null;
  onDecide(proposal: Proposal, reason: string): Promise<void>;
  onClose(): void;
}

const WORDS = {
  missing: 'A reason is needed: it stands in the log.',
  kept: 'It is kept with the decision and logged.',
};

export function DecideDialog({ proposal, onDecide, onClose }: Props) {
  const asked: Asked | null = proposal && {
    title: proposal.title,
    about: (
      <ul className={styles.lines}>
        {proposal.lines.map((line) => (
          <li key={plainText(line)}>
            <EvidenceWords words={line} />
          </li>
        ))}
      </ul>
    ),
    action: proposal.action,
    isRemoval: false,
    words: WORDS,
    act: (reason) => onDecide(proposal, reason),
  };
  return <ReasonDialog asked={asked} onClose={onClose} />;
}
