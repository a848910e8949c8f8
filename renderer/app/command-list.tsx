/** Every command of the window by its name: Mod+K. */
import { MenuItem } from '@blueprintjs/core';
import { type ItemPredicate, type ItemRenderer, Omnibar } from '@blueprintjs/select';
import { useSyncExternalStore } from 'react';
import { type Command, commands } from './commands.ts';
import { keysText } from './shortcuts.ts';

const matches: ItemPredicate<Command> = (query, { title }) => {
  const name = title.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
};

const isRefused = ({ why }: Command): boolean => why !== undefined && why !== null;

const renderItem: ItemRenderer<Command> = (command, { handleClick, handleFocus, modifiers, ref }) =>
  modifiers.matchesPredicate ? (
    <MenuItem
      key={command.id}
      ref={ref}
      roleStructure="listoption"
      active={modifiers.active}
      disabled={modifiers.disabled}
      multiline
      text={
        <>
          {command.title}
          {isRefused(command) && <span className="dim">: {command.why}</span>}
        </>
      }
      {...(command.keys === undefined ? {} : { label: keysText(command.keys) })}
      onClick={handleClick}
      {...(handleFocus ? { onFocus: handleFocus } : {})}
    />
  ) : null;

let known: Command[] = [];
function snapshot(): Command[] {
  const now = commands.all();
  if (now.length !== known.length || now.some((command, i) => command !== known[i])) known = now;
  return known;
}

interface Props {
  readonly isOpen: boolean;
  onClose(): void;
}

export function CommandList({ isOpen, onClose }: Props) {
  const all = useSyncExternalStore((listener) => commands.onChange(listener), snapshot);
  return (
    <Omnibar<Command>
      isOpen={isOpen}
      onClose={onClose}
      items={all.filter(({ id }) => id !== 'commands.show')}
      itemPredicate={matches}
      itemDisabled={isRefused}
      itemRenderer={renderItem}
      noResults={<MenuItem disabled text="No command of that name" roleStructure="listoption" />}
      inputProps={{ placeholder: 'Find a command', 'aria-label': 'Find a command' }}
      resetOnSelect
      onItemSelect={(command) => {
        onClose();
        commands.run(command.id);
      }}
    />
  );
}
