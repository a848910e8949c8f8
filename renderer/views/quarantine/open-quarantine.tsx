import { Button, FormGroup } from '@blueprintjs/core';
import { type FormEvent, useState } from 'react';
import { call, messageOf } from '../../app/bridge.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { PassphraseInput } from '../../ui/passphrase-input.tsx';
import styles from './quarantine.module.css';

interface Props {
  onOpened(open: { readonly session: string; readonly items: number }): void;
}

/** The reviewer's way in: their own identity, from its file. */
export function OpenQuarantine({ onOpened }: Props) {
  const [identityFile, setIdentityFile] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (identityFile === null || passphrase === '' || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      onOpened(await call('quarantine.open', { identityFile, passphrase }));
    } catch (cause) {
      setProblem(messageOf(cause));
      setPassphrase('');
      setBusy(false);
    }
  };
  return (
    <section className={styles.card} aria-labelledby="open-quarantine">
      <h3 id="open-quarantine">Open it as the reviewer</h3>
      <p className="dim">
        Opening, each message that is looked at, and each decision are logged with your name.
      </p>
      <form onSubmit={(event) => void open(event)}>
        <FileField
          label="The reviewer’s identity"
          what="identity"
          helper="The file of the identity whose key the warrant names for privileged material."
          path={identityFile}
          onPath={setIdentityFile}
          onProblem={setProblem}
        />
        <FormGroup label="Passphrase of the reviewer" labelFor="reviewer-passphrase">
          <PassphraseInput
            id="reviewer-passphrase"
            isNew={false}
            value={passphrase}
            onChange={setPassphrase}
            describedBy="reviewer-problem"
          />
        </FormGroup>
        <p id="reviewer-problem" role="alert" className={problem === null ? 'unseen' : 'problem'}>
          <EvidenceText text={problem ?? ''} />
        </p>
        <Button
          type="submit"
          text="Open the quarantine"
          loading={busy}
          disabled={identityFile === null || passphrase === ''}
        />
      </form>
    </section>
  );
}
