/** The workstation's identity: make it, unlock it, give its card to the authority. */
import { Button, FormGroup, InputGroup } from '@blueprintjs/core';
import { IdNumber, Lock, Unlock } from '@blueprintjs/icons';
import { type FormEvent, useId, useState } from 'react';
import type { IdentityState } from '../../../shared/contract/index.ts';
import { call, messageOf } from '../../app/bridge.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { PassphraseInput } from '../../ui/passphrase-input.tsx';
import styles from './identity.module.css';
import { identityHold, useIdentity } from './identity-hold.ts';
import { emptyIdentity, type IdentityProblems, identityProblems } from './new-identity.ts';

/** Whatever the identity needs next: to be made, to be unlocked, or nothing. */
export function IdentityPanel() {
  const identity = useIdentity();
  if (identity === undefined) return <p className="dim">Asking for the identity…</p>;
  if (identity === null) return <NewIdentity />;
  return (
    <div className={styles.panel}>
      <Known identity={identity} />
      {!identity.unlocked && <UnlockIdentity />}
      <Deeds unlocked={identity.unlocked} />
    </div>
  );
}

function Known({ identity: { name, card, unlocked } }: { identity: IdentityState }) {
  return (
    <table className="facts">
      <tbody>
        <tr>
          <th scope="row" className="dim nowrap">
            Name
          </th>
          <td>
            <EvidenceText text={name} />
          </td>
        </tr>
        <tr>
          <th scope="row" className="dim nowrap">
            State
          </th>
          <td className={styles.state}>
            {unlocked ? <Unlock size={14} aria-hidden /> : <Lock size={14} aria-hidden />}
            {unlocked ? 'Unlocked' : 'Locked'}
          </td>
        </tr>
        <Key term="Key for releases" value={card.box} />
        <Key term="Key for signing" value={card.signing} />
      </tbody>
    </table>
  );
}

function Key({ term, value }: { term: string; value: string }) {
  return (
    <tr>
      <th scope="row" className="dim nowrap">
        {term}
      </th>
      <td>
        <span className={`mono ${styles.key}`}>{value}</span>{' '}
        <CopyButton text={value} what={term.toLowerCase()} />
      </td>
    </tr>
  );
}

function Deeds({ unlocked }: { unlocked: boolean }) {
  const [words, setWords] = useState('');
  const say = (work: Promise<string>): void => {
    setWords('');
    work.then(setWords, (cause) => setWords(messageOf(cause)));
  };
  const saveCard = async (): Promise<string> => {
    const saved = await call('identity.saveCard', {});
    return saved === null ? '' : `Card saved as ${saved}`;
  };
  return (
    <div className={styles.row}>
      <Button icon={<IdNumber />} text="Save the card…" onClick={() => say(saveCard())} />
      {unlocked && (
        <Button icon={<Lock />} text="Lock" onClick={() => say(identityHold.lock().then(() => ''))} />
      )}
      <span role="status" className={styles.words}>
        <EvidenceText text={words} />
      </span>
    </div>
  );
}

interface UnlockProps {
  /** What it is unlocked for, as the button says it. */
  readonly label?: string;
  readonly autoFocus?: boolean;
}

/** Asks for the identity's passphrase until it opens. */
export function UnlockIdentity({ label = 'Unlock', autoFocus = false }: UnlockProps) {
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const unlock = async (): Promise<void> => {
    if (passphrase === '' || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await identityHold.unlock(passphrase);
    } catch (cause) {
      setProblem(messageOf(cause));
    }
    setPassphrase('');
    setBusy(false);
  };
  return (
    <FormGroup
      className={styles.unlock!}
      label="Passphrase of the identity"
      labelFor={id}
      intent={problem === null ? 'none' : 'danger'}
      helperText={
        <span id={`${id}-problem`} role="alert">
          {problem}
        </span>
      }
    >
      {/* Not a form of its own: it may stand in one. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field does what the button does */}
      <div
        className={styles.row}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
          event.preventDefault();
          void unlock();
        }}
      >
        <PassphraseInput
          id={id}
          isNew={false}
          autoFocus={autoFocus}
          value={passphrase}
          onChange={setPassphrase}
          describedBy={`${id}-problem`}
        />
        <Button
          icon={<Unlock />}
          text={label}
          loading={busy}
          disabled={passphrase === ''}
          onClick={() => void unlock()}
        />
      </div>
    </FormGroup>
  );
}

function NewIdentity() {
  const id = useId();
  const [draft, setDraft] = useState(emptyIdentity);
  const [problems, setProblems] = useState<IdentityProblems & { call?: string }>({});
  const [busy, setBusy] = useState(false);
  const set = (more: Partial<typeof draft>): void => setDraft((now) => ({ ...now, ...more }));
  const create = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = identityProblems(draft);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await identityHold.create(draft.name, draft.passphrase);
    } catch (cause) {
      setProblems({ call: messageOf(cause) });
      setBusy(false);
    }
  };
  return (
    <form className={styles.create} onSubmit={(event) => void create(event)} noValidate>
      <p className="dim">
        This workstation has no identity yet. With one, keys can be released to it, and checkpoints of the log
        signed. Its private keys stay on this workstation, sealed by the passphrase.
      </p>
      <FormGroup
        label="Name"
        labelFor={`${id}-name`}
        helperText={problems.name ?? 'As the authority is to know it, such as Evidence room 7.'}
        intent={problems.name === undefined ? 'none' : 'danger'}
      >
        <InputGroup
          id={`${id}-name`}
          value={draft.name}
          maxLength={300}
          dir="auto"
          aria-invalid={problems.name !== undefined}
          onValueChange={(name) => set({ name })}
        />
      </FormGroup>
      <FormGroup
        label="Passphrase of the identity"
        labelFor={`${id}-passphrase`}
        helperText={
          <span id={`${id}-help`}>
            {problems.passphrase ?? 'Another than a case’s. Without it no released key can be used.'}
          </span>
        }
        intent={problems.passphrase === undefined ? 'none' : 'danger'}
      >
        <PassphraseInput
          id={`${id}-passphrase`}
          isNew
          value={draft.passphrase}
          describedBy={`${id}-help`}
          onChange={(passphrase) => set({ passphrase })}
        />
      </FormGroup>
      <FormGroup label="Passphrase of the identity again" labelFor={`${id}-again`}>
        <PassphraseInput id={`${id}-again`} isNew value={draft.again} onChange={(again) => set({ again })} />
      </FormGroup>
      {problems.call !== undefined && (
        <p role="alert" className="problem">
          {problems.call}
        </p>
      )}
      <Button type="submit" text="Make the identity" loading={busy} />
    </form>
  );
}
