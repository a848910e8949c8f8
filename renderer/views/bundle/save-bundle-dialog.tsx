/** Saving the case as one file that opens on another workstation. */
import {
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  FormGroup,
  ProgressBar,
  Radio,
  RadioGroup,
} from '@blueprintjs/core';
import { type FormEvent, useEffect, useId, useState } from 'react';
import type { Replies } from '../../../shared/contract/index.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { call, listen, messageOf } from '../../app/bridge.ts';
import { useStanding } from '../../app/case-standing.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { GatedButton } from '../../ui/gated-button.tsx';
import { counted } from '../../ui/numbers.ts';
import { PassphraseInput } from '../../ui/passphrase-input.tsx';
import { SavedFile } from '../../ui/saved-file.tsx';
import styles from './bundle.module.css';
import {
  type BundleDraft,
  type BundleProblems,
  bundleProblems,
  bundleRequest,
  wholeBundle,
} from './bundle-draft.ts';

interface Props {
  readonly isOpen: boolean;
  /** The case's imports. */
  readonly exhibits: readonly IntakeRecord[];
  onClose(): void;
}

type Saved = NonNullable<Replies['bundle.save']>;

export function SaveBundleDialog({ isOpen, exhibits, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      isOpen={isOpen}
      title="Save the case as a bundle"
      onClose={onClose}
      canOutsideClickClose={false}
      canEscapeKeyClose={!busy}
      isCloseButtonShown={!busy}
      className={styles.dialog!}
    >
      {isOpen && <Contents exhibits={exhibits} onClose={onClose} busy={busy} onBusy={setBusy} />}
    </Dialog>
  );
}

interface ContentsProps extends Omit<Props, 'isOpen'> {
  readonly busy: boolean;
  onBusy(busy: boolean): void;
}

function Contents({ exhibits, onClose, busy, onBusy }: ContentsProps) {
  const { whyNot } = useStanding();
  const id = useId();
  const references = [...new Set(exhibits.map(({ exhibit }) => exhibit))];
  const [draft, setDraft] = useState<BundleDraft>(() => wholeBundle(references));
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const problems: BundleProblems = tried ? bundleProblems(draft, references) : {};
  const set = (more: Partial<BundleDraft>): void => setDraft((now) => ({ ...now, ...more }));

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setProblem(null);
    if (Object.keys(bundleProblems(draft, references)).length > 0) return;
    onBusy(true);
    try {
      setSaved(await call('bundle.save', bundleRequest(draft, references)));
    } catch (cause) {
      setProblem(messageOf(cause));
    }
    onBusy(false);
  };

  if (saved !== null) {
    return <SavedFile saved={saved} words="The bundle is saved, and the log says so." onClose={onClose} />;
  }
  if (busy) {
    return (
      <DialogBody>
        <BundleProgress />
      </DialogBody>
    );
  }
  const kept = (reference: string): number =>
    exhibits.filter(({ exhibit }) => exhibit === reference).reduce((sum, { counts }) => sum + counts.kept, 0);
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <DialogBody className={styles.body!}>
        <p className="dim">
          A bundle holds the messages, the log, what the case stands on and what is withheld, sealed for who
          is to open it. The evidence itself is not in it.
        </p>
        <fieldset className={styles.exhibits}>
          <legend>Exhibits</legend>
          {references.length === 0 && (
            <p className="dim">This case has no exhibits: its log alone is saved.</p>
          )}
          {references.map((reference) => (
            <Checkbox
              key={reference}
              checked={draft.exhibits.includes(reference)}
              onChange={({ currentTarget: { checked } }) =>
                set({
                  exhibits: checked
                    ? [...draft.exhibits, reference]
                    : draft.exhibits.filter((one) => one !== reference),
                })
              }
            >
              <EvidenceText text={reference} />{' '}
              <span className="dim">{counted(kept(reference), 'message')}</span>
            </Checkbox>
          ))}
          {problems.exhibits !== undefined && (
            <p role="alert" className="problem">
              {problems.exhibits}
            </p>
          )}
        </fieldset>
        <Checkbox
          checked={draft.withAttachments}
          label="With attachments"
          onChange={({ currentTarget: { checked } }) => set({ withAttachments: checked })}
        />
        <Checkbox
          checked={draft.withAdded}
          onChange={({ currentTarget: { checked } }) => set({ withAdded: checked })}
        >
          With what the investigation added:{' '}
          <span className="dim">
            decisions on people and clocks, tags, notes, saved searches, lists
            {draft.exhibits.length < references.length && ': of these exhibits only, lists whole'}
          </span>
        </Checkbox>
        <RadioGroup
          label="Who is to open it"
          selectedValue={draft.recipient}
          onChange={({ currentTarget: { value } }) => set({ recipient: value as BundleDraft['recipient'] })}
        >
          <Radio value="passphrase" label="Whoever knows a passphrase" />
          <Radio value="card" label="One workstation, by the card of its identity" />
        </RadioGroup>
        {draft.recipient === 'card' ? (
          <FileField
            label="Card of the recipient"
            what="card"
            helper="Only that workstation can open the bundle, with its identity unlocked."
            problem={problems.card}
            path={draft.card}
            onPath={(card) => set({ card })}
            onProblem={setProblem}
          />
        ) : (
          <>
            <FormGroup
              label="Passphrase of the bundle"
              labelFor={`${id}-passphrase`}
              helperText={
                <span id={`${id}-help`}>
                  {problems.passphrase ?? 'Tell it to the recipient by another way than the bundle goes.'}
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
            <FormGroup label="Passphrase of the bundle again" labelFor={`${id}-again`}>
              <PassphraseInput
                id={`${id}-again`}
                isNew
                value={draft.again}
                onChange={(again) => set({ again })}
              />
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
            <GatedButton type="submit" intent="primary" text="Save the bundle…" why={whyNot('export')} />
          </>
        }
      />
    </form>
  );
}

/** How far saving or opening a bundle has come. */
export function BundleProgress() {
  const [now, setNow] = useState<{ fraction: number; what: string } | null>(null);
  useEffect(() => listen('bundle.progress', setNow), []);
  const words = now === null ? 'Beginning' : `${now.what}, ${Math.floor(now.fraction * 100)} %`;
  return (
    <div className={styles.progress} role="status">
      <p>
        <EvidenceText text={words} />
      </p>
      <ProgressBar
        intent="primary"
        stripes={now === null}
        {...(now === null ? {} : { value: now.fraction })}
        aria-label="Progress of the bundle"
      />
    </div>
  );
}
