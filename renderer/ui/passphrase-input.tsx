import { Button, InputGroup } from '@blueprintjs/core';
import { EyeOff, EyeOpen } from '@blueprintjs/icons';
import { useState } from 'react';

interface Props {
  readonly id: string;
  readonly value: string;
  readonly isNew: boolean;
  readonly autoFocus?: boolean;
  /** Id of the text that says what is wrong with it. */
  readonly describedBy?: string;
  onChange(value: string): void;
}

/** A passphrase, hidden unless its reader asks to see it. */
export function PassphraseInput({ id, value, isNew, autoFocus = false, describedBy, onChange }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <InputGroup
      id={id}
      type={shown ? 'text' : 'password'}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      autoFocus={autoFocus}
      spellCheck={false}
      value={value}
      onValueChange={onChange}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      rightElement={
        <Button
          variant="minimal"
          icon={shown ? <EyeOff /> : <EyeOpen />}
          aria-label={shown ? 'Hide the passphrase' : 'Show the passphrase'}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
