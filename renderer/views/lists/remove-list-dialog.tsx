/** Taking a list off the case, with the reason. */
import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup } from '@blueprintjs/core';
import { useState } from 'react';
import type { WatchList } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';

interface Props {
  /** null while nothing is to be removed. */
  readonly list: WatchList | null;
  onClose(): void;
  onRemoved(list: WatchList): void;
}

export function RemoveListDialog({ list, onClose, onRemoved }: Props) {
  return (
    <Dialog isOpen={list !== null} title="Remove a list" onClose={onClose} canOutsideClickClose={false}>
      {list && <Contents key={list.id} list={list} onClose={onClose} onRemoved={onRemoved} />}
    </Dialog>
  );
}

function Contents({ list, onClose, onRemoved }: Props & { readonly list: WatchList }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await call('lists.remove', { list: list.id, reason: reason.trim() });
      onRemoved(list);
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  };
  return (
    <>
      <DialogBody>
        <p>
          <EvidenceText text={list.name} /> marks nothing any more; the log keeps that it was here and why it
          went.
        </p>
        <br />
        <FormGroup label="Reason" labelFor="remove-list-reason">
          <InputGroup
            id="remove-list-reason"
            autoFocus
            dir="auto"
            maxLength={1000}
            value={reason}
            onValueChange={setReason}
          />
        </FormGroup>
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
              intent="danger"
              text="Remove"
              disabled={reason.trim() === ''}
              loading={busy}
              onClick={() => void remove()}
            />
          </>
        }
      />
    </>
  );
}
