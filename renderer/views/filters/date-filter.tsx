import { useId } from 'react';
import { useCase } from '../../app/case-session.ts';
import { MomentInput } from '../../ui/moment-input.tsx';
import { withPart } from './filter-edit.ts';
import styles from './filters.module.css';

/** From when to when: the first moment passes, the last does not. */
export function DateFilter() {
  const { filter, setFilter, instant, summary } = useCase();
  const from = useId();
  const to = useId();
  const near = instant ?? summary.to;
  const isTurned = filter.from !== undefined && filter.to !== undefined && filter.from >= filter.to;
  return (
    <fieldset className={styles.dates}>
      <legend className="unseen">Dates</legend>
      <label htmlFor={from}>From</label>
      <MomentInput
        id={from}
        label="From"
        value={filter.from ?? null}
        near={filter.to ?? near}
        onChange={(when) => setFilter((now) => withPart(now, 'from', when ?? undefined))}
      />
      <label htmlFor={to}>Until</label>
      <MomentInput
        id={to}
        label="Until"
        until
        value={filter.to ?? null}
        near={filter.from ?? near}
        onChange={(when) => setFilter((now) => withPart(now, 'to', when ?? undefined))}
      />
      {isTurned && (
        <p role="alert" className={styles.turned}>
          “Until” is not after “From”: nothing can pass.
        </p>
      )}
    </fieldset>
  );
}
