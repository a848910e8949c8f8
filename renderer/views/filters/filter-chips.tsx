import { Button, Switch } from '@blueprintjs/core';
import { Cross } from '@blueprintjs/icons';
import { useMemo, useRef } from 'react';
import { useAnnotations } from '../../app/annotations.ts';
import { useCase } from '../../app/case-session.ts';
import { useSearchProgress } from '../../app/search-progress.ts';
import { useWatch } from '../../app/watch-lists.ts';
import type { Filter } from '../../query/api.ts';
import { useZone } from '../../ui/case-zone.tsx';
import { markedText } from '../../ui/marked-text.ts';
import { EvidenceWords } from '../message/evidence-words.tsx';
import { plainText } from '../message/words.ts';
import { chipsOf } from './chips.ts';
import { withPart } from './filter-edit.ts';
import styles from './filters.module.css';
import { hasCopies, shownWords } from './shown-words.ts';

/** Characters; so much is never cut. */
const SHORT = 18;
/** More of them than this do not fit into one line. */
const ONE_LINE = 6;

/** What is shown is of the filter before; only seen where a search takes long. */
function SearchUnderWay() {
  const progress = useSearchProgress();
  const done = progress === null ? '' : ` ${Math.floor(100 * progress.done)} %`;
  return <span className={`dim ${styles.underWay}`}>Searching…{done}</span>;
}

/** What is filtered, in one line that is always in sight, each part with its way out. */
export function FilterChips() {
  const { filter, setFilter, result, settled, summary } = useCase();
  const { lists } = useWatch();
  const { tags } = useAnnotations();
  const zone = useZone();
  const line = useRef<HTMLDivElement>(null);
  const chips = useMemo(
    () => chipsOf(filter, summary, zone, lists, tags),
    [filter, summary, zone, lists, tags],
  );
  const apply = (change: (filter: Filter) => Filter): void => {
    setFilter(change);
    // The button goes: the keyboard stays in the line.
    line.current?.focus();
  };
  return (
    <div ref={line} tabIndex={-1} className={styles.line}>
      <span className={styles.shown}>{shownWords(summary, filter, result)}</span>
      {hasCopies(summary) && (
        <Switch
          className={styles.once!}
          label="Each message once"
          title="A message that several exhibits hold stands once, with all its exhibits named. Off: each exhibit’s own copy stands by itself."
          checked={!filter.copies}
          onChange={({ currentTarget }) => {
            const copies = currentTarget.checked ? undefined : (true as const);
            setFilter((now) => withPart(now, 'copies', copies));
          }}
        />
      )}
      {chips.length === 0 ? (
        <span className="dim">Nothing is filtered out.</span>
      ) : (
        <>
          <ul
            className={`${styles.chips} ${chips.length > ONE_LINE ? styles.wrapped : ''}`}
            aria-label="Filtered by"
          >
            {chips.map(({ key, words, without }) => {
              const plain = markedText(plainText(words));
              return (
                <li key={key} className={`${styles.chip} ${plain.length <= SHORT ? styles.short : ''}`}>
                  <span className="ellipsis" title={plain}>
                    <EvidenceWords words={words} />
                  </span>
                  <button type="button" aria-label={`Remove ${plain}`} onClick={() => apply(without)}>
                    <Cross size={12} aria-hidden />
                  </button>
                </li>
              );
            })}
          </ul>
          <Button
            variant="minimal"
            size="small"
            text="Clear all"
            className={styles.clear!}
            onClick={() => apply(({ copies }) => withPart({}, 'copies', copies))}
          />
        </>
      )}
      {!settled && filter.query !== undefined && <SearchUnderWay />}
    </div>
  );
}
