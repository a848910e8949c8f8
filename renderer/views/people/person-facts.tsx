/** One person: the accounts that are held for theirs, and how to set some apart. */
import { Button, Checkbox } from '@blueprintjs/core';
import { useState } from 'react';
import type { PersonAccount, PersonRow } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { EvidenceWords } from '../message/evidence-words.tsx';
import { plainText, type Words } from '../message/words.ts';
import { Section } from '../provenance/facts.tsx';
import { SubjectNotes } from '../tags/subject-notes.tsx';
import type { Proposal } from './decide-dialog.tsx';
import styles from './people.module.css';
import { accountsWords, accountWords } from './people-words.ts';

interface Props {
  readonly person: PersonRow;
  readonly accounts: readonly PersonAccount[];
  onPropose(proposal: Proposal): void;
  onMessages(): void;
}

export function PersonFacts({ person, accounts, onPropose, onMessages }: Props) {
  const [apart, setApart] = useState<ReadonlySet<string>>(new Set());
  const chosen = accounts.filter(({ key }) => apart.has(key));
  const rest = accounts.filter(({ key }) => !apart.has(key));
  const toggle = (key: string): void => {
    const next = new Set(apart);
    if (!next.delete(key)) next.add(key);
    setApart(next);
  };
  const split = (): void => {
    const lines: Words[] = [
      ['A person of their own: ', ...accountsWords(chosen)],
      ['Not the same person as: ', ...accountsWords(rest)],
    ];
    onPropose({
      title: 'Split a person',
      lines,
      action: 'Split',
      words: lines.map(plainText).join('. '),
      decision: (reason) => ({
        kind: 'split',
        accounts: chosen.map(({ key }) => key),
        from: rest.map(({ key }) => key),
        reason,
      }),
    });
  };
  return (
    <Section title="Person">
      <p className={styles.name}>
        <EvidenceText text={person.name} />
      </p>
      <ul className={styles.accounts} aria-label="Accounts">
        {accounts.map((account) => (
          <li key={account.key}>
            {accounts.length > 1 ? (
              <Checkbox checked={apart.has(account.key)} onChange={() => toggle(account.key)}>
                <EvidenceWords words={accountWords(account)} />
              </Checkbox>
            ) : (
              <EvidenceWords words={accountWords(account)} />
            )}{' '}
            <span className="dim">{account.exhibits.join(', ')}</span>
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button text="Show messages" onClick={onMessages} />
        {accounts.length > 1 && (
          <Button
            text="Split off the ticked accounts…"
            disabled={chosen.length === 0 || rest.length === 0}
            onClick={split}
          />
        )}
      </div>
      <h4 className={styles.notesHead}>Notes</h4>
      <SubjectNotes of={{ person: person.index }} />
    </Section>
  );
}
