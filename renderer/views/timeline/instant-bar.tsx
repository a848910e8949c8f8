import { Button, ButtonGroup } from '@blueprintjs/core';
import { Locate, Pin, Time } from '@blueprintjs/icons';
import { useId, useRef } from 'react';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import { MomentInput } from '../../ui/moment-input.tsx';
import { counted } from '../../ui/numbers.ts';
import { isFiltering, withPart } from '../filters/filter-edit.ts';
import styles from './timeline.module.css';

const HOUR = 3_600_000;

interface Props {
  /** Time of the selected message; null without one. */
  readonly selectedWhen: number | null;
  /** Whether a message is selected that does not pass the filter. */
  readonly isSelectedHidden: boolean;
  /** How many messages are selected. */
  readonly selected: number;
  onCentre(): void;
  /** Gives the keyboard back to the list. */
  onDone(): void;
}

/** The moment that all rows are measured against. */
export function InstantBar({ selectedWhen, isSelectedHidden, selected, onCentre, onDone }: Props) {
  const { filter, setFilter, instant, setInstant, summary } = useCase();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const isLastHour =
    instant !== null && filter.from === instant - HOUR && filter.to === instant && isFiltering(filter);

  const setToSelected = (): void => {
    if (selectedWhen !== null) setInstant(selectedWhen);
  };
  const lastHour = (): void => {
    if (instant === null) {
      input.current?.focus();
      return;
    }
    setFilter((now) =>
      isLastHour
        ? withPart(withPart(now, 'from', undefined), 'to', undefined)
        : withPart(withPart(now, 'from', instant - HOUR), 'to', instant),
    );
  };
  const focus = (): void => {
    input.current?.focus();
    input.current?.select();
  };

  useCommand({ id: 'timeline.instant', title: 'Set the instant', keys: 'i', run: focus });
  useCommand({
    id: 'timeline.instant-here',
    title: 'Set the instant to the selected message',
    keys: 'shift+i',
    run: setToSelected,
  });
  useCommand({ id: 'timeline.centre', title: 'Go to the instant', keys: 'g', run: onCentre });
  useCommand({
    id: 'timeline.last-hour',
    title: isLastHour
      ? 'Show more than the last hour before the instant'
      : 'Show the last hour before the instant',
    keys: 'h',
    run: lastHour,
  });

  return (
    <div className={styles.instantBar}>
      <label htmlFor={id} className={styles.instantLabel}>
        Instant
      </label>
      <div className={styles.instantInput}>
        <MomentInput
          id={id}
          label="Instant"
          value={instant}
          near={selectedWhen ?? summary.to}
          inputRef={input}
          onChange={setInstant}
          onEnter={onDone}
        />
      </div>
      <ButtonGroup>
        <Button
          icon={<Pin />}
          text="Set to selected"
          title="Set the instant to the selected message (Shift+I)"
          disabled={selectedWhen === null}
          onClick={setToSelected}
        />
        <Button
          icon={<Locate />}
          text="Go to it"
          title="Go to the instant (G)"
          disabled={instant === null}
          onClick={onCentre}
        />
        <Button
          icon={<Time />}
          text="Last hour before"
          title="Only the last hour before the instant (H)"
          disabled={instant === null}
          active={isLastHour}
          aria-pressed={isLastHour}
          onClick={lastHour}
        />
      </ButtonGroup>
      {selected > 1 && (
        <span role="status" className={`dim ellipsis ${styles.hidden}`}>
          {counted(selected, 'message')} selected: T tags them
        </span>
      )}
      {isSelectedHidden && (
        <span className={`dim ellipsis ${styles.hidden}`}>
          The selected message does not pass the filter.
        </span>
      )}
    </div>
  );
}
