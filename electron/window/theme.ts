/** Light or dark, as the user chose; the page sees it as `prefers-color-scheme`. */
import { nativeTheme } from 'electron';
import type { Settings } from '../../shared/contract/index.ts';

/** Blueprint's background of each theme, so that a new window does not flash. */
const BACKGROUND = { light: '#f6f7f9', dark: '#1c2127' } as const;

export function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme;
}

export function backgroundColour(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}

export function onThemeChange(listener: () => void): void {
  nativeTheme.on('updated', listener);
}
