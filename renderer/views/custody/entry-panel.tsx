import { Button } from '@blueprintjs/core';
import { Cross, Export } from '@blueprintjs/icons';
import type { CustodyEntry } from '../../../shared/contract/index.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { grouped } from '../../ui/numbers.ts';
import { fullMoment } from '../warrant/warrant-state.ts';
import styles from './custody.module.css';
import { actionWords } from './custody-words.ts';
import { fieldWords } from './entry-text.ts';

interface Props {
  readonly entry: CustodyEntry;
  /** Saves the entry's proof; null where it has none. */
  readonly onProve: (() => void) | null;
  onClose(): void;
}

/** One entry of the log with every field that it has. */
export function EntryPanel({ entry, onProve, onClose }: Props) {
  const zone = useZone();
  const { seq, time, actor, action, subjects, counts, whileClosed } = entry;
  return (
    <aside className={styles.panel} aria-label="Entry">
      <header className={styles.panelHead}>
        <h2>Entry {grouped(seq)}</h2>
        <Button variant="minimal" icon={<Cross />} aria-label="Close the entry" onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by the keyboard */}
      <div className={styles.panelBody} tabIndex={0}>
        <dl className={styles.facts}>
          <dt>What</dt>
          <dd>
            {actionWords(action)} <span className="mono dim">{action}</span>
          </dd>
          <dt>When</dt>
          <dd>
            {fullMoment(zone, Date.parse(time))}
            <div className="mono dim">{time}</div>
          </dd>
          <dt>Who</dt>
          <dd>
            <EvidenceText text={actor} />
          </dd>
        </dl>
        {whileClosed && (
          <p className={styles.note}>
            Written while the case was closed, when nobody had its key: who can write to the folder could have
            added it.
          </p>
        )}
        {subjects.length > 0 && <h3>About</h3>}
        {subjects.map((subject, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: subjects have no other name and never move
          <dl key={i} className={styles.facts}>
            {Object.entries(subject).map(([field, value]) => (
              <Field key={field} field={field} value={value} />
            ))}
          </dl>
        ))}
        {counts !== undefined && (
          <>
            <h3>Counts</h3>
            <dl className={styles.facts}>
              {Object.entries(counts).map(([what, count]) => (
                <Field key={what} field={what} value={grouped(count)} />
              ))}
            </dl>
          </>
        )}
        {onProve !== null && <Button icon={<Export />} text="Save this entry’s proof…" onClick={onProve} />}
      </div>
    </aside>
  );
}

const HASH = /^[0-9a-f]{64}$/;

function Field({ field, value }: { field: string; value: string | number | boolean }) {
  const text = typeof value === 'number' ? grouped(value) : String(value);
  return (
    <>
      <dt>{fieldWords(field)}</dt>
      <dd className={HASH.test(text) ? 'mono' : undefined}>
        <EvidenceText text={text} />
      </dd>
    </>
  );
}
