/** Asks whether something is to be done, and for the reason. */
import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup } from '@blueprintjs/core';
import { type FormEvent, useId, useState } from 'react';
import { messageOf } from '../app/bridge.ts';

export interface Asked {
  readonly title: string;
  readonly about: React.ReactNode;
  /** The button, such as “Remove”. */
  readonly action: string;
  /** Its effect is that something is gone. */
  readonly isRemoval: boolean;
  /** What becomes of the reason, where it is more than kept. */
  readonly words?: { readonly missing: string; readonly kept: string };
  /** Rejects with what is told to the user. */
  act(reason: string): Promise<void>;
}

const WORDS = { missing: 'A reason is needed: it is kept with it.', kept: 'It is kept with it.' };

interface Props {
  /** null while nothing is asked. */
  readonly asked: Asked | null;
  onClose(): void;
}

export function ReasonDialog({ asked, onClose }: Props) {
  return (
    <Dialog isOpen={asked !== null} title={asked?.title} onClose={onClose} canOutsideClickClose={false}>
      {asked && <Form asked={asked} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ asked, onClose }: Props & { readonly asked: Asked }) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { missing, kept } = asked.words ?? WORDS;
  const act = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') {
      setProblem(missing);
      return;
    }
    setBusy(true);
    try {
      await asked.act(reason.trim());
      onClose();
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void act(event)} noValidate>
      <DialogBody>
        {asked.about}
        <FormGroup
          label="Reason"
          labelFor={id}
          helperText={<span id={`${id}-problem`}>{problem ?? kept}</span>}
          intent={problem === null ? 'none' : 'danger'}
        >
          <InputGroup
            id={id}
            autoFocus
            dir="auto"
            maxLength={500}
            value={reason}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-problem`}
            onValueChange={setReason}
          />
        </FormGroup>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button
              type="submit"
              intent={asked.isRemoval ? 'danger' : 'primary'}
              text={asked.action}
              loading={busy}
            />
          </>
        }
      />
    </form>
  );
}
