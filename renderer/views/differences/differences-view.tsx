/** What two exhibits that hold the same messages do not agree on. */
import { Button, HTMLSelect, NonIdealState, SegmentedControl, Spinner } from '@blueprintjs/core';
import { Comparison } from '@blueprintjs/icons';
import { useMemo, useState } from 'react';
import { DIFFERENCE_KINDS, type DifferenceKind } from '../../../shared/matching/index.ts';
import { clockCorrections } from '../../../shared/people/index.ts';
import { useCase } from '../../app/case-session.ts';
import type { DifferenceFilter } from '../../query/api.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { useKept } from '../../ui/use-kept.ts';
import { type ClockChoice, CorrectClockDialog } from '../clocks/correct-clock-dialog.tsx';
import { DifferencePanel } from './difference-panel.tsx';
import { DifferenceTable } from './difference-table.tsx';
import {
  clockChoices,
  correctedSentence,
  DIFFERENCE_WORDS,
  matchedSentence,
  offsetSentence,
} from './difference-words.ts';
import styles from './differences.module.css';
import { useDifferences } from './use-differences.ts';

export function DifferencesView() {
  const [kind, setKind] = useKept<DifferenceKind | 'all'>('differences.kind', 'all');
  const [pair, setPair] = useState<number | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [choices, setChoices] = useState<readonly ClockChoice[] | null>(null);
  const { decisions } = useCase().summary;
  const clocks = useMemo(() => clockCorrections(decisions), [decisions]);
  const filter = useMemo(
    (): DifferenceFilter => ({ ...(kind === 'all' ? {} : { kind }), ...(pair === null ? {} : { pair }) }),
    [kind, pair],
  );
  const shown = useDifferences(filter);
  const counts = shown?.counts;
  const selected = cursor === null ? undefined : shown?.pages.row(cursor);
  if (shown === null || counts === undefined) {
    return (
      <div className={styles.empty}>
        <Spinner size={24} aria-label="Comparing the exhibits" />
      </div>
    );
  }
  if (counts.pairs.length === 0) {
    return (
      <NonIdealState
        icon={<Comparison size={32} />}
        title="Nothing to compare"
        description="No two exhibits of this case hold the same message. In a large case they are compared once it has opened."
      />
    );
  }
  const all = DIFFERENCE_KINDS.reduce((sum, one) => sum + counts.byKind[one], 0);
  const about = pair === null ? counts.pairs : [counts.pairs[pair]!];
  return (
    <div className="view-frame">
      <div className="view-tools">
        <SegmentedControl
          size="small"
          aria-label="Kind of difference"
          value={kind}
          onValueChange={(next) => {
            setKind(next as DifferenceKind | 'all');
            setCursor(null);
          }}
          options={[
            { value: 'all', label: `All ${grouped(all)}` },
            ...DIFFERENCE_KINDS.map((one) => ({
              value: one,
              label: `${DIFFERENCE_WORDS[one]} ${grouped(counts.byKind[one])}`,
            })),
          ]}
        />
        {counts.pairs.length > 1 && (
          <HTMLSelect
            aria-label="Exhibits"
            value={pair ?? ''}
            onChange={({ target }) => {
              setPair(target.value === '' ? null : Number(target.value));
              setCursor(null);
            }}
          >
            <option value="">All exhibits</option>
            {counts.pairs.map(({ first, second }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a pair's place is what it is called by
              <option key={i} value={i}>
                {first} and {second}
              </option>
            ))}
          </HTMLSelect>
        )}
        <p role="status" className={styles.count}>
          {counted(counts.count, 'difference')}
        </p>
      </div>
      <ul className={styles.about} aria-label="What is compared">
        {about.map((one) => (
          <li key={`${one.first} ${one.second}`}>
            {matchedSentence(one)} <span className="dim">{offsetSentence(one)}</span>{' '}
            {correctedSentence(one, clocks)}{' '}
            <Button
              size="small"
              text="Correct a clock…"
              aria-label={`Correct a clock: ${one.second} or ${one.first}`}
              onClick={() => setChoices(clockChoices(one, clocks))}
            />
          </li>
        ))}
      </ul>
      <div className="view-middle">
        {counts.count === 0 ? (
          <div className={styles.empty}>
            <NonIdealState
              icon={<Comparison size={32} />}
              title="No such difference"
              description="In this, what both hold agrees."
            />
          </div>
        ) : (
          <DifferenceTable shown={shown} cursor={cursor} onMove={setCursor} />
        )}
        {selected && (
          <DifferencePanel
            row={selected}
            pair={counts.pairs[selected.pair]!}
            onClose={() => setCursor(null)}
          />
        )}
      </div>
      <CorrectClockDialog choices={choices} onClose={() => setChoices(null)} />
    </div>
  );
}
