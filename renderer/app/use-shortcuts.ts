import { useEffect } from 'react';
import { commands } from './commands.ts';
import { commandOf } from './shortcuts.ts';

/** Blueprint's dialogs and the command list; one that is fading out has let go of the keyboard. */
const OPEN = '.bp6-dialog-container:not(.bp6-overlay-exit), .bp6-overlay-open .bp6-omnibar';

/** Whether a dialog or a menu has the keyboard: commands behind it must not act. */
function isBehindDialog(): boolean {
  return document.querySelector(OPEN) !== null;
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
