/** Accounts that may be one person, each pair with what speaks for it. */
import { Button } from '@blueprintjs/core';
import type { Suggestion } from '../../../shared/people/index.ts';
import type { PersonAccount } from '../../query/api.ts';
import { grouped } from '../../ui/numbers.ts';
import { EvidenceWords } from '../message/evidence-words.tsx';
import { plainText, type Words } from '../message/words.ts';
import { Section } from '../provenance/facts.tsx';
import type { Proposal } from './decide-dialog.tsx';
import styles from './people.module.css';
import { accountWords, evidenceWords } from './people-words.ts';

/** More are shown once these are decided on. */
const SHOWN = 100;

interface Props {
  readonly suggestions: readonly Suggestion[];
  readonly accounts: ReadonlyMap<string, PersonAccount>;
  onPropose(proposal: Proposal): void;
}

export function SuggestionList({ suggestions, accounts, onPropose }: Props) {
  const propose = ({ accounts: keys, evidence }: Suggestion, accept: boolean): void => {
    const both = keys.map((key) => accountWords(accounts.get(key)!));
    const said = evidence.map(evidenceWords);
    onPropose({
      title: accept ? 'Merge two persons' : 'Decline a suggestion',
      lines: [...both, ...said],
      action: accept ? 'Merge' : 'Decline',
      words: `${accept ? 'One person' : 'Suggestion declined'}: ${both.map(plainText).join(', ')}. ${said.map(plainText).join('. ')}`,
      decision: (reason) =>
        accept ? { kind: 'merge', accounts: keys, reason } : { kind: 'decline', accounts: keys, reason },
    });
  };
  return (
    <Section title="Suggestions">
      {suggestions.length === 0 ? (
        <p className="dim">No two accounts share a number, an entry of an address book, or messages.</p>
      ) : (
        <ul className={styles.suggestions} aria-label="Suggestions">
          {suggestions.slice(0, SHOWN).map((suggestion) => {
            const [a, b] = suggestion.accounts.map((key) => accountWords(accounts.get(key)!)) as [
              Words,
              Words,
            ];
            const both = `${plainText(a)} and ${plainText(b)}`;
            return (
              <li key={suggestion.accounts.join(' ')}>
                <p>
                  <EvidenceWords words={a} /> <span className="dim">and</span> <EvidenceWords words={b} />
                </p>
                {suggestion.evidence.map(evidenceWords).map((words) => (
                  <p key={plainText(words)} className="dim">
                    <EvidenceWords words={words} />
                  </p>
                ))}
                <div className={styles.buttons}>
                  <Button
                    size="small"
                    text="Merge…"
                    aria-label={`Merge ${both}`}
                    onClick={() => propose(suggestion, true)}
                  />
                  <Button
                    size="small"
                    variant="minimal"
                    text="Decline…"
                    aria-label={`Decline ${both}`}
                    onClick={() => propose(suggestion, false)}
                  />
                </div>
              </li>
            );
          })}
        </ul>
      )}
      {suggestions.length > SHOWN && (
        <p className="dim">
          The first {SHOWN} of {grouped(suggestions.length)} are shown.
        </p>
      )}
    </Section>
  );
}
