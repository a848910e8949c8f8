/** Amendments, revocations and releases that come after the case was made: chosen, or dropped on the view. */
import { Button } from '@blueprintjs/core';
import { DocumentOpen } from '@blueprintjs/icons';
import { type DragEvent, useState } from 'react';
import { call, messageOf, pathsOf } from '../../app/bridge.ts';
import { useStanding } from '../../app/case-standing.ts';
import { useCommand } from '../../app/commands.ts';
import { counted } from '../../ui/numbers.ts';
import styles from './warrant.module.css';

export interface AddDocuments {
  choose(): void;
  readonly words: string;
  readonly problem: string | null;
  readonly busy: boolean;
  readonly drop: {
    onDragOver(event: DragEvent): void;
    onDrop(event: DragEvent): void;
  };
}

/** @param what which files the dialog asks for. */
export function useAddDocuments(what: 'documents' | 'releases' = 'documents'): AddDocuments {
  const { setWarrant } = useStanding();
  const [words, setWords] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const add = async (paths: string[]): Promise<void> => {
    if (paths.length === 0) return;
    setBusy(true);
    setProblem(null);
    setWords('');
    try {
      setWarrant(await call('documents.add', { paths }));
      setWords(`${counted(paths.length, 'document')} verified and added.`);
    } catch (cause) {
      setProblem(messageOf(cause));
    }
    setBusy(false);
  };
  const choose = (): void => {
    call('dialog.documents', { what }).then(add, (cause) => setProblem(messageOf(cause)));
  };
  return {
    choose,
    words,
    problem,
    busy,
    drop: {
      onDragOver: (event) => event.preventDefault(),
      onDrop(event) {
        event.preventDefault();
        // The window takes what is dropped elsewhere for evidence.
        event.stopPropagation();
        const paths = pathsOf([...event.dataTransfer.files]).filter((path) => path !== '');
        if (paths.length > 0) void add(paths);
        else setProblem('What was dropped is not a file of this computer.');
      },
    },
  };
}

export function AddDocumentsButton({ adding }: { adding: AddDocuments }) {
  useCommand({
    id: 'warrant.add-documents',
    title: 'Add an amendment, a revocation or a release',
    run: adding.choose,
  });
  return (
    <div className={styles.adding}>
      <span role="status">{adding.words}</span>
      <Button icon={<DocumentOpen />} text="Add documents…" loading={adding.busy} onClick={adding.choose} />
    </div>
  );
}
