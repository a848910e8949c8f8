import { Button, Dialog, DialogBody, DialogFooter, FormGroup } from '@blueprintjs/core';
import { type FormEvent, useState } from 'react';
import type { OpenCase } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { PassphraseInput } from '../../ui/passphrase-input.tsx';

interface Props {
  readonly folder: string;
  readonly name: string;
  onOpened(openCase: OpenCase): void;
  onClose(): void;
}

/** Asks for a closed case's passphrase until it opens or is left. */
export function PassphraseDialog({ folder, name, onOpened, onClose }: Props) {
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (passphrase === '' || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      onOpened(await call('case.open', { folder, passphrase }));
    } catch (cause) {
      setBusy(false);
      setPassphrase('');
      setProblem(messageOf(cause));
    }
  };

  return (
    <Dialog isOpen title={<bdi>{name}</bdi>} onClose={onClose} canOutsideClickClose={false}>
      <form onSubmit={(event) => void submit(event)}>
        <DialogBody>
          <FormGroup
            label="Passphrase"
            labelFor="case-passphrase"
            helperText={
              <span id="case-passphrase-problem" role="alert">
                {problem}
              </span>
            }
            intent={problem === null ? 'none' : 'danger'}
          >
            <PassphraseInput
              id="case-passphrase"
              isNew={false}
              autoFocus
              value={passphrase}
              onChange={setPassphrase}
              describedBy="case-passphrase-problem"
            />
          </FormGroup>
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={onClose} />
              <Button
                type="submit"
                intent="primary"
                text="Open the case"
                loading={busy}
                disabled={passphrase === ''}
              />
            </>
          }
        />
      </form>
    </Dialog>
  );
}
