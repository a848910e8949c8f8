/** Opening a bundle: what it is, what opens it, and the passphrase of the case that is made of it. */
import { Button, Dialog, DialogBody, DialogFooter, FormGroup } from '@blueprintjs/core';
import { type FormEvent, useEffect, useId, useState } from 'react';
import type { BundleFacts, OpenCase } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { grouped, sizeText } from '../../ui/numbers.ts';
import { PassphraseInput } from '../../ui/passphrase-input.tsx';
import { useIdentity } from '../identity/identity-hold.ts';
import { UnlockIdentity } from '../identity/identity-panel.tsx';
import { passphraseProblem } from '../start/new-case.ts';
import styles from './bundle.module.css';
import { BundleProgress } from './save-bundle-dialog.tsx';

interface Props {
  /** Path of the bundle. */
  readonly file: string;
  onOpened(openCase: OpenCase): void;
  onClose(): void;
}

export function OpenBundleDialog({ file, onOpened, onClose }: Props) {
  const [facts, setFacts] = useState<BundleFacts | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let left = false;
    call('bundle.inspect', { file }).then(
      (found) => {
        if (!left) setFacts(found);
      },
      (cause) => {
        if (!left) setProblem(messageOf(cause));
      },
    );
    return () => {
      left = true;
    };
  }, [file]);
  return (
    <Dialog
      isOpen
      title="Open a bundle"
      onClose={onClose}
      canOutsideClickClose={false}
      canEscapeKeyClose={!busy}
      isCloseButtonShown={!busy}
      className={styles.dialog!}
    >
      {facts === null ? (
        <>
          <DialogBody>
            {problem === null ? (
              <p role="status">Looking at the file…</p>
            ) : (
              <p role="alert" className="problem">
                <EvidenceText text={problem} />
              </p>
            )}
          </DialogBody>
          <DialogFooter actions={<Button text="Close" onClick={onClose} />} />
        </>
      ) : (
        <Contents
          path={file}
          facts={facts}
          busy={busy}
          onBusy={setBusy}
          onOpened={onOpened}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface ContentsProps extends Omit<Props, 'file'> {
  readonly path: string;
  readonly facts: BundleFacts;
  readonly busy: boolean;
  onBusy(busy: boolean): void;
}

function Contents({ path, facts, busy, onBusy, onOpened, onClose }: ContentsProps) {
  const id = useId();
  const identity = useIdentity();
  const [own, setOwn] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const byPassphrase = facts.recipient === 'passphrase';
  const isForOthers = !byPassphrase && !facts.forThisWorkstation;
  const isLocked = byPassphrase ? own === '' : identity?.unlocked !== true;
  const ofPassphrase = passphraseProblem(passphrase, again);

  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setProblem(null);
    if (isForOthers || isLocked || ofPassphrase !== null) return;
    onBusy(true);
    try {
      onOpened(
        await call('bundle.open', {
          file: path,
          ...(byPassphrase ? { bundlePassphrase: own } : {}),
          passphrase,
        }),
      );
    } catch (cause) {
      setProblem(messageOf(cause));
      onBusy(false);
    }
  };
  if (busy) {
    return (
      <DialogBody>
        <BundleProgress />
      </DialogBody>
    );
  }
  return (
    <form onSubmit={(event) => void open(event)} noValidate>
      <DialogBody className={styles.body!}>
        <BundleTable facts={facts} />
        {isForOthers && (
          <p role="alert" className="problem">
            This bundle was sealed for another workstation’s identity: it cannot be opened here.
          </p>
        )}
        {byPassphrase && (
          <FormGroup
            label="Passphrase of the bundle"
            labelFor={`${id}-own`}
            helperText={
              <span id={`${id}-own-help`}>
                {tried && own === '' ? 'The bundle’s passphrase is needed.' : 'From whoever saved it.'}
              </span>
            }
            intent={tried && own === '' ? 'danger' : 'none'}
          >
            <PassphraseInput
              id={`${id}-own`}
              isNew={false}
              autoFocus
              value={own}
              describedBy={`${id}-own-help`}
              onChange={setOwn}
            />
          </FormGroup>
        )}
        {!byPassphrase && !isForOthers && (
          <>
            {identity?.unlocked === true ? (
              <p>
                Opens with this workstation’s identity, <EvidenceText text={identity.name} />.
              </p>
            ) : (
              <UnlockIdentity label="Unlock the identity" autoFocus />
            )}
            {tried && isLocked && (
              <p role="alert" className="problem">
                The identity has to be unlocked first.
              </p>
            )}
          </>
        )}
        {!isForOthers && (
          <>
            <FormGroup
              label="New passphrase of the case here"
              labelFor={`${id}-new`}
              helperText={
                <span id={`${id}-new-help`}>
                  {(tried ? ofPassphrase : null) ?? 'Seals the case on this workstation.'}
                </span>
              }
              intent={tried && ofPassphrase !== null ? 'danger' : 'none'}
            >
              <PassphraseInput
                id={`${id}-new`}
                isNew
                value={passphrase}
                describedBy={`${id}-new-help`}
                onChange={setPassphrase}
              />
            </FormGroup>
            <FormGroup label="New passphrase again" labelFor={`${id}-again`}>
              <PassphraseInput id={`${id}-again`} isNew value={again} onChange={setAgain} />
            </FormGroup>
          </>
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
              type="submit"
              intent="primary"
              text="Verify it and open the case"
              disabled={isForOthers}
            />
          </>
        }
      />
    </form>
  );
}

function BundleTable({ facts: { file, bytes, sha256, recipient } }: { facts: BundleFacts }) {
  return (
    <table className="facts">
      <tbody>
        <tr>
          <th scope="row" className="dim nowrap">
            Bundle
          </th>
          <td className={styles.value}>
            <EvidenceText text={file} />
          </td>
        </tr>
        <tr>
          <th scope="row" className="dim nowrap">
            Size
          </th>
          <td>
            {sizeText(bytes)} ({grouped(bytes)} bytes)
          </td>
        </tr>
        <tr>
          <th scope="row" className="dim nowrap">
            SHA-256
          </th>
          <td className={`mono ${styles.value}`}>{sha256}</td>
        </tr>
        <tr>
          <th scope="row" className="dim nowrap">
            Opens with
          </th>
          <td>{recipient === 'passphrase' ? 'a passphrase' : 'the identity of a workstation'}</td>
        </tr>
      </tbody>
    </table>
  );
}
