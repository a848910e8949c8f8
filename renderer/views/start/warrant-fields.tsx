/** The documents of a case under a warrant, and what they turn out to cover. */
import { WarningSign } from '@blueprintjs/icons';
import { useState } from 'react';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { FileField, FilesField } from '../../ui/file-field.tsx';
import { WarrantSummary } from '../warrant/warrant-summary.tsx';
import type { CaseProblems, NewCaseDraft } from './new-case.ts';
import styles from './start-screen.module.css';
import type { InspectedWarrant } from './use-inspected-warrant.ts';

interface Props {
  readonly draft: NewCaseDraft;
  readonly problems: CaseProblems;
  readonly inspected: InspectedWarrant;
  onChange(more: Partial<NewCaseDraft>): void;
  onProblem(problem: string): void;
}

export function WarrantFields({ draft, problems, inspected, onChange, onProblem }: Props) {
  const [more, setMore] = useState(false);
  const { status, refusal, busy } = inspected;
  return (
    <>
      <FileField
        label="Warrant"
        what="warrant"
        problem={refusal === null ? problems.warrant : undefined}
        path={draft.warrant}
        onPath={(warrant) => onChange({ warrant })}
        onProblem={onProblem}
      />
      <FileField
        label="Trust policy"
        what="trust"
        helper="Says whose signatures count. From your authority, not from who brings the warrant."
        problem={problems.trust}
        path={draft.trust}
        onPath={(trust) => onChange({ trust })}
        onProblem={onProblem}
      />
      <details className={styles.more} open={more} onToggle={(event) => setMore(event.currentTarget.open)}>
        <summary>Amendments and revocations</summary>
        <FilesField
          label="Amendments"
          what="amendments"
          helper="Further scope, exhibits or time under the same warrant."
          paths={draft.amendments}
          onPaths={(amendments) => onChange({ amendments })}
          onProblem={onProblem}
        />
        <FilesField
          label="Revocations"
          what="revocations"
          paths={draft.revocations}
          onPaths={(revocations) => onChange({ revocations })}
          onProblem={onProblem}
        />
      </details>
      {busy && (
        <p role="status" className="dim">
          Verifying the signatures…
        </p>
      )}
      {refusal !== null && (
        <p role="alert" className={styles.refusal}>
          <WarningSign size={14} aria-hidden />
          <span>
            <EvidenceText text={refusal} />
          </span>
        </p>
      )}
      {status !== null && <WarrantSummary status={status} timeZone={draft.timeZone} />}
    </>
  );
}
