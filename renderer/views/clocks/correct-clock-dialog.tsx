/** Asks how an exhibit's clock is to be corrected: by how much, under which name, and why. */
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  FormGroup,
  HTMLSelect,
  InputGroup,
} from '@blueprintjs/core';
import { type FormEvent, useId, useState } from 'react';
import { type ClockBasis, MOST_AHEAD } from '../../../shared/people/index.ts';
import { messageOf } from '../../app/bridge.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { useDecide } from '../people/use-people.ts';
import { offsetText, readOffset } from './clock-offset.ts';
import { clockBasisText, clockWords } from './clock-words.ts';
import styles from './clocks.module.css';

/** An exhibit that may be corrected; with what the messages say of its clock, where they say something. */
export interface ClockChoice {
  readonly exhibit: string;
  readonly estimate?: { readonly ahead: number; readonly basis: ClockBasis };
}

interface Props {
  /** At least one; null while the dialog is closed. */
  readonly choices: readonly ClockChoice[] | null;
  onClose(): void;
}

export function CorrectClockDialog({ choices, onClose }: Props) {
  return (
    <Dialog isOpen={choices !== null} title="Correct a clock" onClose={onClose} canOutsideClickClose={false}>
      {choices && <Form choices={choices} onClose={onClose} />}
    </Dialog>
  );
}

type Side = 'ahead' | 'behind';

const startOf = ({ estimate }: ClockChoice): { side: Side; offset: string } =>
  estimate === undefined
    ? { side: 'ahead', offset: '' }
    : { side: estimate.ahead < 0 ? 'behind' : 'ahead', offset: offsetText(estimate.ahead) };

const nameFor = ({ exhibit, estimate }: ClockChoice): string =>
  estimate === undefined ? '' : `${exhibit} by ${estimate.basis.exhibit}`;

function Form({ choices, onClose }: { readonly choices: readonly ClockChoice[]; onClose(): void }) {
  const id = useId();
  const decide = useDecide();
  const [choice, setChoice] = useState(choices[0]!);
  const [{ side, offset }, setOffset] = useState(startOf(choice));
  const [name, setName] = useState(nameFor(choice));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<{ of: 'offset' | 'name' | 'reason'; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const { exhibit, estimate } = choice;
  const length = readOffset(offset);
  const ahead = length === null ? null : side === 'ahead' ? length : -length;
  const basis = estimate !== undefined && ahead === estimate.ahead ? estimate.basis : undefined;

  const choose = (to: string): void => {
    const next = choices.find((one) => one.exhibit === to)!;
    setChoice(next);
    setOffset(startOf(next));
    setName(nameFor(next));
  };
  const correct = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (ahead === null || ahead === 0 || Math.abs(ahead) > MOST_AHEAD) {
      const text =
        ahead === 0 ? 'By nothing, nothing is corrected.' : 'Such as 00:03:12, 2 d 00:00:00 or 192 s.';
      setProblem({ of: 'offset', text });
    } else if (name.trim() === '') {
      setProblem({ of: 'name', text: 'A name is needed: every corrected time says it.' });
    } else if (reason.trim() === '') {
      setProblem({ of: 'reason', text: 'A reason is needed: it stands in the log.' });
    } else {
      setBusy(true);
      try {
        const clock = { exhibit, ahead, name: name.trim() };
        const words = `${clockWords(clock)}. ${clockBasisText(basis).slice(0, -1)}`;
        const given = basis === undefined ? {} : { basis };
        await decide({ kind: 'clock', ...clock, ...given, reason: reason.trim() }, words);
        onClose();
      } catch (cause) {
        setProblem({ of: 'reason', text: messageOf(cause) });
        setBusy(false);
      }
    }
  };
  const helped = (of: 'offset' | 'name' | 'reason', helper: string) => ({
    helperText: <span id={`${id}-${of}-help`}>{problem?.of === of ? problem.text : helper}</span>,
    intent: problem?.of === of ? ('danger' as const) : ('none' as const),
    labelFor: `${id}-${of}`,
  });
  const field = (of: 'offset' | 'name' | 'reason') => ({
    id: `${id}-${of}`,
    'aria-invalid': problem?.of === of,
    'aria-describedby': `${id}-${of}-help`,
  });
  return (
    <form onSubmit={(event) => void correct(event)} noValidate>
      <DialogBody>
        <FormGroup label="Exhibit" labelFor={`${id}-exhibit`}>
          {choices.length === 1 ? (
            <p id={`${id}-exhibit`}>
              <EvidenceText text={exhibit} />
            </p>
          ) : (
            <HTMLSelect
              id={`${id}-exhibit`}
              value={exhibit}
              onChange={({ target }) => choose(target.value)}
              options={choices.map((one) => one.exhibit)}
            />
          )}
        </FormGroup>
        <FormGroup label="Its clock was" {...helped('offset', clockBasisText(basis))}>
          <div className={styles.offset}>
            <InputGroup
              {...field('offset')}
              placeholder="HH:MM:SS"
              value={offset}
              maxLength={30}
              autoFocus={estimate === undefined}
              onValueChange={(next) => setOffset({ side, offset: next })}
            />
            <HTMLSelect
              aria-label="Ahead or behind"
              value={side}
              onChange={({ target }) => setOffset({ side: target.value as Side, offset })}
              options={['ahead', 'behind']}
            />
          </div>
        </FormGroup>
        <FormGroup label="Name" {...helped('name', 'Every corrected time says it.')}>
          <InputGroup {...field('name')} value={name} maxLength={80} dir="auto" onValueChange={setName} />
        </FormGroup>
        <FormGroup label="Reason" {...helped('reason', 'It is kept with the decision and logged.')}>
          <InputGroup
            {...field('reason')}
            autoFocus={estimate !== undefined}
            value={reason}
            maxLength={500}
            dir="auto"
            onValueChange={setReason}
          />
        </FormGroup>
        <p className="dim" role="status">
          {ahead === null || ahead === 0
            ? 'What was read stays as it is.'
            : `All times of ${exhibit} will stand ${offsetText(ahead)} ${ahead > 0 ? 'earlier' : 'later'}. What was read stays as it is.`}
        </p>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button type="submit" intent="primary" text="Correct" loading={busy} />
          </>
        }
      />
    </form>
  );
}
