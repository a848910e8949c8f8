/** Small pieces of the facts beside the picture. */
import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { markedText } from '../../ui/marked-text.ts';
import { grouped } from '../../ui/numbers.ts';
import { type Contact, chatWord } from './contacts.ts';
import styles from './side.module.css';

/** Why a part of the facts is missing. */
export function Fault({ reason }: { reason: string | null }) {
  if (reason === null) return null;
  return (
    <p role="alert" className={styles.fault}>
      Not everything could be counted: {reason}
    </p>
  );
}

/** A contact's name with its shape and what it is. */
export function NameCell({ contact, onClick }: { contact: Contact; onClick(): void }) {
  const word = contact.chat ? chatWord(contact.chat) : '';
  return (
    <span className={styles.nameCell}>
      <span className={styles.shapedName}>
        {contact.chat && <span className={styles.square} />}
        <NameButton name={contact.name} onClick={onClick} />
      </span>
      {word !== '' && <span className="dim">{word}</span>}
    </span>
  );
}

/** A name that selects whom it names. */
export function NameButton({ name, onClick }: { name: string; onClick(): void }) {
  return (
    <button type="button" className={styles.name} title={markedText(name)} onClick={onClick}>
      <EvidenceText text={name} />
    </button>
  );
}

interface SomeProps<T> {
  readonly all: readonly T[];
  /** How many at first, and how many more at a time. */
  readonly step: number;
  /** What they are, e.g. `ties`. */
  readonly word: string;
  render(one: T): React.ReactNode;
  /** Wraps the rows. */
  wrap(rows: React.ReactNode): React.ReactNode;
}

/** The first of a long list, with a button for more of it. */
export function Some<T>({ all, step, word, render, wrap }: SomeProps<T>) {
  const [shown, setShown] = useState(step);
  const left = all.length - shown;
  return (
    <>
      {wrap(all.slice(0, shown).map(render))}
      {left > 0 && (
        <Button
          size="small"
          variant="minimal"
          text={`Show ${grouped(Math.min(left, 10 * step))} more of ${grouped(all.length)} ${word}`}
          onClick={() => setShown(shown + 10 * step)}
        />
      )}
    </>
  );
}
