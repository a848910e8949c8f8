import type { FullMessage, PersonRow } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { accountName } from '../message/names.ts';
import { storedTimeText } from '../message/stored-time.ts';
import { Section } from './facts.tsx';
import styles from './provenance.module.css';
import { receiptTimes } from './provenance-facts.ts';

interface Props {
  readonly message: FullMessage;
  readonly people: readonly PersonRow[];
}

/** To whom it was delivered, and who read it, when. */
export function ReceiptsSection({ message, people }: Props) {
  const zone = useZone();
  const { receipts = [] } = message.message;
  if (receipts.length === 0) return null;
  return (
    <Section title="Receipts">
      <ul className={styles.list}>
        {receipts.map((receipt, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one account may have several, and they never move
          <li key={index}>
            <EvidenceText text={accountName(receipt.account, message, people)} />
            {receiptTimes(receipt).map(([what, at]) => (
              <p key={what} className="dim">
                {what} {storedTimeText(zone, at)}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who reacted with what, when. */
export function ReactionsSection({ message, people }: Props) {
  const zone = useZone();
  const { reactions = [] } = message.message;
  if (reactions.length === 0) return null;
  return (
    <Section title="Reactions">
      <ul className={styles.list}>
        {reactions.map(({ sender, emoji, at }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one account may have several, and they never move
          <li key={index}>
            {emoji === '' ? 'taken back' : <EvidenceText text={emoji} />}{' '}
            {sender === undefined ? (
              'sender not in the source'
            ) : (
              <EvidenceText text={accountName(sender, message, people)} />
            )}
            <p className="dim">{at === undefined ? 'no time in the source' : storedTimeText(zone, at)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
