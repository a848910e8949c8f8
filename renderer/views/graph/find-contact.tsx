/** Finding a person or group of the graph by a part of a name, number or id. */
import { MenuItem } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import { type ItemRenderer, Suggest } from '@blueprintjs/select';
import { useMemo, useRef } from 'react';
import type { CaseSummary, GraphRoster } from '../../query/api.ts';
import { EvidenceText } from '../../ui/evidence-text.tsx';
import { counted, grouped } from '../../ui/numbers.ts';
import { contactOf, contactWord, RosterSearch, rosterKey } from './contacts.ts';
import styles from './graph.module.css';

const SHOWN = 60;

interface Props {
  readonly roster: GraphRoster;
  readonly summary: CaseSummary;
  readonly inputRef?: React.Ref<HTMLInputElement>;
  /** Names the field. */
  readonly label?: string;
  onFind(key: string): void;
}

export function FindContact({ roster, summary, inputRef, label = 'Find a person or group', onFind }: Props) {
  const search = useMemo(() => new RosterSearch(roster, summary), [roster, summary]);
  const all = useMemo(() => search.positions(''), [search]);
  /** How many were found, of which the first are listed. */
  const found = useRef(0);
  const matches = (phrase: string): number[] => {
    const positions = search.positions(phrase);
    found.current = positions.length;
    return positions.slice(0, SHOWN);
  };

  const renderItem: ItemRenderer<number> = (position, { handleClick, handleFocus, modifiers, ref }) => {
    const contact = contactOf(summary, rosterKey(roster, position));
    // The list may be of the roster before this one for a moment.
    if (contact === null) return null;
    const word = contactWord(contact);
    return (
      <MenuItem
        key={contact.key}
        ref={ref}
        roleStructure="listoption"
        active={modifiers.active}
        text={
          <>
            <EvidenceText text={contact.name} />
            {word !== '' && <span className="dim"> {word}</span>}
          </>
        }
        label={counted(roster.messages[position]!, 'message')}
        onClick={handleClick}
        {...(handleFocus ? { onFocus: handleFocus } : {})}
      />
    );
  };

  return (
    <Suggest<number>
      className={styles.find!}
      items={all}
      itemListPredicate={matches}
      itemRenderer={renderItem}
      itemListRenderer={({ filteredItems, renderItem: render, itemsParentRef, menuProps }) => (
        <ul {...menuProps} className={`bp6-menu ${styles.found}`} ref={itemsParentRef}>
          {filteredItems.map(render)}
          {filteredItems.length === 0 && (
            <MenuItem disabled text="Nobody of that name in the graph" roleStructure="listoption" />
          )}
          {found.current > SHOWN && (
            <MenuItem
              disabled
              text={`${grouped(found.current - SHOWN)} more: type more of the name`}
              roleStructure="listoption"
            />
          )}
        </ul>
      )}
      inputValueRenderer={() => ''}
      selectedItem={null}
      onItemSelect={(position) => onFind(rosterKey(roster, position))}
      closeOnSelect
      openOnKeyDown
      resetOnSelect
      resetOnClose
      inputProps={{
        ...(inputRef === undefined ? {} : { inputRef }),
        leftElement: <Search className={styles.findIcon!} />,
        placeholder: 'Find',
        'aria-label': label,
      }}
      popoverProps={{ minimal: true, matchTargetWidth: false }}
    />
  );
}
