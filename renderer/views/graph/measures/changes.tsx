/** How ties changed from one period to another. */
import { Button, HTMLSelect } from '@blueprintjs/core';
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useCase } from '../../../app/case-session.ts';
import { CHANGE_KINDS, type ChangeKind, type ChangeRow, type Period } from '../../../query/api.ts';
import { EvidenceText } from '../../../ui/evidence-text.tsx';
import { GridCell, GridRow } from '../../../ui/grid-parts.tsx';
import { rowAfterKey } from '../../../ui/list-keys.ts';
import { markedText } from '../../../ui/marked-text.ts';
import { MomentInput } from '../../../ui/moment-input.tsx';
import { counted, grouped } from '../../../ui/numbers.ts';
import { RowList } from '../../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../../ui/row-list-scroll.ts';
import grid from '../../../ui/sortable-rows.module.css';
import { contactOf } from '../contacts.ts';
import { tieKey } from '../drawn-graph.ts';
import styles from './measures.module.css';
import { type DraftPeriods, halvesOf, rateText, wholePeriods } from './periods.ts';
import { type ShownChanges, useChanges } from './use-changes.ts';

const ROW = 48;

const KIND_WORDS: Readonly<Record<ChangeKind, string>> = {
  new: 'New',
  gone: 'Gone',
  stronger: 'Stronger',
  weaker: 'Weaker',
  same: 'The same',
};

interface Props {
  /** null: the halves of the time that the case spans. */
  readonly periods: DraftPeriods | null;
  /** Key of the tie that is selected. */
  readonly selected: string | null;
  onPeriods(periods: DraftPeriods | null): void;
  onTie(key: string): void;
}

export function ChangesPanel({ periods, selected, onPeriods, onTie }: Props) {
  const { summary, filter } = useCase();
  const [kind, setKind] = useState<ChangeKind | null>(null);
  const { from, to } = summary;
  const draft = useMemo(
    () => periods ?? (from === null || to === null ? { first: {}, second: {} } : halvesOf(from, to)),
    [periods, from, to],
  );
  const whole = useMemo(() => wholePeriods(draft), [draft]);
  const { shown, fault } = useChanges(whole, kind);
  const filtered =
    filter.from === undefined || filter.to === undefined || filter.from >= filter.to
      ? null
      : { from: filter.from, to: filter.to };
  const put = (which: 'first' | 'second', period: Partial<Period>): void =>
    onPeriods({ ...draft, [which]: period });
  return (
    <div className={styles.changes}>
      <div className={styles.periods}>
        <PeriodFields
          title="First period"
          period={draft.first}
          filtered={filtered}
          onPeriod={(period) => put('first', period)}
        />
        <PeriodFields
          title="Second period"
          period={draft.second}
          filtered={filtered}
          onPeriod={(period) => put('second', period)}
        />
        <div className={styles.actions}>
          <Button
            size="small"
            text="Halves of the case’s time"
            disabled={periods === null}
            onClick={() => onPeriods(null)}
          />
          <HTMLSelect
            aria-label="Which changes"
            value={kind ?? ''}
            onChange={(event) =>
              setKind(event.currentTarget.value === '' ? null : (event.currentTarget.value as ChangeKind))
            }
            options={[
              { value: '', label: 'All changes' },
              ...CHANGE_KINDS.map((one) => ({ value: one, label: KIND_WORDS[one] })),
            ]}
          />
        </div>
        {whole === null ? (
          <p role="status">A period needs a beginning and a later end.</p>
        ) : fault !== null ? (
          <p role="alert" className={styles.fault}>
            Not compared: {fault}
          </p>
        ) : (
          shown !== null && (
            <p role="status" aria-label="Changes">
              {CHANGE_KINDS.map(
                (one) => `${grouped(shown.counts.byKind[one])} ${KIND_WORDS[one].toLowerCase()}`,
              ).join(', ')}
              . {counted(shown.counts.messages[0], 'message')} on ties in the first period,{' '}
              {grouped(shown.counts.messages[1])} in the second.
            </p>
          )
        )}
        <p className="dim">By messages a day, groups as nodes; the filter’s other parts hold.</p>
      </div>
      {shown !== null && whole !== null && fault === null && (
        <ChangeList shown={shown} selected={selected} onTie={onTie} />
      )}
    </div>
  );
}

interface PeriodProps {
  readonly title: string;
  readonly period: Partial<Period>;
  /** The filter's dates, such as a brush on the timeline set them. */
  readonly filtered: Period | null;
  onPeriod(period: Partial<Period>): void;
}

function PeriodFields({ title, period, filtered, onPeriod }: PeriodProps) {
  const from = useId();
  const to = useId();
  const put = (end: 'from' | 'to', when: number | null): void => {
    const { [end]: _, ...rest } = period;
    onPeriod(when === null ? rest : { ...rest, [end]: when });
  };
  return (
    <fieldset className={styles.period}>
      <legend>{title}</legend>
      <label htmlFor={from}>From</label>
      <MomentInput
        id={from}
        label={`${title}: from`}
        value={period.from ?? null}
        near={period.to ?? null}
        onChange={(when) => put('from', when)}
      />
      <label htmlFor={to}>Until</label>
      <MomentInput
        id={to}
        label={`${title}: until`}
        until
        value={period.to ?? null}
        near={period.from ?? null}
        onChange={(when) => put('to', when)}
      />
      <Button
        size="small"
        variant="minimal"
        text="Take the filter’s dates"
        aria-label={`${title}: take the filter’s dates`}
        disabled={filtered === null}
        onClick={() => onPeriod(filtered!)}
      />
    </fieldset>
  );
}

interface ListProps {
  readonly shown: ShownChanges;
  readonly selected: string | null;
  onTie(key: string): void;
}

function ChangeList({ shown: { counts, pages, periods }, selected, onTie }: ListProps) {
  const { summary, setFilter, show } = useCase();
  const id = useId();
  const [place, setPlace] = useState<RowListPlace>({ index: 0, from: 'top', px: 0 });
  const [cursor, setCursor] = useState(-1);
  const view = useRef<RowListView>({ top: 0, body: 0 });
  const onView = useCallback(
    (now: RowListView) => {
      view.current = now;
      pages.want(Math.floor(now.top / ROW), Math.ceil((now.top + now.body) / ROW) + 1);
    },
    [pages],
  );
  useEffect(() => {
    setCursor(-1);
    onView(view.current);
  }, [onView]);
  const moveTo = (position: number): void => {
    const to = Math.min(Math.max(position, 0), counts.count - 1);
    setCursor(to);
    const row = pages.row(to);
    if (row) onTie(tieKey(row));
    const next = placeToShow(to, ROW, view.current);
    if (next) setPlace(next);
  };
  const timeline = (row: ChangeRow, which: 0 | 1): void => {
    const select = row.select[which];
    if (select === null) return;
    setFilter((now) => ({ ...now, ...select, ...(which === 0 ? periods.first : periods.second) }));
    show('timeline');
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.target as Element).closest('button')) return;
    const page = Math.max(1, Math.floor(view.current.body / ROW) - 1);
    const to = rowAfterKey(event.key, cursor, page, counts.count);
    const row = cursor < 0 ? undefined : pages.row(cursor);
    if (to !== undefined && counts.count > 0) moveTo(to);
    else if (event.key === 'Enter' && row) timeline(row, row.select[1] === null ? 0 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <RowList
      role="grid"
      aria-label="Changed ties"
      aria-rowcount={counts.count}
      tabIndex={0}
      className={grid.rows!}
      {...(cursor >= 0 ? { 'aria-activedescendant': `${id}-${cursor}` } : {})}
      count={counts.count}
      rowHeight={ROW}
      place={place}
      onView={onView}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const target = event.target as Element;
        const row = target.closest<HTMLElement>('[data-position]');
        if (row && !target.closest('button')) moveTo(Number(row.dataset.position));
      }}
      renderRow={(position) => {
        const row = pages.row(position);
        if (row === undefined) {
          return (
            <GridRow aria-rowindex={position + 1} aria-busy="true" className={styles.changed}>
              <GridCell />
            </GridRow>
          );
        }
        const names = [row.source, row.target].map((key) => contactOf(summary, key)?.name ?? '');
        const figure = (which: 0 | 1): React.ReactNode => (
          <button
            type="button"
            className={styles.figure}
            disabled={row.select[which] === null}
            aria-label={`${counted(row.messages[which], 'message')} in the ${which === 0 ? 'first' : 'second'} period, in the timeline`}
            onClick={() => timeline(row, which)}
          >
            {grouped(row.messages[which])}
          </button>
        );
        return (
          <GridRow
            id={`${id}-${position}`}
            aria-rowindex={position + 1}
            aria-selected={position === cursor || (cursor < 0 && tieKey(row) === selected)}
            data-position={position}
            className={styles.changed}
          >
            <GridCell className="ellipsis" title={`${markedText(names[0]!)} – ${markedText(names[1]!)}`}>
              <EvidenceText text={names[0]!} /> – <EvidenceText text={names[1]!} />
            </GridCell>
            <GridCell className={styles.changedFigures}>
              <span className="dim">{KIND_WORDS[row.kind]}</span>
              <span>
                {figure(0)} <span aria-hidden="true">→</span> {figure(1)}
              </span>
              <span className="dim">
                {rateText(row.messages[0], periods.first)} → {rateText(row.messages[1], periods.second)} a day
              </span>
            </GridCell>
          </GridRow>
        );
      }}
    />
  );
}
