import { Button, InputGroup, Popover, Switch } from '@blueprintjs/core';
import { Cross, Help, Search } from '@blueprintjs/icons';
import { useEffect, useId, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import { withPart } from './filter-edit.ts';
import styles from './filters.module.css';
import { ProblemPlace } from './problem-place.tsx';
import { SearchHelp } from './search-help.tsx';
import { placeWords, queryProblem } from './search-plan.ts';

/** ms after the last key before the search begins. */
const PAUSE = 150;
/** ms after the last key before something that cannot be searched is said to be wrong: it may be half written. */
const PATIENCE = 700;

interface Props {
  /** Takes the keyboard on from the box. */
  onDown?(): void;
}

/** What is searched for, in the language of docs/search.md; it is searched while it is written. */
export function SearchBox({ onDown }: Props) {
  const { filter, setFilter } = useCase();
  const id = useId();
  const set = filter.query ?? '';
  const [draft, setDraft] = useState(set);
  /** The draft that was found wrong, until it changes. */
  const [told, setTold] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  /** What this field has put into the filter; anything else there came from elsewhere. */
  const own = useRef(set);
  const waiting = useRef(0);
  const telling = useRef(0);
  const latest = useRef(draft);
  latest.current = draft;
  const [helps, setHelps] = useState(false);
  const problem = told === draft ? queryProblem(draft) : null;

  const apply = useRef((text: string): void => {
    clearTimeout(waiting.current);
    waiting.current = 0;
    const query = text.trim() === '' ? '' : text;
    if (query === own.current || queryProblem(query)) return;
    own.current = query;
    setFilter((now) => {
      const changed = withPart(now, 'query', query);
      return query === '' ? withPart(changed, 'otherScripts', undefined) : changed;
    });
  }).current;
  const tellNow = (text: string): void => {
    clearTimeout(telling.current);
    setTold(text);
  };
  const write = (text: string): void => {
    setDraft(text);
    clearTimeout(waiting.current);
    waiting.current = window.setTimeout(() => apply(text), PAUSE);
    clearTimeout(telling.current);
    telling.current = window.setTimeout(() => setTold(text), PATIENCE);
  };

  useEffect(() => {
    if (set === own.current) return;
    own.current = set;
    setDraft(set);
  }, [set]);
  // Leaving the view does not lose what was just written.
  useEffect(
    () => () => {
      clearTimeout(telling.current);
      if (waiting.current !== 0) apply(latest.current);
    },
    [apply],
  );
  useCommand({
    id: 'filters.search',
    title: 'Search the messages',
    keys: 'mod+f',
    run: () => {
      input.current?.focus();
      input.current?.select();
    },
  });

  useCommand({
    id: 'filters.search-help',
    title: 'How to search',
    keys: 'f1',
    run: () => setHelps(true),
  });

  return (
    <div>
      <div className={styles.searchBox}>
        <InputGroup
          inputRef={input}
          leftIcon={<Search size={14} />}
          placeholder="Search messages"
          aria-label="Search messages"
          aria-invalid={problem !== null}
          aria-describedby={problem ? `${id}-problem` : undefined}
          intent={problem ? 'danger' : 'none'}
          dir="auto"
          spellCheck={false}
          autoComplete="off"
          value={draft}
          onValueChange={write}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              apply(draft);
              tellNow(draft);
              const wrong = queryProblem(draft);
              if (wrong) input.current?.setSelectionRange(wrong.start, wrong.end);
              else if (draft === set) onDown?.();
            } else if (event.key === 'ArrowDown' && onDown) {
              event.preventDefault();
              apply(draft);
              onDown();
            } else if (event.key === 'F1') {
              event.preventDefault();
              setHelps(true);
            } else if (event.key === 'Escape' && draft !== '') {
              event.stopPropagation();
              setDraft('');
              apply('');
            }
          }}
          rightElement={
            <>
              {draft !== '' && (
                <Button
                  variant="minimal"
                  size="small"
                  icon={<Cross size={12} />}
                  aria-label="Clear the search"
                  onClick={() => {
                    setDraft('');
                    apply('');
                    input.current?.focus();
                  }}
                />
              )}
              <Popover
                placement="bottom-end"
                isOpen={helps}
                onInteraction={setHelps}
                onClosed={() => input.current?.focus()}
                content={
                  <SearchHelp
                    onTake={(example) => {
                      const text = draft.trim() === '' ? example : `${draft.trimEnd()} ${example}`;
                      setDraft(text);
                      apply(text);
                      input.current?.focus();
                    }}
                  />
                }
              >
                <Button
                  variant="minimal"
                  size="small"
                  icon={<Help size={12} />}
                  aria-label="How to search"
                  title="How to search (F1)"
                />
              </Popover>
            </>
          }
        />
        {problem && <ProblemPlace text={draft} problem={problem} input={input} />}
      </div>
      {problem && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem.message}
          <span className="unseen"> {placeWords(draft, problem)}</span>
          {problem.end > problem.start && problem.start < draft.length && (
            <>
              {' '}
              <code dir="auto">
                {draft.slice(Math.max(0, problem.start - 12), problem.start)}
                <mark>{draft.slice(problem.start, problem.end)}</mark>
              </code>
            </>
          )}
        </p>
      )}
      {set !== '' && (
        <Switch
          className={styles.scripts!}
          label="Words also in other scripts"
          checked={filter.otherScripts === true}
          onChange={({ currentTarget }) => {
            const { checked } = currentTarget;
            setFilter((now) => withPart(now, 'otherScripts', checked ? true : undefined));
          }}
        />
      )}
    </div>
  );
}
