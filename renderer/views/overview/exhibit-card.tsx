import { Button } from '@blueprintjs/core';
import { useId } from 'react';
import type { IntakeRecord } from '../../../shared/model/index.ts';
import { useCase } from '../../app/case-session.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped, sizeText } from '../../ui/numbers.ts';
import { ExhibitClock } from '../clocks/exhibit-clock.tsx';
import { reasonLines, totals } from './counts.ts';
import styles from './overview.module.css';

/** Evidence files named at once; the rest on demand. */
const FILES_SHOWN = 6;

interface Props {
  readonly reference: string;
  /** One a source of the exhibit. */
  readonly records: readonly IntakeRecord[];
}

export function ExhibitCard({ reference, records }: Props) {
  const { show, setFilter } = useCase();
  const title = useId();
  const total = totals(records.map(({ counts }) => counts));
  const columns: [string, number][] = [
    ['Read', total.read],
    ['Kept', total.kept],
    ['Out of scope', total.outOfScope],
    ['Privileged', total.privileged],
    ['Skipped', total.skipped],
  ];
  return (
    <section className={styles.card} aria-labelledby={title}>
      <header>
        <h3 id={title}>
          <EvidenceText text={reference} />
        </h3>
        <dl className={styles.counts}>
          {columns.map(([term, count]) => (
            <div key={term}>
              <dt className="dim">{term}</dt>
              <dd>{grouped(count)}</dd>
            </div>
          ))}
        </dl>
        <Button
          variant="minimal"
          text="Show its messages"
          onClick={() => {
            setFilter({ exhibits: [reference] });
            show('timeline');
          }}
        />
      </header>
      <div className={styles.clock}>
        <ExhibitClock exhibit={reference} />
      </div>
      {records.map((record) => (
        <Source
          key={`${record.started} ${record.file} ${record.reader} ${record.files[0]?.name}`}
          record={record}
        />
      ))}
    </section>
  );
}

function Source({ record }: { record: IntakeRecord }) {
  const { file, bytes, sha256, files, container, reader, readerVersion, software, counts, warnings, damage } =
    record;
  const rows: [string, React.ReactNode][] = [
    ['Evidence', <EvidenceText key="file" text={file} />],
    ['Size', `${sizeText(bytes)} (${grouped(bytes)} bytes)`],
    [
      'SHA-256',
      <span key="hash" className="mono">
        {sha256}
      </span>,
    ],
    ['Container', container.join(' › ')],
    ['Read by', `${reader}, version ${readerVersion}, of ${software}`],
    ['Times', timesText(record)],
    ['Imported', `${record.started} to ${record.ended}`],
  ];
  const reasons = reasonLines(counts);
  const others = files.filter(({ name }) => name !== file);
  return (
    <div className={styles.source}>
      <table className="facts">
        <tbody>
          {rows.map(([term, value]) => (
            <tr key={term}>
              <th scope="row" className="dim nowrap">
                {term}
              </th>
              <td className={styles.value}>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {others.length > 0 && (
        <details open={others.length <= FILES_SHOWN}>
          <summary>{counted(others.length, 'file')} of this evidence</summary>
          <table className="facts">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col" className="number">
                  Bytes
                </th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {others.map((one) => (
                <tr key={one.name}>
                  <td className={styles.value}>
                    <EvidenceText text={one.name} />
                  </td>
                  <td className="number">{grouped(one.bytes)}</td>
                  <td className={`mono ${styles.value}`}>{one.sha256}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
      {reasons.length > 0 && (
        <ul className={styles.reasons} aria-label="What was not kept, or not understood">
          {reasons.map(({ what, count }) => (
            <li key={what}>
              <span className="number">{grouped(count)}</span> <EvidenceText text={what} />
            </li>
          ))}
        </ul>
      )}
      {warnings.length > 0 && (
        <section className={styles.warnings} aria-label="Warnings">
          <h4>{counted(warnings.length, 'warning')}</h4>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>
                <EvidenceText text={warning} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {damage.length > 0 && (
        <section className={styles.damage} aria-label="Damage">
          <h4>{counted(damage.length, 'place')} of the evidence damaged</h4>
          <ul>
            {damage.map(({ file: damaged, where, reason }) => (
              <li key={`${damaged} ${where} ${reason}`}>
                <EvidenceText text={where === undefined ? damaged : `${damaged}, ${where}`} />:{' '}
                <EvidenceText text={reason} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const DATE_ORDER_WORDS = {
  dmy: 'dates are day, month, year',
  mdy: 'dates are month, day, year',
  ymd: 'dates are year, month, day',
  ambiguous: 'the order of day and month is open',
} as const;

/** As stored, in the source's own writing: with `Z` an instant, without it the device's clock. */
function timesText({ firstAt, lastAt, timeZone, dateOrder }: IntakeRecord): string {
  const parts: string[] = [];
  parts.push(firstAt === undefined ? 'no message has a time' : `${firstAt} to ${lastAt ?? firstAt}`);
  if (timeZone !== undefined) parts.push(`device’s zone given as ${timeZone}`);
  if (dateOrder !== undefined) parts.push(DATE_ORDER_WORDS[dateOrder]);
  return parts.join('; ');
}
