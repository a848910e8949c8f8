/** On what a case without a warrant stands. */
import { FormGroup, Radio, RadioGroup, TextArea } from '@blueprintjs/core';
import { WarningSign } from '@blueprintjs/icons';
import { type CaseProblems, type Ground, MOST_GROUND, type NewCaseDraft } from './new-case.ts';
import styles from './start-screen.module.css';

/** What is to be written of each ground. */
const ASKED: Readonly<Record<Ground, string>> = {
  consent: 'Who consented, when, and where it is recorded',
  'own-data': 'Whose data it is',
  other: 'Which ground, and where it is recorded',
};

interface Props {
  readonly draft: NewCaseDraft;
  readonly problems: CaseProblems;
  onChange(more: Partial<NewCaseDraft>): void;
}

export function WithoutWarrantFields({ draft, problems, onChange }: Props) {
  const { ground, text } = draft;
  return (
    <>
      <p className={styles.without}>
        <WarningSign size={14} aria-hidden />
        <span>
          Nothing limits what is read in. The case is marked as without a warrant in the window, its log and
          every report, and cannot become one under a warrant.
        </span>
      </p>
      <RadioGroup
        label="Ground"
        selectedValue={ground ?? ''}
        onChange={({ currentTarget: { value } }) => onChange({ ground: value as Ground })}
      >
        <Radio value="consent" label="Consent of the owner" />
        <Radio value="own-data" label="Own data" />
        <Radio value="other" label="Another ground" />
      </RadioGroup>
      {problems.ground !== undefined && (
        <p role="alert" className="problem">
          {problems.ground}
        </p>
      )}
      <FormGroup
        label={ground === null ? 'In words' : ASKED[ground]}
        labelFor="new-case-ground"
        helperText={
          <span id="new-case-ground-help">{problems.text ?? 'Stands in the log and in every report.'}</span>
        }
        intent={problems.text === undefined ? 'none' : 'danger'}
      >
        <TextArea
          id="new-case-ground"
          fill
          rows={2}
          dir="auto"
          value={text}
          maxLength={MOST_GROUND}
          aria-describedby="new-case-ground-help"
          aria-invalid={problems.text !== undefined}
          onChange={({ currentTarget: { value } }) => onChange({ text: value })}
        />
      </FormGroup>
    </>
  );
}
