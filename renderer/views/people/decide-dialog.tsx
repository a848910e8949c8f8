/** Asks for the reason of a decision about persons, and makes it. */
import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup } from '@blueprintjs/core';
import { type FormEvent, useId, useState } from 'react';
import { messageOf } from '../../app/bridge.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import styles from './people.module.css';
import type { NewDecision } from './use-people.ts';

/** `reason` is asked for. */
export interface Proposal {
  readonly title: string;
  /** What it says, a line each. */
  readonly lines: readonly string[];
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

export function DecideDialog({ proposal, onDecide, onClose }: Props) {
  return (
    <Dialog isOpen={proposal !== null} title={proposal?.title} onClose={onClose} canOutsideClickClose={false}>
      {proposal && <Form proposal={proposal} onDecide={onDecide} onClose={onClose} />}
    </Dialog>
  );
}

function Form({ proposal, onDecide, onClose }: Props & { readonly proposal: Proposal }) {
  const id = useId();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const decide = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim() === '') {
      setProblem('A reason is needed: it stands in the log.');
      return;
    }
    setBusy(true);
    try {
      await onDecide(proposal, reason.trim());
      onClose();
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void decide(event)} noValidate>
      <DialogBody>
        <ul className={styles.lines}>
          {proposal.lines.map((line) => (
            <li key={line}>
              <EvidenceText text={line} />
            </li>
          ))}
        </ul>
        <FormGroup
          label="Reason"
          labelFor={id}
          helperText={
            <span id={`${id}-problem`}>{problem ?? 'It is kept with the decision and logged.'}</span>
          }
          intent={problem === null ? 'none' : 'danger'}
        >
          <InputGroup
            id={id}
            autoFocus
            value={reason}
            maxLength={500}
            dir="auto"
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
            <Button type="submit" intent="primary" text={proposal.action} loading={busy} />
          </>
        }
      />
    </form>
  );
}
