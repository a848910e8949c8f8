/** How an exhibit's clock is taken: as it was read, or corrected; and changing that. */
import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { clockCorrections } from '../../../shared/people/index.ts';
import { useCase } from '../../app/case-session.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { DecideDialog, type Proposal } from '../people/decide-dialog.tsx';
import { useDecide } from '../people/use-people.ts';
import { clockBasisText, clockWords, correctionNote } from './clock-words.ts';
import styles from './clocks.module.css';
import { type ClockChoice, CorrectClockDialog } from './correct-clock-dialog.tsx';

export function ExhibitClock({ exhibit }: { readonly exhibit: string }) {
  const { decisions } = useCase().summary;
  const decide = useDecide();
  const [choices, setChoices] = useState<readonly ClockChoice[] | null>(null);
  const [undoing, setUndoing] = useState<Proposal | null>(null);
  const clock = clockCorrections(decisions).get(exhibit);
  return (
    <div className={styles.clock}>
      <span>
        {clock === undefined ? (
          'Its clock is taken as it was read.'
        ) : (
          <>
            Its clock is <EvidenceText text={correctionNote(clock)} />. {clockBasisText(clock.basis)} Reason:{' '}
            <EvidenceText text={clock.reason} />
          </>
        )}
      </span>
      <Button
        size="small"
        text="Correct its clock…"
        aria-label={`Correct its clock: ${exhibit}`}
        onClick={() => setChoices([{ exhibit }])}
      />
      {clock !== undefined && (
        <Button
          size="small"
          text="Undo…"
          aria-label={`Undo the correction of ${exhibit}`}
          onClick={() => {
            const words = clockWords(clock);
            setUndoing({
              title: 'Undo a correction',
              lines: [[{ said: words }]],
              action: 'Undo',
              words: `Undone: ${words}`,
              decision: (reason) => ({ kind: 'undo', decision: clock.id, reason }),
            });
          }}
        />
      )}
      <CorrectClockDialog choices={choices} onClose={() => setChoices(null)} />
      <DecideDialog
        proposal={undoing}
        onClose={() => setUndoing(null)}
        onDecide={({ decision, words }, reason) => decide(decision(reason), words)}
      />
    </div>
  );
}
