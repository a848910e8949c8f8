/** An exhibit under a warrant: which of those it names, and the release that opens it. */
import { Button, FormGroup, HTMLSelect } from '@blueprintjs/core';
import { DocumentOpen, Tick, WarningSign } from '@blueprintjs/icons';
import type { InspectedEvidence, WarrantStatus } from '../../../shared/contract/index.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { UnlockIdentity } from '../identity/identity-panel.tsx';
import { useAddDocuments } from '../warrant/add-documents.tsx';
import { namedExhibits } from '../warrant/covered-exhibits.ts';
import styles from './add-exhibit.module.css';
import type { DraftProblems } from './exhibit-draft.ts';
import { type ExhibitRelease, releaseFor } from './exhibit-release.ts';

interface Props {
  readonly status: WarrantStatus;
  readonly reference: string;
  readonly seen: readonly InspectedEvidence[];
  readonly problems: DraftProblems;
  /** Whether the exhibit has been read in before. */
  readonly isKnown: boolean;
  readonly isUnlocked: boolean;
  onReference(reference: string): void;
}

export function WarrantedFields({
  status,
  reference,
  seen,
  problems,
  isKnown,
  isUnlocked,
  onReference,
}: Props) {
  const release = releaseFor(status, reference, seen);
  return (
    <>
      <FormGroup
        label="Exhibit reference"
        labelFor="exhibit-reference"
        helperText={problems.reference ?? 'Of the exhibits that the warrant names.'}
        intent={problems.reference === undefined ? 'none' : 'danger'}
      >
        <HTMLSelect
          id="exhibit-reference"
          fill
          value={reference}
          options={namedExhibits(status)}
          onChange={({ currentTarget: { value } }) => onReference(value)}
        />
      </FormGroup>
      {isKnown && (
        <p className={styles.again}>
          <EvidenceText text={reference} /> was read in before. Read in again under the warrant as it is now,
          its messages keep their numbers, and the difference is said.
        </p>
      )}
      {release.kind !== 'not-needed' && (
        <ReleaseField
          release={release}
          isUnlocked={isUnlocked}
          {...(problems.key === undefined ? {} : { problem: problems.key })}
        />
      )}
    </>
  );
}

interface ReleaseProps {
  readonly release: Exclude<ExhibitRelease, { kind: 'not-needed' }>;
  readonly isUnlocked: boolean;
  /** Set once it stands in the way of beginning. */
  readonly problem?: string;
}

function ReleaseField({ release, isUnlocked, problem }: ReleaseProps) {
  const adding = useAddDocuments('releases');
  return (
    <section className={styles.release} aria-label="Key">
      <h3>Key</h3>
      {release.kind === 'ready' ? (
        <p>
          <Tick size={14} aria-hidden /> Opens with{' '}
          {release.releases.map(({ document }, i) => (
            <span key={document.id}>
              {i > 0 && ', '}release <EvidenceText text={document.id} /> of{' '}
              <EvidenceText text={document.issuer} />
            </span>
          ))}
          , sealed to this workstation’s identity.
        </p>
      ) : (
        <>
          <p className={styles.missing}>
            <WarningSign size={14} aria-hidden /> <EvidenceText text={release.need} />
          </p>
          {release.near.length > 0 && (
            <ul aria-label="Releases that do not open it">
              {release.near.map(({ id, why }) => (
                <li key={id}>
                  <EvidenceText text={id} />: <EvidenceText text={why} />
                </li>
              ))}
            </ul>
          )}
          <div>
            <Button
              icon={<DocumentOpen />}
              text="Add a release…"
              loading={adding.busy}
              onClick={adding.choose}
            />
          </div>
        </>
      )}
      {adding.problem !== null && (
        <p role="alert" className={styles.missing}>
          <EvidenceText text={adding.problem} />
        </p>
      )}
      {release.kind === 'ready' && !isUnlocked && (
        <>
          {problem !== undefined && (
            <p role="alert" className={styles.missing}>
              {problem}
            </p>
          )}
          <UnlockIdentity label="Unlock the identity" />
        </>
      )}
    </section>
  );
}
