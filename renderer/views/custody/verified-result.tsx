import { Button } from '@blueprintjs/core';
import { Cross, Tick, TickCircle, WarningSign } from '@blueprintjs/icons';
import type { CustodyVerified } from '../../../shared/contract/index.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { fullMoment } from '../warrant/warrant-state.ts';
import styles from './custody.module.css';

/** What reading the whole log anew gave, and which checkpoints hold. */
export function VerifiedResult({ verified, onClose }: { verified: CustodyVerified; onClose(): void }) {
  const zone = useZone();
  const { entries, head, root, broken, checkpoints } = verified;
  const failed = checkpoints.filter(({ holds }) => !holds).length;
  const isWhole = broken === undefined && failed === 0;
  return (
    <section
      className={`${styles.result} ${isWhole ? styles.whole : styles.broken}`}
      aria-label="Result of verifying"
      role={isWhole ? 'status' : 'alert'}
    >
      <div className={styles.resultHead}>
        {isWhole ? <TickCircle size={16} aria-hidden /> : <WarningSign size={16} aria-hidden />}
        <h3>
          {broken === undefined
            ? `The chain is whole: ${counted(entries, 'entry', 'entries')}.`
            : `The chain is broken at line ${grouped(broken.line)}: ${broken.reason}.`}
          {failed > 0 && ` ${counted(failed, 'checkpoint does', 'checkpoints do')} not hold.`}
        </h3>
        <Button variant="minimal" icon={<Cross />} aria-label="Dismiss the result" onClick={onClose} />
      </div>
      {broken !== undefined && (
        <p>
          {counted(entries, 'entry', 'entries')} before it {entries === 1 ? 'is' : 'are'} whole. The log from
          there on cannot be relied on.
        </p>
      )}
      <dl className={styles.hashes}>
        <Hash term="Last line" value={head} what="the SHA-256 of the last line" />
        <Hash term="Merkle root" value={root} what="the Merkle root" />
      </dl>
      {checkpoints.length === 0 ? (
        <p className="dim">No checkpoint is kept with this case.</p>
      ) : (
        <table className="facts" aria-label="Checkpoints">
          <thead>
            <tr>
              <th scope="col">Checkpoint</th>
              <th scope="col" className="number">
                Entries
              </th>
              <th scope="col">Signed</th>
              <th scope="col">By</th>
              <th scope="col">Holds</th>
            </tr>
          </thead>
          <tbody>
            {checkpoints.map(({ file, entries: upTo, time, signer, holds, reason }) => (
              <tr key={file}>
                <td>
                  <EvidenceText text={file} />
                </td>
                <td className="number">{grouped(upTo)}</td>
                <td className="nowrap">{fullMoment(zone, Date.parse(time))}</td>
                <td>
                  <EvidenceText text={signer} />
                </td>
                <td>
                  {holds ? (
                    <>
                      <Tick size={14} aria-hidden /> Yes
                    </>
                  ) : (
                    <span className={styles.failed}>
                      <Cross size={14} aria-hidden /> No{reason === undefined ? '' : ': '}
                      <EvidenceText text={reason ?? ''} />
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Hash({ term, value, what }: { term: string; value: string; what: string }) {
  return (
    <>
      <dt className="dim">{term}</dt>
      <dd className="mono">
        {value} <CopyButton text={value} what={what} />
      </dd>
    </>
  );
}
