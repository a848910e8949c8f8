/** The reviewer's decision on one message: a reason, and then release it or let it stay. */
import { FormGroup, TextArea } from '@blueprintjs/core';
import { Cross, Tick } from '@blueprintjs/icons';
import { useRef, useState } from 'react';
import type { QuarantineItem, WithheldState } from '../../../shared/contract/index.ts';
import { call } from '../../app/bridge.ts';
import { useCommand } from '../../app/commands.ts';
import { keysText } from '../../app/shortcuts.ts';
import { GatedButton } from '../../ui/gated-button.tsx';
import styles from './quarantine.module.css';

/** Letters of a reason. */
const MOST = 1000;

interface Props {
  readonly session: string;
  readonly item: QuarantineItem;
  /** Why nothing can be released now; null when it can. */
  readonly why: string | null;
  onDecided(state: WithheldState): void;
  onFailed(cause: unknown): void;
  /** Goes on to the next message; null at the last. */
  readonly onNext: (() => void) | null;
}

export function Decision({ session, item, why, onDecided, onFailed, onNext }: Props) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState<'release' | 'keep' | null>(null);
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  const decide = async (release: boolean): Promise<void> => {
    if (busy !== null) return;
    if (reason.trim() === '') {
      setAsked(true);
      field.current?.focus();
      return;
    }
    setBusy(release ? 'release' : 'keep');
    try {
      const { state } = await call('quarantine.decide', { session, item: item.item, release, reason });
      onDecided(state);
      onNext?.();
    } catch (cause) {
      onFailed(cause);
    }
    setBusy(null);
  };

  const isReleased = item.state === 'released';
  const notNow = isReleased ? 'This message was released into the case: that is not taken back.' : why;
  useCommand({
    id: 'quarantine.release',
    title: 'Release this message into the case',
    keys: 'mod+enter',
    why: notNow,
    run: () => void decide(true),
  });
  useCommand({
    id: 'quarantine.keep',
    title: 'Keep this message withheld',
    keys: 'mod+shift+enter',
    why: notNow,
    run: () => void decide(false),
  });
  useCommand({
    id: 'quarantine.reason',
    title: 'Write the reason of the decision',
    keys: 'r',
    run: () => field.current?.focus(),
  });

  const isMissing = asked && reason.trim() === '';
  return (
    <section className={styles.decision} aria-label="Decision">
      {isReleased && <p role="status">Released: it stands in the case.</p>}
      {item.state === 'kept-withheld' && (
        <p role="status">Decided: it stays withheld. Another decision may be made.</p>
      )}
      {!isReleased && (
        <FormGroup
          label="Reason"
          labelFor="decision-reason"
          intent={isMissing ? 'danger' : 'none'}
          helperText={
            <span id="decision-reason-help" role={isMissing ? 'alert' : undefined}>
              {isMissing ? 'A reason is needed: it stands in the log.' : 'It stands in the log.'}
            </span>
          }
        >
          <TextArea
            id="decision-reason"
            inputRef={field}
            fill
            rows={2}
            dir="auto"
            maxLength={MOST}
            value={reason}
            aria-describedby="decision-reason-help"
            aria-invalid={isMissing}
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
        </FormGroup>
      )}
      <div className={styles.deeds}>
        <GatedButton
          icon={<Tick />}
          text="Release into the case"
          title={keysText('mod+enter')}
          why={notNow}
          loading={busy === 'release'}
          onClick={() => void decide(true)}
        />
        <GatedButton
          icon={<Cross />}
          text="Keep withheld"
          title={keysText('mod+shift+enter')}
          why={notNow}
          loading={busy === 'keep'}
          onClick={() => void decide(false)}
        />
        <span className="dim">
          J and K go through the list, R to the reason; {keysText('mod+enter')} releases,{' '}
          {keysText('mod+shift+enter')} keeps withheld.
        </span>
      </div>
    </section>
  );
}
