import { Button, InputGroup } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { useId, useRef, useState } from 'react';
import { useZone } from './case-zone.tsx';
import { momentText, readMoment } from './moment.ts';
import styles from './moment-input.module.css';

interface Props {
  readonly id: string;
  /** Names the field, also for its button: "Clear …". */
  readonly label: string;
  /** ms since 1970 UTC. */
  readonly value: number | null;
  /** A time without a date is on this moment's day. */
  readonly near: number | null;
  /** A day alone means its end. */
  readonly until?: boolean;
  readonly placeholder?: string;
  readonly inputRef?: React.RefObject<HTMLInputElement | null>;
  onChange(when: number | null): void;
  /** After Enter took what was written. */
  onEnter?(): void;
}

/** A moment, written in the case's zone or with an offset; taken by Enter or on leaving, put back by Escape. */
export function MomentInput({
  id,
  label,
  value,
  near,
  until = false,
  placeholder = 'YYYY-MM-DD HH:MM:SS',
  inputRef,
  onChange,
  onEnter,
}: Props) {
  const zone = useZone();
  const note = useId();
  const own = useRef<HTMLInputElement>(null);
  const input = inputRef ?? own;
  /** null: the value stands there. */
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** The later of two moments with the reading that was written. */
  const [later, setLater] = useState<{ readonly of: number; readonly when: number } | null>(null);

  const putBack = (): void => {
    setDraft(null);
    setProblem(null);
  };
  /** @returns whether it could be read. */
  const take = (): boolean => {
    if (draft === null) return true;
    const reading = readMoment(draft, zone, value ?? near);
    if (reading.kind === 'problem') {
      setProblem(reading.reason);
      return false;
    }
    putBack();
    const when = reading.kind === 'empty' ? null : until ? (reading.end ?? reading.when) : reading.when;
    const other = reading.kind === 'moment' ? reading.later : undefined;
    setLater(when === null || other === undefined ? null : { of: when, when: other });
    if (when !== value) onChange(when);
    return true;
  };
  const isTwice = later !== null && later.of === value && draft === null;

  const clear = (
    <Button
      variant="minimal"
      size="small"
      icon={<Cross size={12} />}
      aria-label={`Clear ${label}`}
      onClick={() => {
        putBack();
        setLater(null);
        onChange(null);
        // The button goes: the keyboard stays at the field.
        input.current?.focus();
      }}
    />
  );
  return (
    <div className={styles.field}>
      <InputGroup
        id={id}
        aria-label={label}
        inputRef={input}
        value={draft ?? (value === null ? '' : momentText(zone, value))}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        intent={problem === null ? 'none' : 'danger'}
        aria-invalid={problem !== null}
        aria-describedby={note}
        onValueChange={(text) => {
          setDraft(text);
          setProblem(null);
        }}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            if (take()) onEnter?.();
          } else if (event.key === 'Escape' && draft !== null) {
            event.stopPropagation();
            putBack();
          }
        }}
        {...(value === null && draft === null ? {} : { rightElement: clear })}
      />
      <div id={note} role="alert" className={styles.note}>
        {problem !== null && <p className={styles.problem}>{problem}</p>}
        {isTwice && (
          <p>
            The clock showed this twice; the earlier is taken.{' '}
            <Button
              size="small"
              text="Take the later"
              onClick={() => {
                setLater(null);
                onChange(later.when);
                input.current?.focus();
              }}
            />
          </p>
        )}
      </div>
    </div>
  );
}
