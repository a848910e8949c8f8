/** Reading a hash set or a keyword list into the case. */
import {
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  FormGroup,
  InputGroup,
  Radio,
  RadioGroup,
} from '@blueprintjs/core';
import { useState } from 'react';
import type { WatchKind, WatchList } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { nameOfFile } from './list-words.ts';

interface Props {
  readonly isOpen: boolean;
  onClose(): void;
  onAdded(list: WatchList): void;
}

export function AddListDialog({ isOpen, onClose, onAdded }: Props) {
  return (
    <Dialog isOpen={isOpen} title="Add a list" onClose={onClose} canOutsideClickClose={false}>
      {isOpen && <Contents onClose={onClose} onAdded={onAdded} />}
    </Dialog>
  );
}

function Contents({ onClose, onAdded }: Omit<Props, 'isOpen'>) {
  const [path, setPath] = useState<string | null>(null);
  const [kind, setKind] = useState<WatchKind>('hash-set');
  const [name, setName] = useState('');
  const [covers, setCovers] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const add = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      onAdded(
        await call('lists.add', {
          path: path!,
          kind,
          name: name.trim(),
          covers: kind === 'hash-set' && covers,
        }),
      );
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  };
  return (
    <>
      <DialogBody>
        <RadioGroup
          label="Kind"
          selectedValue={kind}
          onChange={({ currentTarget: { value } }) => setKind(value as WatchKind)}
        >
          <Radio value="hash-set" label="Hash set: known files, by MD5 or SHA-256" />
          <Radio value="keywords" label="Keyword list: a word, a phrase or a beginning* a line" />
        </RadioGroup>
        <FileField
          label="File"
          what="list"
          helper={
            kind === 'hash-set'
              ? 'Project VIC or CAID JSON, or a text or table with a hash a line.'
              : 'A text; words are compared as the search box compares them, in any script.'
          }
          path={path}
          onPath={(next) => {
            setPath(next);
            if (next !== null) setName((now) => (now === '' ? nameOfFile(next) : now));
          }}
          onProblem={setProblem}
        />
        <FormGroup label="Name" labelFor="list-name">
          <InputGroup id="list-name" dir="auto" maxLength={200} value={name} onValueChange={setName} />
        </FormGroup>
        {kind === 'hash-set' && (
          <Checkbox
            label="Keep listed pictures and films blurred until each is asked for"
            checked={covers}
            onChange={({ currentTarget }) => setCovers(currentTarget.checked)}
          />
        )}
        {problem !== null && (
          <p role="alert" className="problem">
            <EvidenceText text={problem} />
          </p>
        )}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button
              intent="primary"
              text="Add"
              disabled={path === null || name.trim() === ''}
              loading={busy}
              onClick={() => void add()}
            />
          </>
        }
      />
    </>
  );
}
