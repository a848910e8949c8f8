/** All that was decided about persons, the newest first, and taking it back. */
import { Button } from '@blueprintjs/core';
import { type Decision, inForce } from '../../../shared/people/index.ts';
import type { PersonAccount } from '../../query/api.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { EvidenceWords } from '../message/evidence-words.tsx';
import { plainText } from '../message/words.ts';
import { Section } from '../provenance/facts.tsx';
import type { Proposal } from './decide-dialog.tsx';
import styles from './people.module.css';
import { decisionWords } from './people-words.ts';

interface Props {
  readonly decisions: readonly Decision[];
  readonly accounts: ReadonlyMap<string, PersonAccount>;
  onPropose(proposal: Proposal): void;
}

export function DecisionList({ decisions, accounts, onPropose }: Props) {
  const zone = useZone();
  const holding = new Set<Decision>(inForce(decisions));
  const undo = (decision: Decision): void => {
    const words = decisionWords(decision, accounts);
    onPropose({
      title: 'Undo a decision',
      lines: [words],
      action: 'Undo',
      words: `Undone: ${plainText(words)}`,
      decision: (reason) => ({ kind: 'undo', decision: decision.id, reason }),
    });
  };
  return (
    <Section title="Decisions">
      {decisions.length === 0 ? (
        <p className="dim">Nothing was decided about who is who.</p>
      ) : (
        <ol className={styles.suggestions} aria-label="Decisions" reversed>
          {decisions.toReversed().map((decision) => {
            const { date, clock, offset } = zonedTime(zone, Date.parse(decision.at));
            const of = decision.kind === 'undo' && decisions.find(({ id }) => id === decision.decision);
            const words = of
              ? ['Undone: ', ...decisionWords(of, accounts)]
              : decisionWords(decision, accounts);
            return (
              <li key={decision.id}>
                <p>
                  <EvidenceWords words={words} />
                  {decision.kind !== 'undo' && !holding.has(decision) && <strong> (undone)</strong>}
                </p>
                <p className="dim">
                  {date} {clock} {offset}. Reason: <EvidenceText text={decision.reason} />
                </p>
                {holding.has(decision) && (
                  <Button
                    size="small"
                    text="Undo…"
                    aria-label={`Undo: ${plainText(words)}`}
                    onClick={() => undo(decision)}
                  />
                )}
              </li>
            );
          })}
        </ol>
      )}
    </Section>
  );
}
