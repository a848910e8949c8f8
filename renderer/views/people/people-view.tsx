/** Who is who: persons with their accounts, what may be merged and why, and what was decided. */
import { Button, InputGroup, NonIdealState, Spinner } from '@blueprintjs/core';
import { MergeColumns, People, Search } from '@blueprintjs/icons';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useCase } from '../../app/case-session.ts';
import { useCommand } from '../../app/commands.ts';
import { counted, grouped } from '../../ui/numbers.ts';
import { plainText } from '../message/words.ts';
import { CountryList } from './country-list.tsx';
import { DecideDialog, type Proposal } from './decide-dialog.tsx';
import { DecisionList } from './decision-list.tsx';
import styles from './people.module.css';
import { accountsWords, accountWords, foundPeople } from './people-words.ts';
import { PersonFacts } from './person-facts.tsx';
import { PersonTable } from './person-table.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { useDecide, usePeopleFound } from './use-people.ts';

export function PeopleView() {
  const { summary, show, setFilter } = useCase();
  const { found, fault } = usePeopleFound();
  const decide = useDecide();
  const [words, setWords] = useState('');
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [said, setSaid] = useState('');
  /** Indexes of persons, of the revision they were chosen in. */
  const [chosen, setChosen] = useState<Chosen>({ revision: 0, person: null, marked: new Set() });
  const field = useRef<HTMLInputElement>(null);
  useCommand({ id: 'people.find', title: 'Find a person', keys: 'mod+f', run: () => field.current?.focus() });

  const { people, revision, decisions } = summary;
  const { person, marked } =
    chosen.revision === revision ? chosen : { person: null, marked: new Set<number>() };
  const sought = useDeferredValue(words);
  const listed = useMemo(() => foundPeople(people, sought), [people, sought]);
  const byKey = useMemo(() => new Map(found?.accounts.map((one) => [one.key, one])), [found]);
  const accountsOf = useMemo(() => {
    const counts = new Uint32Array(people.length);
    for (const one of found?.accounts ?? []) if (one.person < counts.length) counts[one.person]!++;
    return counts;
  }, [people, found]);
  const choose = (next: Partial<Chosen>): void => setChosen({ person, marked, ...next, revision });
  const mark = (index: number): void => {
    const next = new Set(marked);
    if (!next.delete(index)) next.add(index);
    choose({ person: index, marked: next });
  };
  const merge = (): void => {
    const accounts = found!.accounts.filter((one) => marked.has(one.person));
    setProposal({
      title: `Merge ${counted(marked.size, 'person', 'people')}`,
      lines: accounts.map(accountWords),
      action: 'Merge',
      words: `One person: ${plainText(accountsWords(accounts))}`,
      decision: (reason) => ({ kind: 'merge', accounts: accounts.map(({ key }) => key), reason }),
    });
  };
  const shown = person === null ? undefined : people[person];
  if (summary.messages === 0 && people.length === 0) {
    return (
      <NonIdealState
        icon={<People size={32} />}
        title="Nobody yet"
        description="The people of an exhibit stand here once it was added."
      />
    );
  }
  return (
    <div className="view-frame">
      <div className="view-tools">
        <InputGroup
          inputRef={field}
          className={styles.find!}
          leftIcon={<Search />}
          placeholder="Find a person"
          aria-label="Find a person"
          type="search"
          value={words}
          onValueChange={setWords}
        />
        <Button
          icon={<MergeColumns />}
          text={marked.size < 2 ? 'Merge marked people…' : `Merge ${grouped(marked.size)} marked people…`}
          disabled={marked.size < 2 || found === null}
          onClick={merge}
        />
        <p role="status" className={styles.count}>
          {said === '' ? '' : `${said} `}
          {listed.length === people.length
            ? counted(people.length, 'person', 'people')
            : `${grouped(listed.length)} of ${counted(people.length, 'person', 'people')}`}
        </p>
      </div>
      {fault !== null && (
        <p role="alert" className={styles.fault}>
          The accounts could not be loaded: {fault}
        </p>
      )}
      <div className="view-middle">
        {listed.length === 0 ? (
          <div className={styles.empty}>
            <NonIdealState icon={<People size={32} />} title="Nobody is called so" />
          </div>
        ) : (
          <PersonTable
            people={listed}
            accounts={accountsOf}
            marked={marked}
            person={person}
            onPerson={(index) => choose({ person: index })}
            onMark={mark}
          />
        )}
        <aside className={styles.side} aria-label="Who is who">
          {found === null ? (
            <Spinner size={24} aria-label="Looking through the accounts" />
          ) : (
            <>
              {shown && (
                <PersonFacts
                  key={`${revision} ${shown.index}`}
                  person={shown}
                  accounts={found.accounts.filter((one) => one.person === shown.index)}
                  onPropose={setProposal}
                  onMessages={() => {
                    setFilter({ people: [shown.index] });
                    show('timeline');
                  }}
                />
              )}
              <SuggestionList suggestions={found.suggestions} accounts={byKey} onPropose={setProposal} />
              <DecisionList decisions={decisions} accounts={byKey} onPropose={setProposal} />
              <CountryList known={found.countries} onPropose={setProposal} />
            </>
          )}
        </aside>
      </div>
      <DecideDialog
        proposal={proposal}
        onClose={() => setProposal(null)}
        onDecide={async ({ decision, words: logged, title }, reason) => {
          await decide(decision(reason), logged);
          setSaid(`${title}: done.`);
        }}
      />
    </div>
  );
}

interface Chosen {
  readonly revision: number;
  readonly person: number | null;
  readonly marked: ReadonlySet<number>;
}
