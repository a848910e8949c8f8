/** The warrant of the open case in plain words: what it covers, until when, what was added to it, and its keys. */
import { TickCircle, WarningSign } from '@blueprintjs/icons';
import type { CaseBasis, WarrantStatus } from '../../../shared/contract/index.ts';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { useStanding } from '../../app/case-standing.ts';
import { useNow } from '../../app/use-now.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted } from '../../ui/numbers.ts';
import { IdentityPanel } from '../identity/identity-panel.tsx';
import { AddDocumentsButton, useAddDocuments } from './add-documents.tsx';
import { DocumentFacts, SignersText } from './document-facts.tsx';
import { ReleaseTable } from './release-table.tsx';
import { ScopeTable } from './scope-table.tsx';
import styles from './warrant.module.css';
import { heldBack, stateSentence, statusChangesIn } from './warrant-state.ts';

interface Props {
  /** The case's imports; null where its messages are closed. */
  readonly records: readonly IntakeRecord[] | null;
  /** The covered time over that of the messages; null where they are closed. */
  readonly picture: React.ReactNode;
  /** Reads an exhibit in (again). */
  onRead?(reference: string): void;
}

export function WarrantView({ records, picture, onRead }: Props) {
  const { basis } = useStanding().openCase;
  if (basis.kind === 'without-warrant') return <WithoutWarrantFacts basis={basis} />;
  return (
    <UnderWarrant
      status={basis.warrant}
      records={records}
      picture={picture}
      {...(onRead ? { onRead } : {})}
    />
  );
}

function WithoutWarrantFacts({ basis }: { basis: Extract<CaseBasis, { kind: 'without-warrant' }> }) {
  return (
    <div className={styles.scroll}>
      <div className={styles.inside}>
        <h2>Without a warrant</h2>
        <p>
          <EvidenceText text={basis.text} />
        </p>
        <Identity />
      </div>
    </div>
  );
}

function UnderWarrant({ status, records, picture, onRead }: Props & { status: WarrantStatus }) {
  const { openCase, whyNot } = useStanding();
  const zone = useZone();
  const now = useNow((at) => statusChangesIn(status, at));
  const adding = useAddDocuments();
  const { warrant, amendments, revocations, releases, signers, policy, digest } = status;
  const isFull = openCase.access === 'full';
  const held = heldBack(openCase);
  return (
    <div className={styles.scroll} data-testid="drop-documents" {...adding.drop}>
      <div className={styles.inside}>
        <div className={styles.heading}>
          <h2>
            Warrant <EvidenceText text={warrant.id} />
          </h2>
          <AddDocumentsButton adding={adding} />
        </div>
        {adding.problem !== null && (
          <p role="alert" className={styles.alert}>
            <EvidenceText text={adding.problem} /> Nothing was added.
          </p>
        )}
        <p className={`${styles.state} ${isFull ? '' : styles.held}`}>
          {isFull ? <TickCircle size={16} aria-hidden /> : <WarningSign size={16} aria-hidden />}
          <span>{held === null ? stateSentence(status, openCase.access, now, zone) : held}</span>
        </p>
        <p className="dim">
          Signed by <SignersText signers={signers} />, whom <EvidenceText text={`“${policy}”`} /> trusts.
          Verified anew each time the case is opened.
        </p>
        {picture !== null && (
          <section className={styles.card} aria-label="Time covered">
            <h3>Time covered</h3>
            {picture}
          </section>
        )}
        {records !== null && (
          <ScopeTable
            status={status}
            records={records}
            why={whyNot('take evidence')}
            {...(onRead ? { onRead } : {})}
          />
        )}
        <section className={styles.card} aria-label="The warrant">
          <h3>The warrant</h3>
          <DocumentFacts document={warrant} signers={signers} digest={digest} />
        </section>
        <Added name="Amendments" none="None has been added.">
          {amendments.map(({ digest: own, document, signers: by }) => (
            <DocumentFacts key={own} document={document} signers={by} digest={own} />
          ))}
        </Added>
        <Added name="Revocations" none="None has been added.">
          {revocations.map(({ digest: own, document, signers: by }) => (
            <DocumentFacts key={own} document={document} signers={by} digest={own} />
          ))}
        </Added>
        <section className={styles.card} aria-label="Releases of keys">
          <h3>
            Releases of keys{' '}
            {releases.length > 0 && <span className="dim">{counted(releases.length, 'release')}</span>}
          </h3>
          <ReleaseTable releases={releases} />
        </section>
        <Identity />
      </div>
    </div>
  );
}

function Added({ name, none, children }: { name: string; none: string; children: React.ReactNode[] }) {
  return (
    <section className={styles.card} aria-label={name}>
      <h3>{name}</h3>
      {children.length === 0 ? <p className="dim">{none}</p> : children}
    </section>
  );
}

function Identity() {
  return (
    <section className={styles.card} aria-label="Identity of this workstation">
      <h3>Identity of this workstation</h3>
      <IdentityPanel />
    </section>
  );
}
