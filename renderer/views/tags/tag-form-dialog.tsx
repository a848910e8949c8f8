/** Makes a tag, or changes how one looks. */
import { Button, Dialog, DialogBody, DialogFooter, FormGroup, InputGroup } from '@blueprintjs/core';
import { type FormEvent, useId, useState } from 'react';
import { LONGEST_NAME, lettersOf, TAG_COLOURS, type TagColour } from '../../../shared/annotations/index.ts';
import { useAnnotations } from '../../app/annotations.ts';
import { messageOf } from '../../app/bridge.ts';
import type { TagRow } from '../../query/api.ts';
import { TagBadge } from '../../ui/tag-badge.tsx';
import { freeColour } from './tag-choices.ts';
import styles from './tags.module.css';

const COLOUR_WORDS: Readonly<Record<TagColour, string>> = {
  red: 'Red',
  orange: 'Orange',
  olive: 'Olive',
  green: 'Green',
  teal: 'Teal',
  blue: 'Blue',
  violet: 'Violet',
  grey: 'Grey',
};

interface Props {
  /** `new`; null while it is closed. */
  readonly tag: TagRow | 'new' | null;
  onClose(): void;
}

export function TagFormDialog({ tag, onClose }: Props) {
  return (
    <Dialog
      isOpen={tag !== null}
      title={tag === 'new' ? 'Make a tag' : 'Change a tag'}
      onClose={onClose}
      canOutsideClickClose={false}
    >
      {tag && <Form tag={tag === 'new' ? null : tag} onClose={onClose} />}
    </Dialog>
  );
}

const charactersOf = new Intl.Segmenter('en', { granularity: 'grapheme' });
const lengthOf = (text: string): number => [...charactersOf.segment(text)].length;

function Form({ tag, onClose }: { readonly tag: TagRow | null; onClose(): void }) {
  const { tags, annotate, say } = useAnnotations();
  const id = useId();
  const [name, setName] = useState(tag?.name ?? '');
  const [own, setOwn] = useState(tag?.letters ?? '');
  const [colour, setColour] = useState<TagColour>(tag?.colour ?? freeColour(tags));
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const letters = own.trim() || lettersOf(name);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return setProblem('A tag needs a name.');
    if (letters === '' || lengthOf(letters) > 2) return setProblem('One or two letters stand for the tag.');
    if (tags.some((one) => one.id !== tag?.id && one.name.trim() === name.trim())) {
      return setProblem('A tag is called so already.');
    }
    setBusy(true);
    try {
      const look = { name: name.trim(), colour, letters };
      if (tag) await annotate({ kind: 'tag-changed', tag: tag.id, ...look });
      else await annotate({ kind: 'tag-made', tag: crypto.randomUUID(), ...look });
      say(tag ? `Tag changed: ${look.name}` : `Tag made: ${look.name}`);
      onClose();
    } catch (cause) {
      setProblem(messageOf(cause));
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void save(event)} noValidate>
      <DialogBody>
        <FormGroup label="Name" labelFor={`${id}-name`}>
          <InputGroup
            id={`${id}-name`}
            autoFocus
            dir="auto"
            maxLength={LONGEST_NAME}
            value={name}
            onValueChange={setName}
          />
        </FormGroup>
        <div className={styles.look}>
          <FormGroup
            label="Letters"
            labelFor={`${id}-letters`}
            helperText="One or two: they say which tag it is without its colour."
          >
            <InputGroup
              id={`${id}-letters`}
              className={styles.letters!}
              dir="auto"
              maxLength={16}
              placeholder={lettersOf(name)}
              value={own}
              onValueChange={setOwn}
            />
          </FormGroup>
        </div>
        <fieldset className={styles.colours}>
          <legend>Colour</legend>
          {TAG_COLOURS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={`${id}-colour`}
                checked={colour === one}
                onChange={() => setColour(one)}
              />
              <TagBadge tag={{ name, colour: one, letters: letters || '·' }} />
              {COLOUR_WORDS[one]}
            </label>
          ))}
        </fieldset>
        {problem !== null && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Cancel" onClick={onClose} />
            <Button type="submit" intent="primary" text={tag ? 'Change' : 'Make'} loading={busy} />
          </>
        }
      />
    </form>
  );
}
