import { Button, Spinner } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import type { InspectedEvidence, KeyNeed } from '../../../shared/contract/index.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { grouped, sizeText } from '../../ui/numbers.ts';
import styles from './add-exhibit.module.css';
import { isCompanion, offeredTitles } from './exhibit-draft.ts';

const KEY_WORDS: Readonly<Record<KeyNeed, string>> = {
  'whatsapp-key-file': 'needs the phone’s key file',
  'whatsapp-crypt15-root': 'needs its key: 64 digits, or encrypted_backup.key',
  'ios-backup-password': 'needs the password of the backup',
  'sealed-export': 'needs its key: 64 digits',
};

/** What was recognised, in words. */
function recognised(
  one: InspectedEvidence,
  seen: readonly InspectedEvidence[],
  isWarranted: boolean,
): React.ReactNode {
  const { needsKey, refusal } = one;
  if (isCompanion(one, seen)) {
    return <span className="dim">No messages of its own; goes in with the rest</span>;
  }
  if (refusal) return <span className={styles.refused}>Cannot be read: {refusal.reason}</span>;
  const parts = offeredTitles(one);
  if (needsKey)
    parts.push(`Encrypted; ${isWarranted ? 'its key comes with a release' : KEY_WORDS[needsKey]}`);
  return parts.map((part) => (
    <div key={part}>
      <EvidenceText text={part} />
    </div>
  ));
}

interface Props {
  readonly paths: readonly string[];
  /** null while it is being looked at. */
  readonly seen: readonly InspectedEvidence[] | null;
  readonly isWarranted: boolean;
  onRemove(path: string): void;
}

export function EvidenceList({ paths, seen, isWarranted, onRemove }: Props) {
  return (
    <ul className={styles.list} aria-label="Evidence" aria-busy={seen === null}>
      {paths.map((path) => {
        const one = seen?.find((found) => found.path === path);
        const name = one?.name ?? path.split(/[\\/]/).at(-1)!;
        return (
          <li key={path}>
            <div className={styles.evidence}>
              <div className={styles.name}>
                <EvidenceText text={name} />
                {one && (
                  <span className="dim nowrap" title={`${grouped(one.bytes)} bytes`}>
                    {sizeText(one.bytes)} · {one.container.join(' › ')}
                  </span>
                )}
              </div>
              {one ? (
                <>
                  {recognised(one, seen!, isWarranted)}
                  {one.sha256 !== undefined && (
                    <div className={`mono dim ${styles.hash}`}>SHA-256 {one.sha256}</div>
                  )}
                </>
              ) : (
                <div className="dim" role="status">
                  <Spinner size={14} className={styles.spinner!} /> Hashing and looking at it
                </div>
              )}
            </div>
            <Button
              variant="minimal"
              icon={<Cross />}
              aria-label={`Take ${name} off the list`}
              onClick={() => onRemove(path)}
            />
          </li>
        );
      })}
    </ul>
  );
}
