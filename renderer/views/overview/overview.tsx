/** What the case holds: each exhibit with its hashes, what was read of it, and what was not, and why. */
import { Button } from '@blueprintjs/core';
import { Plus } from '@blueprintjs/icons';
import { useCase } from '../../app/case-session.ts';
import type { IntakeJobs } from '../../app/intake-jobs.ts';
import { useZone, zonedTime } from '../../ui/case-zone.tsx';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { ExhibitCard } from './exhibit-card.tsx';
import { JobList } from './job-list.tsx';
import styles from './overview.module.css';

interface Props {
  readonly intake: IntakeJobs;
  onAdd(): void;
}

export function Overview({ intake, onAdd }: Props) {
  const { summary, openCase } = useCase();
  const { exhibits, damage } = summary;
  const references = [...new Set(exhibits.map(({ exhibit }) => exhibit))];
  const isElsewhere = exhibits.length === 0 && openCase.imports > 0;
  return (
    <div className={styles.scroll}>
      <div className={styles.inside}>
        <Facts />
        {isElsewhere && (
          <p role="alert" className={styles.alert}>
            The log of this case knows {counted(openCase.imports, 'import')}, and none of its messages are on
            this workstation. They are where the case was worked on, or were removed from here. To have them
            here, read the evidence in again.
          </p>
        )}
        {damage.length > 0 && <StoreDamage />}
        <JobList intake={intake} />
        <div className={styles.heading}>
          <h2>Exhibits</h2>
          {exhibits.length > 0 && <Button icon={<Plus />} text="Add exhibit" onClick={onAdd} />}
        </div>
        {exhibits.length === 0 ? (
          <div className={styles.empty}>
            <p>This case has no exhibits yet.</p>
            <p className="dim">
              Drop a backup, a chat export or a folder on the window, or choose it. The evidence is only ever
              read; what is read is sealed into this case.
            </p>
            <Button intent="primary" icon={<Plus />} text="Add an exhibit" onClick={onAdd} />
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
  const { summary, openCase } = useCase();
  const zone = useZone();
  const at = (when: number | null): string => {
    if (when === null) return '—';
    const { date, clock, offset } = zonedTime(zone, when);
    return `${date} ${clock} ${offset}`;
  };
  const facts: [string, string][] = [
    ['Messages', grouped(summary.messages)],
    ['Chats', grouped(summary.chats.length)],
    ['People', grouped(summary.people.length)],
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
