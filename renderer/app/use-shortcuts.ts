import { useEffect } from 'react';
import { commands } from './commands.ts';
import { commandOf } from './shortcuts.ts';

/** Whether a dialog or a menu has the keyboard: commands behind it must not act. */
function isBehindDialog(): boolean {
  return document.querySelector('.bp6-overlay-open .bp6-dialog, .bp6-overlay-open .bp6-omnibar') !== null;
}

/** Runs commands by their keys, wherever the focus is. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isBehindDialog()) return;
      const command = commandOf(event, commands.all());
      if (!command) return;
      event.preventDefault();
      commands.run(command.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
