import { Cross, Tick, WarningSign } from '@blueprintjs/icons';
import type { WarrantStatus } from '../../../shared/contract/index.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { SignersText } from './document-facts.tsx';
import styles from './warrant.module.css';

/** Keys that were released to open exhibits: for which, by whom, and whether this workstation can use them. */
export function ReleaseTable({ releases }: Pick<WarrantStatus, 'releases'>) {
  if (releases.length === 0) {
    return <p className="dim">None has been added. An encrypted exhibit cannot be read in without one.</p>;
  }
  return (
    <table className="facts">
      <thead>
        <tr>
          <th scope="col">Release</th>
          <th scope="col">Exhibit</th>
          <th scope="col">Key</th>
          <th scope="col">Released by</th>
          <th scope="col">For this workstation</th>
        </tr>
      </thead>
      <tbody>
        {releases.map(({ digest, document, signers, problem, forThisWorkstation }) => (
          <tr key={digest}>
            <td>
              <EvidenceText text={document.id} />
              {problem !== undefined && (
                <div className={styles.problem}>
                  <WarningSign size={12} aria-hidden /> <EvidenceText text={problem} />
                </div>
              )}
            </td>
            <td>
              <EvidenceText text={document.exhibit.reference} />
              <div className={`mono dim ${styles.hash}`}>{document.exhibit.sha256}</div>
            </td>
            <td>
              {document.keyKind}
              {document.share && <div className="dim">a share; {document.share.threshold} make it up</div>}
            </td>
            <td>
              {signers.length === 0 ? (
                <EvidenceText text={document.issuer} />
              ) : (
                <SignersText signers={signers} />
              )}
              <div className="dim">{document.issued}</div>
            </td>
            <td className="nowrap">
              {forThisWorkstation ? (
                <>
                  <Tick size={14} aria-hidden /> Yes
                </>
              ) : (
                <>
                  <Cross size={14} aria-hidden /> No, for another
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
