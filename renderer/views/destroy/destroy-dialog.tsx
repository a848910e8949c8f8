/** Destroying a case: what it does, in plain words, and what proves that it is meant. */
import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup } from '@blueprintjs/core';
import { Trash } from '@blueprintjs/icons';
import { type FormEvent, useId, useState } from 'react';
import { call, messageOf } from '../../app/bridge.ts';
import { useStanding } from '../../app/case-standing.ts';
import { deleteStore } from '../../case-store/delete-store.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { PassphraseInput } from '../../ui/passphrase-input.tsx';
import styles from './destroy.module.css';
import { type DestroyProblems, destroyProblems, emptyDestroy } from './destroy-draft.ts';

interface Props {
  readonly isOpen: boolean;
  onClose(): void;
  /** @param notice what is to be said of it. */
  onDestroyed(notice: string): void;
}

export function DestroyDialog({ isOpen, onClose, onDestroyed }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      title="Destroy the case"
      icon={<Trash />}
      onClose={onClose}
      canOutsideClickClose={false}
    >
      {isOpen && <Contents onClose={onClose} onDestroyed={onDestroyed} />}
    </Dialog>
  );
}

function Contents({ onClose, onDestroyed }: Omit<Props, 'isOpen'>) {
  const { openCase } = useStanding();
  const id = useId();
  const [draft, setDraft] = useState(emptyDestroy);
  const [problems, setProblems] = useState<DestroyProblems & { call?: string }>({});
  const [busy, setBusy] = useState(false);
  const set = (more: Partial<typeof draft>): void => setDraft((now) => ({ ...now, ...more }));

  const destroy = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = destroyProblems(draft, openCase.reference);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      const { log, storeDeleted } = await call('case.destroy', draft);
      if (!storeDeleted) await deleteStore(openCase.id);
      onDestroyed(`The case ${openCase.reference} was destroyed. Its log stays: ${log}`);
    } catch (cause) {
      setProblems({ call: messageOf(cause) });
      set({ passphrase: '' });
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void destroy(event)} noValidate>
      <DialogBody>
        <div className={styles.consequences}>
          <strong>This cannot be taken back.</strong>
          <ul>
            <li>The case’s key is overwritten: none of its messages can be read again, by anyone.</li>
            <li>Its attachments, withheld messages and documents are removed from this workstation.</li>
            <li>Its log stays, with a last entry that says who destroyed it, when, and why.</li>
            <li>The evidence itself, and bundles that were saved, are not touched.</li>
          </ul>
        </div>
        <FormGroup
          label={
            <>
              Reference of the case: type <EvidenceText text={openCase.reference} />
            </>
          }
          labelFor={`${id}-reference`}
          helperText={problems.reference}
          intent={problems.reference === undefined ? 'none' : 'danger'}
        >
          <InputGroup
            id={`${id}-reference`}
            autoFocus
            value={draft.reference}
            spellCheck={false}
            autoComplete="off"
            dir="auto"
            aria-invalid={problems.reference !== undefined}
            onValueChange={(reference) => set({ reference })}
          />
        </FormGroup>
        <FormGroup
          label="Passphrase of the case"
          labelFor={`${id}-passphrase`}
          helperText={<span id={`${id}-problem`}>{problems.passphrase}</span>}
          intent={problems.passphrase === undefined ? 'none' : 'danger'}
        >
          <PassphraseInput
            id={`${id}-passphrase`}
            isNew={false}
            value={draft.passphrase}
            describedBy={`${id}-problem`}
            onChange={(passphrase) => set({ passphrase })}
          />
        </FormGroup>
        <FormGroup
          label="Reason"
          labelFor={`${id}-reason`}
          helperText={problems.reason ?? 'Such as “Retention ended” or the order that asks for it.'}
          intent={problems.reason === undefined ? 'none' : 'danger'}
        >
          <InputGroup
            id={`${id}-reason`}
            value={draft.reason}
            maxLength={1000}
            dir="auto"
            aria-invalid={problems.reason !== undefined}
            onValueChange={(reason) => set({ reason })}
          />
        </FormGroup>
        {problems.call !== undefined && (
          <p role="alert" className="problem">
            <EvidenceText text={problems.call} />
          </p>
        )}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button type="submit" intent="danger" text="Destroy the case" loading={busy} />
          </>
        }
      />
    </form>
  );
}
