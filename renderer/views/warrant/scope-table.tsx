import { Repeat } from '@blueprintjs/icons';
import type { WarrantStatus } from '../../../shared/contract/index.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { GatedButton } from '../../ui/gated-button.tsx';
import { grouped } from '../../ui/numbers.ts';
import { type ExhibitScope, exhibitScopes } from './covered-exhibits.ts';
import styles from './warrant.module.css';

interface Props {
  readonly status: WarrantStatus;
  readonly records: readonly IntakeRecord[];
  /** Why nothing can be read in now; null when it can. */
  readonly why: string | null;
  onRead?(reference: string): void;
}

/** What became of each exhibit's messages under the scope. */
export function ScopeTable({ status, records, why, onRead }: Props) {
  const exhibits = exhibitScopes(status, records);
  return (
    <section className={styles.card} aria-label="Exhibits in scope">
      <h3>Exhibits in scope</h3>
      <table className="facts">
        <thead>
          <tr>
            <th scope="col">Exhibit</th>
            <th scope="col" className="number">
              In scope
            </th>
            <th scope="col" className="number">
              Withheld
            </th>
            <th scope="col" className="number">
              Out of scope
            </th>
            <th scope="col">Why out of scope</th>
          </tr>
        </thead>
        <tbody>
          {exhibits.map((exhibit) => (
            <Row key={exhibit.reference} exhibit={exhibit} why={why} {...(onRead ? { onRead } : {})} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({
  exhibit: { reference, named, counts, since },
  why,
  onRead,
}: { exhibit: ExhibitScope } & Pick<Props, 'why' | 'onRead'>) {
  return (
    <tr>
      <th scope="row">
        <EvidenceText text={reference} />
        {!named && <div className={styles.problem}>not named by the warrant</div>}
      </th>
      {counts === null ? (
        <td colSpan={4} className="dim">
          Not read in yet
        </td>
      ) : (
        <>
          <td className="number">{grouped(counts.kept)}</td>
          <td className="number">
            {grouped(counts.privileged)}
            {counts.released > 0 && <div className="dim">{grouped(counts.released)} of them released</div>}
          </td>
          <td className="number">{grouped(counts.outOfScope)}</td>
          <td>
            {counts.reasons.map(({ reason, count }) => (
              <div key={reason}>
                {grouped(count)} {reason}
              </div>
            ))}
            {since.length > 0 && (
              <div className={styles.since}>
                <span>
                  Read in before <EvidenceText text={since.join(', ')} /> was added.
                </span>
                {onRead && (
                  <GatedButton
                    size="small"
                    icon={<Repeat />}
                    text="Read it in again…"
                    aria-label={`Read ${reference} in again`}
                    why={why}
                    onClick={() => onRead(reference)}
                  />
                )}
              </div>
            )}
          </td>
        </>
      )}
    </tr>
  );
}
