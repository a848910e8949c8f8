/** Adding an exhibit: choose evidence, see what it is, say what it needs, begin. */
import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useEffect, useState } from 'react';
import type { InspectedEvidence } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import type { IntakeJobs } from '../../app/intake-jobs.ts';
import styles from './add-exhibit.module.css';
import { ChooseEvidence } from './choose-evidence.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { type ExhibitDraft, emptyDraft, intakeRequest, nextReference, problemsOf } from './exhibit-draft.ts';
import { ExhibitFields } from './exhibit-fields.tsx';

interface Props {
  /** Paths to begin with, as dropped on the window; null while the dialog is closed. */
  readonly paths: readonly string[] | null;
  readonly intake: IntakeJobs;
  onClose(): void;
}

export function AddExhibitDialog({ paths, intake, onClose }: Props) {
  return (
    <Dialog
      isOpen={paths !== null}
      title="Add an exhibit"
      onClose={onClose}
      canOutsideClickClose={false}
      className={styles.dialog!}
    >
      {paths !== null && <Contents first={paths} intake={intake} onClose={onClose} />}
    </Dialog>
  );
}

function Contents({
  first,
  intake,
  onClose,
}: {
  first: readonly string[];
  intake: IntakeJobs;
  onClose(): void;
}) {
  const { summary } = useCase();
  const known = [
    ...summary.exhibits.map(({ exhibit }) => exhibit),
    ...intake.jobs.map(({ exhibit }) => exhibit),
  ];
  const [paths, setPaths] = useState(first);
  const [seen, setSeen] = useState<readonly InspectedEvidence[] | null>([]);
  const [draft, setDraft] = useState<ExhibitDraft>(() => ({
    ...emptyDraft,
    reference: nextReference(known),
  }));
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
  const problems = seen === null ? null : problemsOf(draft, seen);
  const begin = async (): Promise<void> => {
    setTried(true);
    if (seen === null || problems === null || Object.keys(problems).length > 0) return;
    setBusy(true);
    try {
      await intake.start(intakeRequest(draft, seen));
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
            onRemove={(path) => setPaths((now) => now.filter((one) => one !== path))}
          />
        )}
        {seen !== null && seen.length > 0 && (
          <ExhibitFields
            draft={draft}
            seen={seen}
            problems={tried && problems !== null ? problems : {}}
            onChange={setDraft}
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
