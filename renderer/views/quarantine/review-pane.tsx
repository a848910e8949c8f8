/** The open quarantine: a page of withheld messages, one of them in full, and the decision on it. */
import { Button } from '@blueprintjs/core';
import { ChevronLeft, ChevronRight, EyeOpen, Lock } from '@blueprintjs/icons';
import { useCallback, useEffect, useState } from 'react';
import type { QuarantineItem, WithheldState } from '../../../shared/contract/index.ts';
import { CallFailed, call, messageOf } from '../../app/bridge.ts';
import { useCommand } from '../../app/commands.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { Decision } from './decision.tsx';
import styles from './quarantine.module.css';
import { WithheldList } from './withheld-list.tsx';
import { WithheldMessage } from './withheld-message.tsx';

/** Messages of a page: each page is looked at as a whole, and logged so. */
const PAGE = 20;

interface Props {
  readonly session: string;
  /** Messages in the quarantine. */
  readonly total: number;
  /** Why nothing can be released now; null when it can. */
  readonly why: string | null;
  onDecided(): void;
  onClose(): void;
  /** The main process has closed it. Always the same function: a page is asked for once, since it is logged. */
  onLost(why: string): void;
}

export function ReviewPane({ session, total, why, onDecided, onClose, onLost }: Props) {
  const [page, setPage] = useState(0);
  const [items, setItems] = useState<readonly QuarantineItem[] | null>(null);
  const [at, setAt] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const pages = Math.max(1, Math.ceil(total / PAGE));

  const failed = useCallback(
    (cause: unknown) => {
      // A session that the main process does not know any more: it was closed there.
      if (cause instanceof CallFailed && cause.kind === 'invalid') onLost(messageOf(cause));
      else setProblem(messageOf(cause));
    },
    [onLost],
  );
  useEffect(() => {
    let left = false;
    setItems(null);
    setAt(0);
    call('quarantine.items', { session, from: page * PAGE, count: PAGE }).then(
      ({ items: found }) => {
        if (!left) setItems(found);
      },
      (cause) => {
        if (left) return;
        setItems([]);
        failed(cause);
      },
    );
    return () => {
      left = true;
    };
  }, [session, page, failed]);

  const item = items?.[at];
  const decided = (name: string, state: WithheldState): void => {
    setItems((now) => now?.map((one) => (one.item === name ? { ...one, state } : one)) ?? null);
    onDecided();
  };
  const move = (by: number): void =>
    setAt((now) => Math.min(Math.max(now + by, 0), (items?.length ?? 1) - 1));

  useCommand({ id: 'quarantine.next', title: 'Next withheld message', keys: 'j', run: () => move(1) });
  useCommand({
    id: 'quarantine.previous',
    title: 'Previous withheld message',
    keys: 'k',
    run: () => move(-1),
  });
  useCommand({ id: 'quarantine.close', title: 'Close the quarantine', run: onClose });

  return (
    <div className={styles.review}>
      <div className={styles.banner} role="note">
        <EyeOpen size={16} aria-hidden />
        <span>
          <strong>Each message shown here is logged as seen by you.</strong> The quarantine closes with this
          view, with the case, and after 10 minutes without use.
        </span>
        <Button icon={<Lock />} text="Close the quarantine" onClick={onClose} />
      </div>
      {problem !== null && (
        <p role="alert" className={styles.alert}>
          <EvidenceText text={problem} />
        </p>
      )}
      <div className={styles.columns}>
        <div className={styles.side}>
          <div className={styles.pager}>
            <span role="status">
              {counted(total, 'message')}
              {pages > 1 && `, page ${grouped(page + 1)} of ${grouped(pages)}`}
            </span>
            <Button
              variant="minimal"
              icon={<ChevronLeft />}
              aria-label="Previous page"
              disabled={page === 0}
              onClick={() => setPage(page - 1)}
            />
            <Button
              variant="minimal"
              icon={<ChevronRight />}
              aria-label="Next page"
              disabled={page >= pages - 1}
              onClick={() => setPage(page + 1)}
            />
          </div>
          <WithheldList items={items} at={at} onAt={setAt} />
        </div>
        {item !== undefined && (
          <div className={styles.main}>
            <WithheldMessage item={item} />
            <Decision
              key={item.item}
              session={session}
              item={item}
              why={why}
              onDecided={(state) => decided(item.item, state)}
              onFailed={failed}
              onNext={at + 1 < (items?.length ?? 0) ? () => move(1) : null}
            />
          </div>
        )}
      </div>
    </div>
  );
}
