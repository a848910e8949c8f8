/** Privileged messages that are withheld: counts for the analyst, single messages for the reviewer who holds the filter key. */
import { useCallback, useEffect, useState } from 'react';
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
  const [notice, setNotice] = useState<string | null>(null);
  const groups = useWithheld(decisions);

  const session = open?.session ?? null;
  const close = useCallback((why: string | null) => {
    setOpen(null);
    setNotice(why);
  }, []);

  // Closed with what is left of it: by its button, without use, with the view, or with the case.
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
      call('quarantine.close', { session }).catch((cause) => setNotice(messageOf(cause)));
    };
  }, [session, close]);

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
