import { LONGEST_TEXT } from '../../sqlite/table-rows.ts';

/** Those that say something, one a line; cut where they are too long. */
export function lines(...parts: readonly (string | undefined)[]): string | undefined {
  let text: string | undefined;
  for (const part of parts) {
    if (part === undefined || part === '') continue;
    text = text === undefined ? part : `${text}\n${part}`;
    if (text.length >= LONGEST_TEXT) return text.slice(0, LONGEST_TEXT);
  }
  return text;
}
