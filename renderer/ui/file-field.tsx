/** Choosing files by the system's dialog: one, or several of a kind. */
import { Button, FormGroup } from '@blueprintjs/core';
import { Cross, Document } from '@blueprintjs/icons';
import { useId } from 'react';
import type { Request } from '../../shared/contract/index.ts';
import { call, messageOf } from '../app/bridge.ts';
import { EvidenceText } from './evidence-text.tsx';
import styles from './file-field.module.css';

type Kind = Request<'dialog.documents'>['what'];

interface Shared {
  readonly label: string;
  /** Which kind of file the dialog asks for. */
  readonly what: Kind;
  readonly helper?: string;
  readonly problem?: string | undefined;
  /** Told when the dialog cannot be shown. */
  onProblem(problem: string): void;
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1)!;

/** The files that the user chooses; none when they leave the dialog. */
function choose(what: Kind, onChosen: (paths: string[]) => void, onProblem: (problem: string) => void): void {
  call('dialog.documents', { what }).then(
    (paths) => {
      if (paths.length > 0) onChosen(paths);
    },
    (cause) => onProblem(messageOf(cause)),
  );
}

function Name({ path }: { path: string }) {
  return (
    <span className="ellipsis" title={path}>
      <EvidenceText text={nameOf(path)} />
    </span>
  );
}

interface FileFieldProps extends Shared {
  readonly path: string | null;
  onPath(path: string | null): void;
}

export function FileField({ label, what, helper, problem, path, onPath, onProblem }: FileFieldProps) {
  const id = useId();
  const note = problem ?? helper;
  return (
    <FormGroup
      label={label}
      labelFor={id}
      intent={problem === undefined ? 'none' : 'danger'}
      {...(note === undefined ? {} : { helperText: <span id={`${id}-note`}>{note}</span> })}
    >
      <div className={styles.row}>
        {path === null ? <span className="dim">Not chosen</span> : <Name path={path} />}
        <Button
          id={id}
          icon={<Document />}
          text={path === null ? 'Choose…' : 'Another…'}
          aria-label={`${label}: ${path === null ? 'choose' : `${nameOf(path)}; choose another`}`}
          aria-describedby={`${id}-note`}
          onClick={() => choose(what, ([first]) => onPath(first!), onProblem)}
        />
      </div>
    </FormGroup>
  );
}

interface FilesFieldProps extends Shared {
  readonly paths: readonly string[];
  onPaths(paths: readonly string[]): void;
}

export function FilesField({ label, what, helper, problem, paths, onPaths, onProblem }: FilesFieldProps) {
  const id = useId();
  const note = problem ?? helper;
  return (
    <FormGroup
      label={label}
      labelFor={id}
      intent={problem === undefined ? 'none' : 'danger'}
      {...(note === undefined ? {} : { helperText: note })}
    >
      {paths.length > 0 && (
        <ul className={styles.list} aria-label={label}>
          {paths.map((path) => (
            <li key={path} className={styles.row}>
              <Name path={path} />
              <Button
                variant="minimal"
                icon={<Cross />}
                aria-label={`Take ${nameOf(path)} off the list`}
                onClick={() => onPaths(paths.filter((one) => one !== path))}
              />
            </li>
          ))}
        </ul>
      )}
      <Button
        id={id}
        icon={<Document />}
        text={paths.length === 0 ? 'Choose…' : 'Add…'}
        aria-label={`${label}: ${paths.length === 0 ? 'choose' : 'add'}`}
        onClick={() => choose(what, (more) => onPaths([...new Set([...paths, ...more])]), onProblem)}
      />
    </FormGroup>
  );
}
