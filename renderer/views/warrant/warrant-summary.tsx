/** A warrant that was verified, before a case is made under it: who signed, what it covers, how long. */
import { Tick, WarningSign } from '@blueprintjs/icons';
import { useMemo } from 'react';
import type { WarrantStatus } from '../../../shared/contract/index.ts';
import { Zone } from '../../../shared/time/zone.ts';
import { clauseLines } from '../../../shared/warrant/words.ts';
import { useNow } from '../../app/use-now.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { DocumentFacts, SignersText } from './document-facts.tsx';
import styles from './warrant.module.css';
import { ACCESS_OF, stateSentence, statusChangesIn } from './warrant-state.ts';

export function WarrantSummary({ status, timeZone }: { status: WarrantStatus; timeZone: string }) {
  const zone = useMemo(() => new Zone(timeZone), [timeZone]);
  const now = useNow((at) => statusChangesIn(status, at));
  const { warrant, amendments, revocations, signers, policy, state, digest } = status;
  const isInForce = state === 'in-force';
  const clauses = [
    { name: null, clause: warrant.scope },
    ...amendments.flatMap(({ document: { id, scope } }) => (scope ? [{ name: id, clause: scope }] : [])),
  ];
  return (
    <section className={styles.summary} aria-label="What the warrant covers">
      <p className={styles.verified}>
        <Tick size={14} aria-hidden /> Verified: signed by <SignersText signers={signers} />, whom{' '}
        <EvidenceText text={`“${policy}”`} /> trusts.
      </p>
      <p className={isInForce ? '' : styles.notInForce} role={isInForce ? undefined : 'alert'}>
        {!isInForce && <WarningSign size={14} aria-hidden />}
        {stateSentence(status, ACCESS_OF[state], now, zone)}
      </p>
      {clauses.map(({ name, clause }) => (
        <div key={name} className={styles.covers}>
          <h3>
            {name === null ? (
              'Covers'
            ) : (
              <>
                Amendment <EvidenceText text={name} /> also covers
              </>
            )}
          </h3>
          <ul>
            {clauseLines(clause).map((line) => (
              <li key={line}>
                <EvidenceText text={line} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <details>
        <summary>Everything the warrant says</summary>
        <DocumentFacts document={warrant} signers={signers} digest={digest} />
      </details>
      {[...amendments, ...revocations].map(({ document, digest: own, signers: by }) => (
        <details key={own}>
          <summary>
            {document.kind === 'amendment' ? 'Amendment' : 'Revocation'} <EvidenceText text={document.id} />
          </summary>
          <DocumentFacts document={document} signers={by} digest={own} />
        </details>
      ))}
    </section>
  );
}
