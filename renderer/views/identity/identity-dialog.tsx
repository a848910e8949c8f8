import { Dialog, DialogBody } from '@blueprintjs/core';
import { IdentityPanel } from './identity-panel.tsx';

export function IdentityDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <Dialog
      isOpen={isOpen}
      title="Identity of this workstation"
      onClose={onClose}
      canOutsideClickClose={false}
    >
      <DialogBody>{isOpen && <IdentityPanel />}</DialogBody>
    </Dialog>
  );
}
