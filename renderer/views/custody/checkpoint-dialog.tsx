/** Signing the log's state with the workstation's identity. */
import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState } from 'react';
import { call, messageOf } from '../../app/bridge.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { useIdentity } from '../identity/identity-hold.ts';
import { IdentityPanel } from '../identity/identity-panel.tsx';

interface Props {
  readonly isOpen: boolean;
  onClose(): void;
  /** @param file where the user saved it. */
  onSigned(file: string): void;
}

export function CheckpointDialog({ isOpen, onClose, onSigned }: Props) {
  return (
    <Dialog isOpen={isOpen} title="Sign a checkpoint" onClose={onClose} canOutsideClickClose={false}>
      {isOpen && <Contents onClose={onClose} onSigned={onSigned} />}
    </Dialog>
  );
}

function Contents({ onClose, onSigned }: Omit<Props, 'isOpen'>) {
  const identity = useIdentity();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isReady = identity?.unlocked === true;
  const sign = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const file = await call('custody.checkpoint', {});
      if (file !== null) return onSigned(file);
    } catch (cause) {
      setProblem(messageOf(cause));
    }
    setBusy(false);
  };
  return (
    <>
      <DialogBody>
        <p>
          A checkpoint states how many entries the log has and what they are, and is signed with this
          workstation’s identity. Kept elsewhere, such as with the commissioner, it proves that the log up to
          here was not rewritten or cut.
        </p>
        <br />
        {isReady ? (
          <p>
            It will be signed by <EvidenceText text={identity.name} />.
          </p>
        ) : (
          <IdentityPanel />
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
              text="Sign and save…"
              disabled={!isReady}
              loading={busy}
              onClick={() => void sign()}
            />
          </>
        }
      />
    </>
  );
}
