import { Button, FormGroup, InputGroup } from '@blueprintjs/core';
import { type FormEvent, useState } from 'react';
import type { OpenCase } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { PassphraseInput } from '../../ui/passphrase-input.tsx';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { passphraseProblem, referenceProblem } from './new-case.ts';

interface Problems {
  readonly reference?: string;
  readonly ground?: string;
  readonly passphrase?: string;
  readonly call?: string;
}

const DEVICE_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function NewCaseForm({ onCreated }: { onCreated(openCase: OpenCase): void }) {
  const [reference, setReference] = useState('');
  const [ground, setGround] = useState('');
  const [timeZone, setTimeZone] = useState(DEVICE_ZONE);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [problems, setProblems] = useState<Problems>({});
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const ofReference = referenceProblem(reference);
    const ofGround = ground.trim() === '' ? 'Without a warrant a ground is needed.' : null;
    const ofPassphrase = passphraseProblem(passphrase, again);
    setProblems({
      ...(ofReference === null ? {} : { reference: ofReference }),
      ...(ofGround === null ? {} : { ground: ofGround }),
      ...(ofPassphrase === null ? {} : { passphrase: ofPassphrase }),
    });
    if (ofReference !== null || ofGround !== null || ofPassphrase !== null) return;
    setBusy(true);
    try {
      const basis = { kind: 'without-warrant', ground: 'other', text: ground } as const;
      onCreated(await call('case.create', { reference, timeZone, passphrase, basis }));
    } catch (cause) {
      setProblems({ call: messageOf(cause) });
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} aria-labelledby="new-case" noValidate>
      <FormGroup
        label="Reference"
        labelFor="new-case-reference"
        helperText={problems.reference ?? 'As in your case files. The case’s folder is named after it.'}
        intent={problems.reference === undefined ? 'none' : 'danger'}
      >
        <InputGroup
          id="new-case-reference"
          value={reference}
          onValueChange={setReference}
          maxLength={200}
          spellCheck={false}
          dir="auto"
          aria-invalid={problems.reference !== undefined}
        />
      </FormGroup>
      <FormGroup
        label="Ground without a warrant"
        labelFor="new-case-ground"
        helperText={problems.ground ?? 'Why this evidence may be read: who consented, or whose data it is.'}
        intent={problems.ground === undefined ? 'none' : 'danger'}
      >
        <InputGroup
          id="new-case-ground"
          value={ground}
          onValueChange={setGround}
          maxLength={1000}
          dir="auto"
          aria-invalid={problems.ground !== undefined}
        />
      </FormGroup>
      <FormGroup
        label={<span id="new-case-zone-label">Time zone</span>}
        labelFor="new-case-zone"
        helperText="In which the window shows times. The times in the evidence stay as they are."
      >
        <ZoneSelect
          id="new-case-zone"
          labelledBy="new-case-zone-label"
          value={timeZone}
          onChange={setTimeZone}
        />
      </FormGroup>
      <FormGroup
        label="Passphrase"
        labelFor="new-case-passphrase"
        helperText={
          <span id="new-case-passphrase-help">
            {problems.passphrase ?? 'Seals the case. There is no way to open it without.'}
          </span>
        }
        intent={problems.passphrase === undefined ? 'none' : 'danger'}
      >
        <PassphraseInput
          id="new-case-passphrase"
          isNew
          value={passphrase}
          onChange={setPassphrase}
          describedBy="new-case-passphrase-help"
        />
      </FormGroup>
      <FormGroup label="Passphrase again" labelFor="new-case-passphrase-again">
        <PassphraseInput id="new-case-passphrase-again" isNew value={again} onChange={setAgain} />
      </FormGroup>
      {problems.call !== undefined && (
        <p role="alert" className="problem">
          {problems.call}
        </p>
      )}
      <Button type="submit" intent="primary" text="Create the case" loading={busy} />
    </form>
  );
}
