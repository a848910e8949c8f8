/** Adding an exhibit: choose evidence, see what it is, say what it needs, begin. */
import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import type { InspectedEvidence } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import { useStanding } from '../../app/case-standing.ts';
import type { IntakeJobs } from '../../app/intake-jobs.ts';
import { useIdentity } from '../identity/identity-hold.ts';
import styles from './add-exhibit.module.css';
import { ChooseEvidence } from './choose-evidence.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { type ExhibitDraft, emptyDraft, intakeRequest, nextReference, problemsOf } from './exhibit-draft.ts';
import { ExhibitFields } from './exhibit-fields.tsx';
import { suggestedExhibit, warrantedProblems } from './warranted-draft.ts';
import { WarrantedFields } from './warranted-fields.tsx';

/** What the dialog begins with. */
export interface Adding {
  /** As dropped on the window. */
  readonly paths: readonly string[];
  /** Of an exhibit that is to be read in again. */
  readonly reference?: string;
}

interface Props {
  /** null while the dialog is closed. */
  readonly adding: Adding | null;
  readonly intake: IntakeJobs;
  onClose(): void;
}

export function AddExhibitDialog({ adding, intake, onClose }: Props) {
  return (
    <Dialog
      isOpen={adding !== null}
      title="Add an exhibit"
      onClose={onClose}
      canOutsideClickClose={false}
      className={styles.dialog!}
    >
      {adding !== null && <Contents first={adding} intake={intake} onClose={onClose} />}
    </Dialog>
  );
}

function Contents({ first, intake, onClose }: { first: Adding; intake: IntakeJobs; onClose(): void }) {
  const { summary } = useCase();
  const { basis } = useStanding().openCase;
  const status = basis.kind === 'warrant' ? basis.warrant : null;
  const isUnlocked = useIdentity()?.unlocked === true;
  const known = [
    ...summary.exhibits.map(({ exhibit }) => exhibit),
    ...intake.jobs.map(({ exhibit }) => exhibit),
  ];
  const [paths, setPaths] = useState(first.paths);
  const [seen, setSeen] = useState<readonly InspectedEvidence[] | null>([]);
  const [draft, setDraft] = useState<ExhibitDraft>(() => ({
    ...emptyDraft,
    reference: first.reference ?? nextReference(known),
  }));
  /** Under a warrant the exhibit is told by the evidence, until the user says another. */
  const [chosen, setChosen] = useState(first.reference !== undefined);
  const [problem, setProblem] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (paths.length === 0) return setSeen([]);
    let left = false;
    setSeen(null);
    setProblem(null);
    call('evidence.inspect', { paths: [...paths] }).then(
      (inspected) => {
        if (!left) setSeen(inspected);
      },
      (cause) => {
        if (left) return;
        setSeen([]);
        setProblem(messageOf(cause));
      },
    );
    return () => {
      left = true;
    };
  }, [paths]);

  const add = (more: readonly string[]): void => setPaths((now) => [...new Set([...now, ...more])]);
  const ofExhibit: ExhibitDraft =
    status === null || chosen ? draft : { ...draft, reference: suggestedExhibit(status, seen ?? [], known) };
  const problems =
    seen === null
      ? null
      : status === null
        ? problemsOf(ofExhibit, seen)
        : warrantedProblems(ofExhibit, seen, status, isUnlocked);
  const begin = async (): Promise<void> => {
    setTried(true);
    if (seen === null || problems === null || Object.keys(problems).length > 0) return;
    setBusy(true);
    try {
      await intake.start(intakeRequest(ofExhibit, seen, status !== null));
      onClose();
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  };

  return (
    <>
      <DialogBody className={styles.body!}>
        <ChooseEvidence onChosen={add} onProblem={setProblem} isEmpty={paths.length === 0} />
        {paths.length > 0 && (
          <EvidenceList
            paths={paths}
            seen={seen}
            isWarranted={status !== null}
            onRemove={(path) => setPaths((now) => now.filter((one) => one !== path))}
          />
        )}
        {seen !== null && seen.length > 0 && (
          <ExhibitFields
            draft={draft}
            seen={seen}
            problems={tried && problems !== null ? problems : {}}
            warranted={
              status === null ? null : (
                <WarrantedFields
                  status={status}
                  reference={ofExhibit.reference}
                  seen={seen}
                  problems={tried && problems !== null ? problems : {}}
                  isKnown={summary.exhibits.some(({ exhibit }) => exhibit === ofExhibit.reference)}
                  isUnlocked={isUnlocked}
                  onReference={(reference) => {
                    setChosen(true);
                    setDraft((now) => ({ ...now, reference }));
                  }}
                />
              )
            }
            onSet={(more) => setDraft((now) => ({ ...now, ...more }))}
            onProblem={setProblem}
          />
        )}
        {problem !== null && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button
              intent="primary"
              text="Read it in"
              disabled={seen === null || seen.length === 0}
              loading={busy}
              onClick={() => void begin()}
            />
          </>
        }
      />
    </>
  );
}
