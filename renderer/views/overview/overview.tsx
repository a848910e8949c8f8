/** What the case holds: each exhibit with its hashes, what was read of it, and what was not, and why. */
import { Button } from '@blueprintjs/core';
import { Archive, Document, Lock, Plus, Repeat, Trash } from '@blueprintjs/icons';
import { useCase } from '../../app/case-session.ts';
import { useStanding } from '../../app/case-standing.ts';
import type { IntakeJobs } from '../../app/intake-jobs.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { GatedButton } from '../../ui/gated-button.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { hasCopies } from '../filters/shown-words.ts';
import { withheldText } from '../quarantine/quarantine-words.ts';
import { useWithheld } from '../quarantine/use-withheld.ts';
import { exhibitScopes } from '../warrant/covered-exhibits.ts';
import { GROUND_WORDS } from '../warrant/warrant-state.ts';
import { ExhibitCard } from './exhibit-card.tsx';
import { JobList } from './job-list.tsx';
import styles from './overview.module.css';

interface Props {
  readonly intake: IntakeJobs;
  /** Adds an exhibit, or reads one in again. */
  onAdd(reference?: string): void;
  onBundle(): void;
  onReport(): void;
  onDestroy(): void;
}

export function Overview({ intake, onAdd, onBundle, onReport, onDestroy }: Props) {
  const { summary, openCase } = useCase();
  const { whyNot } = useStanding();
  const { exhibits, damage } = summary;
  const references = [...new Set(exhibits.map(({ exhibit }) => exhibit))];
  const isElsewhere = exhibits.length === 0 && openCase.imports > 0;
  return (
    <div className={styles.scroll}>
      <div className={styles.inside}>
        <Facts />
        <div className={styles.head}>
          <Basis />
          <div className={styles.deeds}>
            <GatedButton
              icon={<Document />}
              text="Write a report…"
              why={whyNot('export')}
              onClick={onReport}
            />
            <GatedButton
              icon={<Archive />}
              text="Save as a bundle…"
              why={whyNot('export')}
              onClick={onBundle}
            />
            <Button icon={<Trash />} text="Destroy the case…" onClick={onDestroy} />
          </div>
        </div>
        {isElsewhere && (
          <p role="alert" className={styles.alert}>
            The log of this case knows {counted(openCase.imports, 'import')}, and none of its messages are on
            this workstation. They are where the case was worked on, or were removed from here. To have them
            here, read the evidence in again.
          </p>
        )}
        {damage.length > 0 && <StoreDamage />}
        <JobList intake={intake} />
        <ReadBeforeAmended onAdd={onAdd} />
        <Withheld />
        <div className={styles.heading}>
          <h2>Exhibits</h2>
          {exhibits.length > 0 && (
            <GatedButton
              icon={<Plus />}
              text="Add exhibit"
              why={whyNot('take evidence')}
              onClick={() => onAdd()}
            />
          )}
        </div>
        {exhibits.length === 0 ? (
          <div className={styles.empty}>
            <p>This case has no exhibits yet.</p>
            <p className="dim">
              Drop a backup, a chat export or a folder on the window, or choose it. The evidence is only ever
              read; what is read is sealed into this case.
            </p>
            <GatedButton
              intent="primary"
              icon={<Plus />}
              text="Add an exhibit"
              why={whyNot('take evidence')}
              onClick={() => onAdd()}
            />
          </div>
        ) : (
          references.map((reference) => (
            <ExhibitCard
              key={reference}
              reference={reference}
              records={exhibits.filter(({ exhibit }) => exhibit === reference)}
            />
          ))
        )}
      </div>
    </div>
  );
}

function Facts() {
  const { summary, openCase, opening } = useCase();
  const zone = useZone();
  const at = (when: number | null): string => {
    if (opening !== null) return '…';
    if (when === null) return '—';
    const { date, clock, offset } = zonedTime(zone, when);
    return `${date} ${clock} ${offset}`;
  };
  const facts: [string, string][] = [
    ['Messages', grouped(summary.messages)],
    ...(hasCopies(summary) ? [['Each counted once', grouped(summary.events!)] as [string, string]] : []),
    ['Chats', opening === null ? grouped(summary.chats.length) : '…'],
    ['People', opening === null ? grouped(summary.people.length) : '…'],
    ['First message', at(summary.from)],
    ['Last message', at(summary.to)],
    ...(summary.untimed > 0 ? [['Without a time', grouped(summary.untimed)] as [string, string]] : []),
    ['Time zone', openCase.timeZone],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt className="dim">{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** On what the case stands: always said. */
function Basis() {
  const { basis } = useStanding().openCase;
  const { show } = useCase();
  if (basis.kind === 'without-warrant') {
    return (
      <p className={styles.basis}>
        Without a warrant: {GROUND_WORDS[basis.ground]}. <EvidenceText text={basis.text} />
      </p>
    );
  }
  const { warrant } = basis.warrant;
  return (
    <p className={styles.basis}>
      Under warrant <EvidenceText text={warrant.id} />, issued by <EvidenceText text={warrant.issuer} />.{' '}
      <EvidenceText text={warrant.purposes.join('; ')} />{' '}
      <Button size="small" text="What it covers" onClick={() => show('warrant')} />
    </p>
  );
}

/** Exhibits that an amendment covers more of than was read in. */
function ReadBeforeAmended({ onAdd }: Pick<Props, 'onAdd'>) {
  const { summary } = useCase();
  const { openCase, whyNot } = useStanding();
  if (openCase.basis.kind !== 'warrant') return null;
  const stale = exhibitScopes(openCase.basis.warrant, summary.exhibits).filter(
    ({ since }) => since.length > 0,
  );
  return stale.map(({ reference, since }) => (
    <div key={reference} className={styles.stale} role="status">
      <span>
        <EvidenceText text={reference} /> was read in before <EvidenceText text={since.join(', ')} /> was
        added: what is newly covered is not here yet.
      </span>
      <GatedButton
        icon={<Repeat />}
        text="Read it in again…"
        aria-label={`Read ${reference} in again`}
        why={whyNot('take evidence')}
        onClick={() => onAdd(reference)}
      />
    </div>
  ));
}

/** How much is withheld, and why; what it says only a reviewer sees. */
function Withheld() {
  const { show } = useCase();
  const groups = useWithheld();
  if (groups === null || groups.length === 0) return null;
  return (
    <section className={styles.withheld} aria-label="Withheld">
      <Lock size={14} aria-hidden />
      <ul>
        {groups.map((group) => (
          <li key={`${group.exhibit} ${group.privilege}`}>
            <EvidenceText text={group.exhibit} />: {withheldText(group)}
          </li>
        ))}
      </ul>
      <Button text="Quarantine" onClick={() => show('quarantine')} />
    </section>
  );
}

function StoreDamage() {
  const { damage } = useCase().summary;
  return (
    <section role="alert" className={styles.alert} aria-label="Damage of the store">
      <h3>{counted(damage.length, 'part')} of what was stored did not open. The rest is usable.</h3>
      <ul>
        {damage.map(({ exhibit, seq, reason }) => (
          <li key={`${exhibit} ${seq} ${reason}`}>
            {exhibit !== '' && (
              <>
                <EvidenceText text={exhibit} />
                {seq >= 0 ? `, segment ${seq}: ` : ': '}
              </>
            )}
            {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
