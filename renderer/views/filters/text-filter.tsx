import { Button, InputGroup } from '@blueprintjs/core';
import { Cross, Search } from '@blueprintjs/icons';
import { useEffect, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import { withPart } from './filter-edit.ts';

/** ms after the last key before the phrase is looked for. */
const PAUSE = 150;

/** The phrase that messages must have; it is looked for while it is written. */
export function TextFilter() {
  const { filter, setFilter } = useCase();
  const set = filter.text ?? '';
  const [draft, setDraft] = useState(set);
  const input = useRef<HTMLInputElement>(null);
  /** What this field has put into the filter; anything else there came from elsewhere. */
  const own = useRef(set);
  const waiting = useRef(0);
  const latest = useRef(draft);
  latest.current = draft;

  const apply = useRef((text: string): void => {
    clearTimeout(waiting.current);
    waiting.current = 0;
    const phrase = text.trim() === '' ? '' : text;
    if (phrase === own.current) return;
    own.current = phrase;
    setFilter((now) => withPart(now, 'text', phrase));
  }).current;

  useEffect(() => {
    if (set === own.current) return;
    own.current = set;
    setDraft(set);
  }, [set]);
  // Leaving the view does not lose what was just written.
  useEffect(
    () => () => {
      if (waiting.current !== 0) apply(latest.current);
    },
    [apply],
  );
  useCommand({
    id: 'filters.text',
    title: 'Find a phrase in the messages',
    keys: 'mod+f',
    run: () => {
      input.current?.focus();
      input.current?.select();
    },
  });

  return (
    <InputGroup
      inputRef={input}
      leftIcon={<Search size={14} />}
      placeholder="Phrase in text or file name"
      aria-label="Phrase in text or file name"
      dir="auto"
      spellCheck={false}
      autoComplete="off"
      value={draft}
      onValueChange={(text) => {
        setDraft(text);
        clearTimeout(waiting.current);
        waiting.current = window.setTimeout(() => apply(text), PAUSE);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply(draft);
        else if (event.key === 'Escape' && draft !== '') {
          event.stopPropagation();
          setDraft('');
          apply('');
        }
      }}
      {...(draft === ''
        ? {}
        : {
            rightElement: (
              <Button
                variant="minimal"
                size="small"
                icon={<Cross size={12} />}
                aria-label="Clear the phrase"
                onClick={() => {
                  setDraft('');
                  apply('');
                  input.current?.focus();
                }}
              />
            ),
          })}
    />
  );
}
