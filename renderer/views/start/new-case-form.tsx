import { Button, FormGroup, InputGroup, Radio, RadioGroup } from '@blueprintjs/core';
import { type FormEvent, useState } from 'react';
import type { OpenCase } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { PassphraseInput } from '../../ui/passphrase-input.tsx';
import { ZoneSelect } from '../../ui/zone-select.tsx';
import { type CaseProblems, caseProblems, caseRequest, emptyCase, type NewCaseDraft } from './new-case.ts';
import { useInspectedWarrant } from './use-inspected-warrant.ts';
import { WarrantFields } from './warrant-fields.tsx';
import { WithoutWarrantFields } from './without-warrant-fields.tsx';

const DEVICE_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function NewCaseForm({ onCreated }: { onCreated(openCase: OpenCase): void }) {
  const [draft, setDraft] = useState<NewCaseDraft>(() => emptyCase(DEVICE_ZONE));
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (more: Partial<NewCaseDraft>): void => {
    setDraft((now) => ({ ...now, ...more }));
    setProblem(null);
  };
  const inspected = useInspectedWarrant(draft);
  const reference = inspected.status?.warrant.caseReference ?? null;
  const problems: CaseProblems = tried ? caseProblems(draft, reference) : {};
  const isWarranted = draft.kind === 'warrant';

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(caseProblems(draft, reference)).length > 0) return;
    setBusy(true);
    try {
      onCreated(await call('case.create', caseRequest(draft, reference)));
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} aria-labelledby="new-case" noValidate>
      <RadioGroup
        label="What the case stands on"
        inline
        selectedValue={draft.kind}
        onChange={({ currentTarget: { value } }) => set({ kind: value as NewCaseDraft['kind'] })}
      >
        <Radio value="warrant" label="A warrant" />
        <Radio value="without-warrant" label="No warrant" />
      </RadioGroup>
      {isWarranted ? (
        <WarrantFields
          draft={draft}
          problems={problems}
          inspected={inspected}
          onChange={set}
          onProblem={setProblem}
        />
      ) : (
        <WithoutWarrantFields draft={draft} problems={problems} onChange={set} />
      )}
      <FormGroup
        label="Reference"
        labelFor="new-case-reference"
        helperText={
          isWarranted
            ? 'The warrant’s own; it cannot be another.'
            : (problems.reference ?? 'As in your case files. The case’s folder is named after it.')
        }
        intent={problems.reference === undefined ? 'none' : 'danger'}
      >
        <InputGroup
          id="new-case-reference"
          value={isWarranted ? (reference ?? '') : draft.reference}
          readOnly={isWarranted}
          placeholder={isWarranted ? 'From the warrant' : ''}
          onValueChange={(own) => set({ reference: own })}
          maxLength={200}
          spellCheck={false}
          dir="auto"
          aria-invalid={problems.reference !== undefined}
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
          value={draft.timeZone}
          onChange={(timeZone) => set({ timeZone })}
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
          value={draft.passphrase}
          onChange={(passphrase) => set({ passphrase })}
          describedBy="new-case-passphrase-help"
        />
      </FormGroup>
      <FormGroup label="Passphrase again" labelFor="new-case-passphrase-again">
        <PassphraseInput
          id="new-case-passphrase-again"
          isNew
          value={draft.again}
          onChange={(again) => set({ again })}
        />
      </FormGroup>
      {problem !== null && (
        <p role="alert" className="problem">
          {problem}
        </p>
      )}
      <Button type="submit" intent="primary" text="Create the case" loading={busy} />
    </form>
  );
}
