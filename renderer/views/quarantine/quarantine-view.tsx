/** Privileged messages that are withheld: counts for the analyst, single messages for the reviewer who holds the filter key. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, messageOf } from '../../app/bridge.ts';
import { useStanding } from '../../app/case-standing.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { IdleWatch } from './idle-watch.ts';
import { OpenQuarantine } from './open-quarantine.tsx';
import styles from './quarantine.module.css';
import { ReviewPane } from './review-pane.tsx';
import { useWithheld } from './use-withheld.ts';
import { WithheldTable } from './withheld-table.tsx';

/** After this long without use it closes itself, ms. */
const IDLE = 10 * 60_000;

/** What counts as use. */
const USES = ['keydown', 'pointerdown', 'wheel'] as const;

interface Session {
  readonly session: string;
  readonly items: number;
}

export function QuarantineView() {
  const { whyNot } = useStanding();
  const [open, setOpen] = useState<Session | null>(null);
  const [decisions, setDecisions] = useState(0);
  const [closing, setClosing] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const groups = useWithheld(decisions);

  const session = open?.session ?? null;
  /** The session that was asked to close: it is asked once. */
  const asked = useRef<string | null>(null);
  // Its messages go at once; what stands outside is shown when the log has that it is closed.
  const close = useCallback(
    (why: string | null) => {
      if (session === null || asked.current === session) return;
      asked.current = session;
      setClosing(true);
      call('quarantine.close', { session })
        .then(
          () => setNotice(why),
          (cause) => setNotice(messageOf(cause)),
        )
        .finally(() => {
          setOpen(null);
          setClosing(false);
        });
    },
    [session],
  );

  // It closes without use, and with the view or the case.
  useEffect(() => {
    if (session === null) return;
    const watch = new IdleWatch(IDLE, () =>
      close('The quarantine was not used for 10 minutes and was closed.'),
    );
    const use = (): void => watch.touch();
    for (const event of USES) window.addEventListener(event, use, { capture: true, passive: true });
    return () => {
      watch.stop();
      for (const event of USES) window.removeEventListener(event, use, { capture: true });
    };
  }, [session, close]);
  useEffect(() => {
    if (session === null) return;
    return () => {
      if (asked.current === session) return;
      asked.current = session;
      call('quarantine.close', { session }).catch((cause) => setNotice(messageOf(cause)));
    };
  }, [session]);

  return (
    <div className={styles.view}>
      {notice !== null && (
        <p role="status" className={styles.notice}>
          <EvidenceText text={notice} />
        </p>
      )}
      {open === null ? (
        <div className={styles.scroll}>
          <div className={styles.inside}>
            <h2>Quarantine</h2>
            <p>
              Messages of people whose confidence the law protects were withheld when the exhibits were read
              in. Each is sealed to the key of a reviewer, who may release single messages into the case.
            </p>
            <WithheldTable groups={groups} />
            <OpenQuarantine
              onOpened={(next) => {
                setNotice(null);
                setOpen(next);
              }}
            />
          </div>
        </div>
      ) : closing ? (
        <p role="status" className={styles.notice}>
          The quarantine is being closed…
        </p>
      ) : (
        <ReviewPane
          key={open.session}
          session={open.session}
          total={open.items}
          why={whyNot('decide on withheld messages')}
          onDecided={() => setDecisions((now) => now + 1)}
          onClose={() => close('The quarantine is closed.')}
          onLost={close}
        />
      )}
    </div>
  );
}
