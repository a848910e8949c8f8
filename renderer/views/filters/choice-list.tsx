/** A list of the filter: any of its entries may be chosen, and each says how many messages it would leave. */
import { Button, InputGroup } from '@blueprintjs/core';
import { ChevronDown, ChevronRight, Search, Tick } from '@blueprintjs/icons';
import { useCallback, useId, useMemo, useRef, useState } from 'react';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { markedText } from '../../ui/marked-text.ts';
import { grouped } from '../../ui/numbers.ts';
import { RowList } from '../../ui/row-list.tsx';
import { placeToShow, type RowListPlace, type RowListView } from '../../ui/row-list-scroll.ts';
import { useKept } from '../../ui/use-kept.ts';
import { found, inOrder } from './choices.ts';
import styles from './filters.module.css';
import type { Entries } from './use-entries.ts';

const ROW = 26;
const ROWS_SHOWN = 7;
/** Lists that are seen whole need no search. */
const SEARCHED_FROM = 10;
const TOP: RowListPlace = { index: 0, from: 'top', px: 0 };
const NO_COUNTS = new Uint32Array(0);

interface Props {
  /** `Chats`. */
  readonly title: string;
  readonly entries: Entries;
  readonly counts: Uint32Array | null;
  readonly chosen: readonly number[];
  /** Stands before an entry's name. */
  readonly iconOf?: (entry: number) => React.ReactNode;
  onToggle(entry: number): void;
  onClear(): void;
}

export function ChoiceList({ title, entries, counts, chosen, iconOf, onToggle, onClear }: Props) {
  const id = useId();
  const heading = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useKept(`filters.open.${title}`, true);
  const [query, setQuery] = useState('');
  const { names, byName, words } = entries;

  const hits = useMemo(() => (words === null ? null : found(words, query)), [words, query]);
  const shown = useMemo(
    () => inOrder({ size: names.length, counts: counts ?? NO_COUNTS, chosen, byName }, hits),
    [names, counts, chosen, byName, hits],
  );

  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 className={styles.heading}>
        <button
          type="button"
          ref={heading}
          className={styles.disclosure}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          id={id}
        >
          {open ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
          {title}
          <span className="dim">{grouped(names.length)}</span>
        </button>
        {chosen.length > 0 && (
          <Button
            variant="minimal"
            size="small"
            text={`Clear ${grouped(chosen.length)}`}
            aria-label={`Clear the ${grouped(chosen.length)} chosen of ${title}`}
            onClick={() => {
              onClear();
              // The button goes: the keyboard stays at the list.
              heading.current?.focus();
            }}
          />
        )}
      </h3>
      {open && (
        <>
          {names.length >= SEARCHED_FROM && (
            <InputGroup
              type="search"
              size="small"
              leftIcon={<Search size={12} />}
              placeholder="Find"
              aria-label={`Find in ${title}`}
              dir="auto"
              value={query}
              onValueChange={setQuery}
            />
          )}
          {shown.length === 0 ? (
            <p className={`dim ${styles.none}`}>{query === '' ? 'None' : 'Nothing of that name.'}</p>
          ) : (
            <Options
              title={title}
              names={names}
              shown={shown}
              counts={counts}
              chosen={chosen}
              onToggle={onToggle}
              {...(iconOf ? { iconOf } : {})}
            />
          )}
        </>
      )}
    </section>
  );
}

interface OptionsProps {
  readonly title: string;
  readonly names: readonly string[];
  /** Entries in the order in which they are shown. */
  readonly shown: Uint32Array;
  readonly counts: Uint32Array | null;
  readonly chosen: readonly number[];
  readonly iconOf?: (entry: number) => React.ReactNode;
  onToggle(entry: number): void;
}

function Options({ title, names, shown, counts, chosen, iconOf, onToggle }: OptionsProps) {
  const id = useId();
  const [place, setPlace] = useState<RowListPlace>(TOP);
  const [view, setView] = useState<RowListView>({ top: 0, body: 0 });
  /** The entry that the keyboard is on: it stays with it when the order changes. */
  const [active, setActive] = useState<number | null>(null);
  const isChosen = useMemo(() => new Set(chosen), [chosen]);
  const at = active === null ? -1 : shown.indexOf(active);

  const goTo = (index: number): void => {
    const to = Math.max(0, Math.min(shown.length - 1, index));
    setActive(shown[to]!);
    const next = placeToShow(to, ROW, view);
    if (next) setPlace(next);
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? 0 : at - 1,
      PageDown: Math.max(at, 0) + ROWS_SHOWN,
      PageUp: at - ROWS_SHOWN,
      Home: 0,
      End: shown.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) goTo(to);
    else if ((event.key === ' ' || event.key === 'Enter') && at >= 0) onToggle(shown[at]!);
    else return;
    event.preventDefault();
  };

  const onClick = (event: React.MouseEvent): void => {
    const option = (event.target as Element).closest<HTMLElement>('[data-entry]');
    if (!option) return;
    const entry = Number(option.dataset.entry);
    setActive(entry);
    onToggle(entry);
  };

  const renderRow = useCallback(
    (index: number) => {
      const entry = shown[index]!;
      const count = counts?.[entry] ?? 0;
      return (
        // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and says which option it is on
        <div
          role="option"
          id={`${id}-${entry}`}
          data-entry={entry}
          aria-selected={isChosen.has(entry)}
          aria-setsize={shown.length}
          aria-posinset={index + 1}
          className={`${styles.option} ${entry === active ? styles.active : ''} ${count === 0 ? 'dim' : ''}`}
          title={markedText(names[entry]!)}
        >
          <span className={styles.box} aria-hidden>
            {isChosen.has(entry) && <Tick size={12} />}
          </span>
          {iconOf && <span className={styles.icon}>{iconOf(entry)}</span>}
          <span className={styles.name}>
            <EvidenceText text={names[entry]!} />
          </span>
          <span className={styles.count}>{grouped(count)}</span>
        </div>
      );
    },
    [id, shown, counts, isChosen, active, names, iconOf],
  );

  return (
    <div className={styles.options} style={{ blockSize: Math.min(shown.length, ROWS_SHOWN) * ROW }}>
      <RowList
        role="listbox"
        aria-label={title}
        aria-multiselectable
        tabIndex={0}
        {...(at >= 0 ? { 'aria-activedescendant': `${id}-${active}` } : {})}
        className={styles.listbox!}
        count={shown.length}
        rowHeight={ROW}
        place={place}
        renderRow={renderRow}
        onView={setView}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={() => {
          if (at < 0 && shown.length > 0) setActive(shown[0]!);
        }}
      />
    </div>
  );
}
