/** Puts tags on messages and takes them off: by their names' first letters and Enter, or by the mouse. */
import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup } from '@blueprintjs/core';
import { Plus, SmallMinus, Tick } from '@blueprintjs/icons';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { LONGEST_NAME, MOST_TAGGED, type TagLook } from '../../../shared/annotations/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import { messageOf } from '../../app/bridge.ts';
import { useCase } from '../../app/case-session.ts';
import type { RowAnnotations, TagRow } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted } from '../../ui/numbers.ts';
import { NamedTag } from '../../ui/tag-badge.tsx';
import { type TagChoice, tagChoices } from './tag-choices.ts';
import styles from './tags.module.css';

interface Props {
  /** null while it is closed. */
  readonly rows: readonly number[] | null;
  onClose(): void;
}

export function TagDialog({ rows, onClose }: Props) {
  return (
    <Dialog
      isOpen={rows !== null}
      title={rows ? `Tag ${counted(rows.length, 'message')}` : ''}
      onClose={onClose}
    >
      {rows && <Contents rows={rows} onClose={onClose} />}
    </Dialog>
  );
}

function Contents({ rows, onClose }: { readonly rows: readonly number[]; onClose(): void }) {
  const { store } = useCase();
  const { tags, annotate, say, version } = useAnnotations();
  const id = useId();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [at, setAt] = useState(0);
  const [own, setOwn] = useState<readonly RowAnnotations[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const busy = useRef(false);
  /** Chosen before it was known which tags the messages have. */
  const early = useRef<number | null>(null);
  const active = useRef<HTMLDivElement>(null);
  const tooMany = rows.length > MOST_TAGGED;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the messages have is of a version
  useEffect(() => {
    if (tooMany) return;
    let left = false;
    store.query.rowAnnotations(rows).then(
      (found) => {
        if (!left) setOwn(found);
      },
      (cause) => {
        if (!left) setProblem(messageOf(cause));
      },
    );
    return () => {
      left = true;
    };
  }, [store, rows, tooMany, version]);

  const { known, made } = useMemo(() => tagChoices(tags, own ?? [], text), [tags, own, text]);
  const count = known.length + (made ? 1 : 0);
  const cursor = Math.min(at, count - 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is active
  useEffect(() => {
    active.current?.scrollIntoView({ block: 'nearest' });
  }, [cursor]);

  const put = async (tag: Pick<TagRow, 'id' | 'name'>, of: readonly number[]): Promise<void> => {
    const messages = await store.query.messageSubjects(of);
    await annotate({ kind: 'tagged', tag: tag.id, messages }, reason.trim());
    say(`Tagged ${counted(of.length, 'message')}: ${tag.name}`);
  };
  const toggle = async ({ tag, has }: TagChoice): Promise<void> => {
    if (has < rows.length)
      return put(
        tag,
        rows.filter((_, i) => !own![i]!.tags.includes(tag.id)),
      );
    const messages = await store.query.taggedAs(tag.id, rows);
    await annotate({ kind: 'untagged', tag: tag.id, messages }, reason.trim());
    say(`Taken off ${counted(rows.length, 'message')}: ${tag.name}`);
  };
  const make = async (look: TagLook): Promise<void> => {
    const tag = crypto.randomUUID();
    await annotate({ kind: 'tag-made', tag, ...look });
    await put({ id: tag, name: look.name }, rows);
  };
  const choose = async (choice: number): Promise<void> => {
    if (busy.current || choice < 0) return;
    if (own === null) {
      early.current = choice;
      return;
    }
    busy.current = true;
    try {
      const one = known[choice];
      if (one) await toggle(one);
      else if (made) await make(made);
      onClose();
    } catch (cause) {
      setProblem(messageOf(cause));
      busy.current = false;
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once it is known what the messages have
  useEffect(() => {
    if (own !== null && early.current !== null) void choose(early.current);
    early.current = null;
  }, [own]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setAt((cursor + (event.key === 'ArrowDown' ? 1 : count - 1)) % Math.max(1, count));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) void choose(cursor);
    else return;
    event.preventDefault();
  };

  if (tooMany) {
    return (
      <DialogBody>
        <p role="alert">
          At most {counted(MOST_TAGGED, 'message')} are tagged at once. Narrow the selection or the filter.
        </p>
      </DialogBody>
    );
  }
  return (
    <>
      <DialogBody>
        <InputGroup
          autoFocus
          role="combobox"
          aria-label="Find or name a tag"
          aria-expanded
          aria-controls={id}
          aria-autocomplete="list"
          {...(cursor >= 0 ? { 'aria-activedescendant': `${id}-${cursor}` } : {})}
          placeholder={tags.length === 0 ? 'Name of the first tag' : 'Find or name a tag'}
          dir="auto"
          maxLength={LONGEST_NAME}
          value={text}
          onValueChange={(next) => {
            setText(next);
            setAt(0);
            early.current = null;
          }}
          onKeyDown={onKeyDown}
        />
        <div id={id} role="listbox" aria-label="Tags" aria-multiselectable className={styles.choices}>
          {known.map(({ tag, has }, i) => (
            <Choice
              key={tag.id}
              id={`${id}-${i}`}
              isActive={i === cursor}
              isChosen={has === rows.length && own !== null}
              ref={i === cursor ? active : null}
              onChoose={() => void choose(i)}
            >
              <span className={styles.tick}>
                {own === null || has === 0 ? null : has === rows.length ? (
                  <Tick aria-hidden />
                ) : (
                  <SmallMinus aria-hidden />
                )}
              </span>
              <NamedTag tag={tag} />
              {has > 0 && has < rows.length && (
                <span className="dim">on {counted(has, 'of them', 'of them')}</span>
              )}
              {has === rows.length && own !== null && <span className="dim">Enter takes it off</span>}
            </Choice>
          ))}
          {made && (
            <Choice
              id={`${id}-${known.length}`}
              isActive={known.length === cursor}
              isChosen={false}
              ref={known.length === cursor ? active : null}
              onChoose={() => void choose(known.length)}
            >
              <span className={styles.tick}>
                <Plus aria-hidden />
              </span>
              <span>New tag </span>
              <NamedTag tag={made} />
            </Choice>
          )}
        </div>
        {count === 0 && <p className="dim">There is no tag yet: write its name.</p>}
        <FormGroup label="Reason, if there is one" labelFor={`${id}-reason`} className={styles.reason!}>
          <InputGroup
            id={`${id}-reason`}
            dir="auto"
            maxLength={500}
            value={reason}
            onValueChange={setReason}
            onKeyDown={onKeyDown}
          />
        </FormGroup>
        {problem !== null && (
          <p role="alert" className="problem">
            <EvidenceText text={problem} />
          </p>
        )}
      </DialogBody>
      <DialogFooter actions={<Button text="Cancel" onClick={onClose} />}>
        <span className="dim">Kept with your name and the time, and logged.</span>
      </DialogFooter>
    </>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly ref: React.Ref<HTMLDivElement> | null;
  readonly children: React.ReactNode;
  onChoose(): void;
}

function Choice({ id, isActive, isChosen, ref, children, onChoose }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field above has the focus and says which one is active
    <div
      id={id}
      ref={ref}
      role="option"
      aria-selected={isChosen}
      className={`${styles.choice} ${isActive ? styles.active : ''}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {children}
    </div>
  );
}
