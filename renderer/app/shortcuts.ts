/** Keys of commands: how they are written, and which command a key press means. */
import type { Command } from './commands.ts';

const IS_MAC = navigator.platform.startsWith('Mac');

/** Shift is part of what a key types unless it is a letter or a named key. */
const NAMED = /^(?:[a-z]|enter|escape|space|tab|home|end|pageup|pagedown|arrow\w+|f\d+|backspace|delete)$/;

/** `mod+shift+f` of a key press; mod is Ctrl, on macOS Cmd. */
export function pressed(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const parts: string[] = [];
  if (IS_MAC ? event.metaKey : event.ctrlKey) parts.push('mod');
  if (IS_MAC ? event.ctrlKey : event.metaKey) parts.push('meta');
  if (event.altKey) parts.push('alt');
  if (event.shiftKey && NAMED.test(key)) parts.push('shift');
  return [...parts, key].join('+');
}

/** Whether a key press types text where it lands. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  if (!target?.closest) return false;
  if (target.isContentEditable) return true;
  const field = target.closest('input, textarea, select');
  return (
    field !== null && !['checkbox', 'radio', 'range', 'button'].includes((field as HTMLInputElement).type)
  );
}

/** The command that a key press means, or undefined. Keys without mod act only where no text is typed. */
export function commandOf(event: KeyboardEvent, all: readonly Command[]): Command | undefined {
  if (event.isComposing) return undefined;
  const keys = pressed(event);
  if (!keys.includes('mod+') && isTyping(event)) return undefined;
  return all.findLast((command) => command.keys === keys);
}

const MAC: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', meta: '⌃' };
const OTHER: Readonly<Record<string, string>> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', meta: 'Win' };
const KEY_NAMES: Readonly<Record<string, string>> = {
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  enter: 'Enter',
  space: 'Space',
  pageup: 'Page Up',
  pagedown: 'Page Down',
  home: 'Home',
  end: 'End',
};

/** Keys as this system writes them: `Ctrl+Shift+F`, `⌘⇧F`. */
export function keysText(keys: string): string {
  const names = IS_MAC ? MAC : OTHER;
  return keys
    .split('+')
    .map((key) => names[key] ?? KEY_NAMES[key] ?? key.toUpperCase())
    .join(IS_MAC ? '' : '+');
}
