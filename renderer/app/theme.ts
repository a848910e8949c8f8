/** Light or dark: the user's choice, else the desktop's. Blueprint wants its class on the root of everything. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Settings } from '../../shared/contract/index.ts';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function onChange(listener: () => void): () => void {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
}

/** Whether the window is dark now. Dialogs and menus stand outside the root, so the class is set on the body. */
export function useDark(choice: Settings['theme']): boolean {
  const system = useSyncExternalStore(onChange, () => dark.matches);
  const isDark = choice === 'system' ? system : choice === 'dark';
  useEffect(() => {
    document.body.classList.toggle('bp6-dark', isDark);
  }, [isDark]);
  return isDark;
}
