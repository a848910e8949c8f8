/** Choosing a time zone by typing a part of its name. */
import { MenuItem } from '@blueprintjs/core';
import { CaretDown } from '@blueprintjs/icons';
import { type ItemPredicate, type ItemRenderer, Select } from '@blueprintjs/select';
import { formatOffset, Zone } from '../../shared/time/zone.ts';

/** IANA names that this engine knows; UTC first. */
const ZONES: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC'),
];

const words = (text: string): string => text.toLowerCase().replace(/[_/]/g, ' ');

const matches: ItemPredicate<string> = (query, zone) => words(zone).includes(words(query.trim()));

/** Offset now; a zone's clock may differ at the time of a message. */
function offsetNow(zone: string): string {
  return formatOffset(new Zone(zone).offsetAt(Date.now()));
}

const renderZone: ItemRenderer<string> = (zone, { handleClick, handleFocus, modifiers, ref }) =>
  modifiers.matchesPredicate ? (
    <MenuItem
      key={zone}
      ref={ref}
      roleStructure="listoption"
      active={modifiers.active}
      text={zone}
      label={offsetNow(zone)}
      onClick={handleClick}
      {...(handleFocus ? { onFocus: handleFocus } : {})}
    />
  ) : null;

interface Props {
  readonly id: string;
  /** Id of the element that names it. */
  readonly labelledBy: string;
  readonly value: string | null;
  /** What stands there while nothing is chosen. */
  readonly placeholder?: string;
  onChange(zone: string): void;
}

export function ZoneSelect({ id, labelledBy, value, placeholder = 'Choose a time zone', onChange }: Props) {
  // The target itself is the button: it says whether the list is open.
  const target = {
    id,
    type: 'button',
    className: 'bp6-button bp6-align-left',
    'aria-labelledby': `${labelledBy} ${id}`,
  };
  return (
    <Select<string>
      items={ZONES as string[]}
      itemPredicate={matches}
      itemRenderer={renderZone}
      itemListRenderer={({ filteredItems, renderItem, itemsParentRef, menuProps }) => (
        <ul
          {...menuProps}
          className="bp6-menu"
          ref={itemsParentRef}
          style={{ maxBlockSize: 260, overflow: 'auto' }}
        >
          {filteredItems.length === 0 ? (
            <MenuItem disabled text="No zone of that name" roleStructure="listoption" />
          ) : (
            filteredItems.slice(0, MOST_SHOWN).map((zone, index) => renderItem(zone, index))
          )}
        </ul>
      )}
      onItemSelect={onChange}
      resetOnClose
      inputProps={{ placeholder: 'City or region, such as London', 'aria-label': 'Find a time zone' }}
      popoverProps={{ minimal: true, matchTargetWidth: true, targetTagName: 'button' }}
      popoverTargetProps={target}
      fill
    >
      <span className="bp6-button-text">
        {value === null ? <span className="dim">{placeholder}</span> : `${value} (now ${offsetNow(value)})`}
      </span>
      <CaretDown />
    </Select>
  );
}

/** The list is for picking after a few letters, not for reading 400 names. */
const MOST_SHOWN = 60;
