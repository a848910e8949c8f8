import { Button } from '@blueprintjs/core';
import { Document, FolderOpen } from '@blueprintjs/icons';
import { type DragEvent, useState } from 'react';
import { call, messageOf, pathsOf } from '../../app/bridge.ts';
import styles from './add-exhibit.module.css';

interface Props {
  readonly isEmpty: boolean;
  onChosen(paths: readonly string[]): void;
  onProblem(problem: string): void;
}

export function ChooseEvidence({ isEmpty, onChosen, onProblem }: Props) {
  const [over, setOver] = useState(false);
  const choose = (kind: 'files' | 'folder'): void => {
    call('dialog.evidence', { kind }).then(onChosen, (cause) => onProblem(messageOf(cause)));
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const paths = pathsOf([...event.dataTransfer.files]).filter((path) => path !== '');
    if (paths.length > 0) onChosen(paths);
    else onProblem('What was dropped is not a file or folder of this computer.');
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its keyboard way in the two buttons
    <div
      className={styles.drop}
      data-over={over}
      data-testid="drop-evidence"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {isEmpty && (
        <p>
          Drop files or folders here, or choose them: backups (<span className="mono">.crypt12</span>,{' '}
          <span className="mono">.crypt14</span>, <span className="mono">.crypt15</span>), databases, chat
          exports as ZIP, folder or text. What belongs to one device goes in together: its backup, contacts
          and media.
        </p>
      )}
      <div className={styles.choose}>
        <Button icon={<Document />} text="Choose files…" onClick={() => choose('files')} />
        <Button icon={<FolderOpen />} text="Choose a folder…" onClick={() => choose('folder')} />
      </div>
    </div>
  );
}
